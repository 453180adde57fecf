"""The link that signs in as helpdesk on one's own machine, for as long as the app runs.

It lies under var/, made anew by each run, so that all its processes know the same one.
"""

import hmac
from pathlib import Path

from centralino.core import private_files
from centralino.core.settings import LOCAL_URL
from centralino.people.sign_in_secrets import hash_secret, make_secret
from centralino.people.signed_in import SignedIn, SignInMeans

FILE = Path("var/local-sign-in")
PATH = "/sign-in/local"
ADDRESS = "helpdesk@localhost"
"""Nobody's: what a page shows where an address is expected."""


def renew(base: str = LOCAL_URL, file: Path = FILE) -> str:
    """Begin a run at `base`: links and sessions of earlier ones hold no more. Raises OSError."""
    link = f"{base}{PATH}/{make_secret()}"
    private_files.replace(file, f"{link}\n".encode())
    return link


def withdraw(file: Path = FILE) -> None:
    """Begin a run that has none. Raises OSError."""
    file.unlink(missing_ok=True)


def read_token(file: Path = FILE) -> str:
    """The token of this run's link; made where nobody has begun one. Raises OSError."""
    try:
        link = file.read_text(encoding="ascii")
    except FileNotFoundError:
        link = renew(file=file)
    return link.strip().rpartition("/")[2]


def sign_in_by(token: str, file: Path = FILE) -> SignedIn | None:
    """Whom a link's token signs in; None for one that is not this run's. Raises OSError."""
    right = read_token(file)
    if not right or not hmac.compare_digest(right.encode(), token.encode()):
        return None
    return SignedIn(ADDRESS, SignInMeans.LOCAL, run=hash_secret(right))


def is_of_this_run(person: SignedIn, file: Path = FILE) -> bool:
    """Whether somebody signed in by this run's link. Raises OSError."""
    return hmac.compare_digest(person.run, hash_secret(read_token(file)))
