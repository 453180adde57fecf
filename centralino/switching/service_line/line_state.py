"""Where a call to the service line stands. It travels in the URL, which Twilio's signature covers:
nobody else can say that a PIN was right."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode


class Part(StrEnum):
    """What was asked of the caller last."""

    ARRIVAL = ""
    OFFICE = "office"
    PIN = "pin"
    MENU = "menu"
    CLOSE = "close"
    RECORD = "record"
    UNTIL = "until"
    PUT_UP = "put-up"
    REMOVE = "remove"


UNLOCKED = frozenset(set(Part) - {Part.ARRIVAL, Part.OFFICE, Part.PIN})


@dataclass(frozen=True)
class Place:
    """`office` is the slug of the number to be switched, `hops` counts the call's webhooks.

    `until` is a moment in Unix time, `recording` a SID; 0 and nothing where there is none.
    """

    part: Part = Part.ARRIVAL
    office: str = ""
    tries: int = 0
    hops: int = 0
    until: int = 0
    recording: str = ""

    def at(self, part: Part, **more: str | int) -> Self:
        """Another part of the same call; tries begin anew."""
        return replace(self, **{"part": part, "tries": 0, **more})  # type: ignore[arg-type]  # fields by name

    def query(self) -> str:
        """As a URL's query, one hop further; what is as at the start is left out."""
        ahead = replace(self, hops=self.hops + 1)
        return urlencode({f.name: value for f in fields(self) if (value := getattr(ahead, f.name))})

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        part = query.get("part", "")
        return cls(
            part=Part(part) if part in set(Part) else Part.ARRIVAL,
            office=query.get("office", "")[:32],
            tries=_count(query.get("tries", "")),
            hops=_count(query.get("hops", "")),
            until=_count(query.get("until", "")),
            recording=query.get("recording", "")[:34],
        )


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0
