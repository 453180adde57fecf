"""What a call has been through so far, short enough to travel in a URL.

`welcome.1~enrolment.busy~enrolment.no-answer`: at each step, what was pressed or how it went.
"""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote

LIMIT = 600  # characters; a webhook's URL stays well under what servers and Twilio take


class Passage(NamedTuple):
    """One step that a caller went through, and what came of it there."""

    step: str
    outcome: str


Trail = tuple[Passage, ...]


def write_trail(trail: Iterable[Passage]) -> str:
    """The trail as text for a URL; the oldest passages go first when it grows past the limit."""
    parts = [f"{_quoted(step)}.{_quoted(outcome)}" for step, outcome in trail]
    while parts and len("~".join(parts)) > LIMIT:
        parts.pop(0)
    return "~".join(parts)


def read_trail(text: str) -> Trail:
    """The trail from text of a URL; what does not read as a passage is left out."""
    pairs = (part.partition(".") for part in text[: LIMIT + 1].split("~"))
    return tuple(Passage(unquote(step), unquote(out)) for step, dot, out in pairs if dot)


def _quoted(word: str) -> str:
    return quote(word, safe="*@").replace(".", "%2E").replace("~", "%7E")
