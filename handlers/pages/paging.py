"""Long lists, a part of them at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

A_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class ListPart(Generic[T]):
    """Page `page` of `pages`, counted from 1; `count` is how many there are in all."""

    items: Sequence[T]
    page: int
    pages: int
    count: int


def cut_to_page(every: Sequence[T], wished: str) -> ListPart[T]:
    """The page that a query asks for; what is no page of it, is the nearest."""
    pages = max(1, -(-len(every) // A_PAGE))
    number = int(wished) if wished.isascii() and wished.isdecimal() and len(wished) < 7 else 1
    page = min(max(number, 1), pages)
    return ListPart(every[(page - 1) * A_PAGE : page * A_PAGE], page, pages, len(every))
