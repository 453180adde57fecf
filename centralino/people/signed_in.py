"""Somebody who is signed in: by which address, in which groups, by which means."""

from dataclasses import dataclass
from enum import StrEnum


class SignInMeans(StrEnum):
    """How somebody has shown who they are."""

    MAIL = "mail"
    PROVIDER = "provider"
    LOCAL = "local"


@dataclass(frozen=True)
class SignedIn:
    """`groups` are the identity provider's, as of signing in. `run`: of a local one, whose link."""

    address: str
    means: SignInMeans
    groups: tuple[str, ...] = ()
    run: str = ""
