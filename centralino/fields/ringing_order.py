"""In which order the numbers of a hunt ring. No shared memory: the order comes from the call."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal, TypeVar

Order = Literal["in sequence", "all at once", "rotating", "random"]
T = TypeVar("T")


def ordered(legs: Sequence[T], order: Order, sid: str) -> list[T]:
    """The legs as one call rings them; the same for every webhook of that call.

    `rotating` begins with each leg equally often over many calls and goes round; `random` is any
    order, equally likely.
    """
    if order == "rotating":
        start = _number(sid) % len(legs)
        return [*legs[start:], *legs[:start]]
    if order == "random":
        places = sorted(range(len(legs)), key=lambda place: _number(f"{sid}/{place}"))
        return [legs[place] for place in places]
    return list(legs)


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")
