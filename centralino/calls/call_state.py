"""What a call must remember from one webhook to the next; it travels in the URL.

Twilio's signature covers the URL, so nobody else can write it. What does not read is taken as not
said: a call goes on with what is left.
"""

from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import quote

from centralino.calls import trail
from centralino.calls.trail import Passage, Trail
from centralino.languages.words import LANGUAGES


@dataclass(frozen=True)
class Memory:
    """`hops` counts the call's webhooks, `tries` those of the present menu or code.

    `leg` is the place in the present hunt, `since` the second (Unix time) at which it began.
    """

    language: str = ""
    hops: int = 0
    tries: int = 0
    leg: int = 0
    since: int = 0
    trail: Trail = ()

    def at_a_new_step(self) -> Self:
        """What goes on to the next step: tries and hunts begin anew there."""
        if not (self.tries or self.leg or self.since):
            return self
        return replace(self, tries=0, leg=0, since=0)

    def passed(self, step: str, outcome: str) -> Self:
        return replace(self, trail=(*self.trail, Passage(step, outcome)))

    def query(self) -> str:
        """As a URL's query; what is as at the start is left out."""
        pairs = [(KEYS[field.name], getattr(self, field.name)) for field in fields(self)[:-1]]
        parts = [f"{key}={value}" for key, value in pairs if value]
        if self.trail:
            parts.append(f"w={quote(trail.written(self.trail), safe='~*')}")
        return "&".join(parts)

    @classmethod
    def read(cls, query: "Query") -> Self:
        language = query.get("l", "")
        return cls(
            language=language if language in LANGUAGES else "",
            hops=_count(query.get("n", "")),
            tries=_count(query.get("t", "")),
            leg=_count(query.get("i", "")),
            since=_count(query.get("s", "")),
            trail=trail.read(query.get("w", "")),
        )


KEYS = {"language": "l", "hops": "n", "tries": "t", "leg": "i", "since": "s"}
Query = dict[str, str]


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


AT_FIRST = Memory()
