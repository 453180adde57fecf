"""What a call has been through so far, short enough to travel in a URL.

`welcome.1~enrolment.busy~enrolment.no-answer`: at each step, what was pressed or how it went.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

_CHANGE = re.compile(r"(\d+)@(\d+)", re.ASCII)
LIMIT = 600  # characters; a webhook's URL stays well under what servers and Twilio take


class Passage(NamedTuple):
    """One step that a caller went through, and what came of it there."""

    step: str
    outcome: str


Trail = tuple[Passage, ...]


class Chapter(NamedTuple):
    """What a call went through in one number's flow: that of `number`, a slug."""

    number: str
    passages: Trail


def change_of_number(left: str, come_to: str) -> str:
    """What is remembered where a call goes on to another number's flow; both are slugs."""
    return f"{left}@{come_to}"


def read_chapters(trail: Trail, number: str) -> Iterator[Chapter]:
    """A trail by the numbers whose flows its steps are of; `number`, where it never changed."""
    passages: list[Passage] = []
    for passage in trail:
        change = _CHANGE.fullmatch(passage.outcome)
        if change is None:
            passages.append(passage)
            continue
        yield Chapter(change[1], tuple(passages))
        number, passages = change[2], []
    yield Chapter(number, tuple(passages))


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
