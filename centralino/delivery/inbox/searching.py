"""What is in the inbox: a part at a time, newest first, quick with a million rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from centralino.store.inbox_models import InboxItem, InboxKind
from centralino.store.instant import Instant

AT_ONCE = 100  # subqueries of one statement; SQLite takes no more than 500
MOST_APART = 20  # numbers
MOST_COUNTED = 1000
"""Above it nobody wants to know how many there are."""


class InboxState(StrEnum):
    """Which of them are shown."""

    OPEN = "open"
    MINE = "mine"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True)
class InboxWish:
    """`numbers` are slugs; None: every number. `who` is an address, for what is theirs.

    `caller` (E.164) and `reference`: either is enough, in whatever state.
    """

    numbers: frozenset[str] | None
    who: str
    state: InboxState = InboxState.OPEN
    kind: InboxKind | None = None
    caller: str = ""
    reference: str = ""


@dataclass(frozen=True)
class InboxPlace:
    """An item's place in the order."""

    at: datetime
    key: str


def find_items(
    session: Session, wish: InboxWish, most: int, before: InboxPlace | None = None
) -> list[InboxItem]:
    """The newest `most` of those that come after a place in the list."""
    streams = (_stream(each, most, before) for each in _conditions(wish))
    found = sorted(_places(session, streams), reverse=True)[:most]
    keys = [key for _at, key in found]
    rows = session.scalars(select(InboxItem).where(InboxItem.key.in_(keys)))
    return sorted(rows, key=lambda item: (item.at, item.key), reverse=True)


def find_item(session: Session, number: str, key: str) -> InboxItem | None:
    """None where there is none of that number."""
    item = session.get(InboxItem, key)
    return item if item is not None and item.number == number else None


def count_open(session: Session, numbers: frozenset[str] | None) -> int:
    """Up to MOST_COUNTED."""
    is_open: list[ColumnElement[bool]] = [InboxItem.is_done == false()]
    if numbers is not None:
        is_open.append(InboxItem.number.in_(numbers))
    some = select(InboxItem.key).where(*is_open).limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _conditions(wish: InboxWish) -> Iterator[list[ColumnElement[bool]]]:
    """Each such that one index has its rows in order; or for so few that no order is needed."""
    if wish.caller or wish.reference:
        yield [*_of(wish), _is_named(wish)]
    elif wish.state is InboxState.MINE:
        yield [*_of(wish), InboxItem.taken_by == wish.who, InboxItem.is_done == false()]
    else:
        yield from _in_order(wish)


def _of(wish: InboxWish) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wish.numbers is not None:
        found.append(InboxItem.number.in_(wish.numbers))
    if wish.kind is not None:
        found.append(InboxItem.kind == wish.kind)
    return found


def _is_named(wish: InboxWish) -> ColumnElement[bool]:
    named: list[ColumnElement[bool]] = []
    if wish.caller:
        named.append(InboxItem.caller == wish.caller)
    if wish.reference:
        named.append(InboxItem.reference == wish.reference)
    return or_(*named)


def _in_order(wish: InboxWish) -> Iterator[list[ColumnElement[bool]]]:
    numbers: Sequence[str | None] = _apart(wish) or [None]
    dones = {InboxState.OPEN: (False,), InboxState.DONE: (True,)}.get(wish.state, (False, True))
    kinds = (wish.kind,) if wish.kind else tuple(InboxKind)
    for number, is_done, kind in product(numbers, dones, kinds):
        own = _of(wish) if number is None else [InboxItem.number == number]
        yield [*own, InboxItem.is_done == is_done, InboxItem.kind == kind]


def _apart(wish: InboxWish) -> list[str]:
    """Few numbers are looked for one by one; many are met often enough among all."""
    is_few = wish.numbers is not None and len(wish.numbers) <= MOST_APART
    return sorted(wish.numbers or ()) if is_few else []


def _stream(
    conditions: Iterable[ColumnElement[bool]], most: int, before: InboxPlace | None
) -> Select[Any]:
    query = select(InboxItem.at, InboxItem.key).where(*conditions)
    if before is not None:
        place = tuple_(literal(before.at, Instant), literal(before.key))
        query = query.where(tuple_(InboxItem.at, InboxItem.key) < place)
    query = query.order_by(InboxItem.at.desc(), InboxItem.key.desc()).limit(most)
    part = query.subquery()
    return select(part.c.at, part.c.key)


def _places(session: Session, streams: Iterable[Select[Any]]) -> Iterator[tuple[datetime, str]]:
    waiting = list(streams)
    for start in range(0, len(waiting), AT_ONCE):
        part = session.execute(union_all(*waiting[start : start + AT_ONCE]))
        yield from ((at, key) for at, key in part)
