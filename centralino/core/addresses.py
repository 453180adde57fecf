"""Addresses that messages go to: an e-mail address, or `scheme:rest` for another channel.

All are plain ASCII, with nothing in them that could reach into a header.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

from centralino.core.input_errors import list_choices
from centralino.core.texts import _

Objects = Callable[[str], str]
"""What is wrong with what follows a scheme, and how to write it; nothing if it is right."""

EMAIL, WEBHOOK = "mailto", "webhook"
LONGEST = 254
A_WEBHOOK = "webhook:https://tickets.example.org/hook"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9-]{1,63}"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@)(?=.{{3,254}}\Z){_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*")
_SCHEME = re.compile(r"([a-z][a-z0-9+-]{1,30}):")
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_URL = re.compile(r"[A-Za-z0-9._~:/?!$&'()*+;=%@-]+")  # a comma parts two addresses


def scheme_of(address: str) -> str:
    """`mailto` where none is written."""
    found = _SCHEME.match(address)
    return found[1] if found else EMAIL


def plain(address: str) -> str:
    """As it is kept: an e-mail address without `mailto:`."""
    return address.strip().removeprefix(f"{EMAIL}:")


def is_email(text: str) -> bool:
    """As RFC 5321 has it, without quotes, comments and literal domains."""
    return _EMAIL.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """An e-mail address, or one of a scheme that is known here."""
    return is_email(plain(text)) if scheme_of(text) == EMAIL else not objection(text)


def objection(address: str) -> str:
    """What is wrong with an address that has a scheme; nothing if it is right."""
    scheme, _colon, rest = address.partition(":")
    if scheme not in _SCHEMES:
        known = list_choices(f"{each}:" for each in (EMAIL, *_SCHEMES))
        return _("no channel is called '{scheme}': begin with {known}", scheme=scheme, known=known)
    if len(address) > LONGEST:
        return _("the address has more than {longest} characters", longest=LONGEST)
    return _SCHEMES[scheme](rest)


def shown(address: str) -> str:
    """For people, and without what should stay between the two that know it."""
    scheme = scheme_of(address)
    if scheme == EMAIL:
        return plain(address)
    host = urlsplit(address.partition(":")[2]).hostname if is_address(address) else None
    return f"{scheme} ({host})" if host else scheme


@contextmanager
def registered_scheme(scheme: str, objects: Objects) -> Iterator[None]:
    """One scheme more, for a while."""
    register_scheme(scheme, objects)
    try:
        yield
    finally:
        del _SCHEMES[scheme]


def register_scheme(scheme: str, objects: Objects) -> None:
    """One scheme more that flows may write. Raises ValueError for one that there is."""
    if scheme in _SCHEMES or scheme == EMAIL or not _SCHEME.fullmatch(f"{scheme}:"):
        raise ValueError(f"'{scheme}' is registered already, or no name of a scheme")
    _SCHEMES[scheme] = objects


def object_to_webhook(url: str) -> str:
    if not _URL.fullmatch(url):
        return _(
            "a webhook's URL has letters, digits and no comma, blank or #: write it like {example}",
            example=A_WEBHOOK,
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return _("a webhook's URL does not read: write it like {example}", example=A_WEBHOOK)
    if parts.scheme != "https":
        return _("a webhook's URL begins with https://: write it like {example}", example=A_WEBHOOK)
    return _object_to_place(parts, port)


def _object_to_place(parts: SplitResult, port: int | None) -> str:
    if "@" in parts.netloc:
        return _("a webhook's URL has no user and no password: the signature says who posts")
    if port == 0 or not _HOST.fullmatch(parts.hostname or ""):
        return _("a webhook's URL names a host: write it like {example}", example=A_WEBHOOK)
    return ""


_SCHEMES: dict[str, Objects] = {WEBHOOK: object_to_webhook}
