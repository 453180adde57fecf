"""What the query of the inbox asks for, and what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from centralino.calls.reference import DIGITS
from centralino.core.input_errors import InputError
from centralino.core.numbers import e164, slug_of_number
from centralino.core.texts import N_
from centralino.delivery.inbox.searching import InboxPlace, InboxState, InboxWish
from centralino.people.roles import PeopleRole, Rights
from centralino.store.inbox_models import InboxKind

LONGEST = 60  # characters of a word in the query
NO_NUMBER = N_("Write one of your numbers, like 0577 235501.")
NO_SEARCH = N_(
    "Write a whole telephone number, like 333 123 4567, or the six digits of a reference."
)
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class InboxFilter:
    """As it was typed, and what it means. `errors` are texts by field."""

    wish: InboxWish
    number: str
    search: str
    before: InboxPlace | None
    errors: Mapping[str, str] = field(default_factory=dict)

    def query(self, before: InboxPlace | None = None) -> str:
        """The same as a query, or what follows a place."""
        given = {
            "state": self.wish.state.value,
            "kind": self.wish.kind.value if self.wish.kind else "",
            "number": self.number,
            "search": self.search,
            "before": write_place(before) if before else "",
        }
        return urlencode({name: value for name, value in given.items() if value})


def read_filter(query: Mapping[str, str], rights: Rights, who: str) -> InboxFilter:
    """What a filter leaves open is as for a first look: what is open, of every number of theirs."""
    number, search = (query.get(name, "").strip()[:LONGEST] for name in ("number", "search"))
    errors: dict[str, str] = {}
    numbers = seen_numbers(rights)
    if number:
        slug = _slug(number)
        if not slug or not rights.sees(slug):
            errors["number"] = NO_NUMBER
        numbers = frozenset({slug})
    reference = search if len(search) == DIGITS and _is_digits(search) else ""
    caller = _caller(search) if search else ""
    if search and not reference and not caller:
        errors["search"] = NO_SEARCH
    wish = InboxWish(
        numbers=numbers,
        who=who,
        state=_choose(InboxState, query.get("state", "")) or InboxState.OPEN,
        kind=_choose(InboxKind, query.get("kind", "")),
        caller=caller,
        reference=reference,
    )
    return InboxFilter(wish, number, search, read_place(query.get("before", "")), errors)


def seen_numbers(rights: Rights) -> frozenset[str] | None:
    """The slugs of the numbers whose messages they may see; None: all, also those of old ones."""
    return None if PeopleRole.HELPDESK in rights.roles else rights.numbers


def write_place(place: InboxPlace) -> str:
    return f"{place.at.astimezone(UTC).replace(tzinfo=None).isoformat()}~{place.key}"


def read_place(text: str) -> InboxPlace | None:
    """None for what is no place: then the list begins anew."""
    moment, _tilde, key = text.partition("~")
    try:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except ValueError:
        return None
    return InboxPlace(at, key) if key.isascii() and key.isalnum() else None


def _choose(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in list(kind) else None


def _slug(text: str) -> str:
    caller = _caller(text)
    return slug_of_number(caller) if caller else ""


def _caller(text: str) -> str:
    try:
        return e164(text)
    except InputError:
        return ""


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
