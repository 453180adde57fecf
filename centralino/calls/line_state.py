"""Where a call to the service line stands. It travels in the URL, which Twilio's signature covers:
nobody else can say that a PIN was right (see `urls`)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class LinePart(StrEnum):
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


MOST_TRIES = 3  # at one question
UNLOCKED = frozenset(set(LinePart) - {LinePart.ARRIVAL, LinePart.OFFICE, LinePart.PIN})


@dataclass(frozen=True)
class LineState:
    """`office` is the slug of the number to be switched, `hops` counts the call's webhooks.

    `until` is a moment in Unix time, `recording` a SID; 0 and nothing where there is none.
    """

    part: LinePart = LinePart.ARRIVAL
    office: str = ""
    tries: int = 0
    hops: int = 0
    until: int = 0
    recording: str = ""

    def at(self, part: LinePart, **more: str | int) -> Self:
        """Another part of the same call; tries begin anew."""
        return replace(self, **{"part": part, "tries": 0, **more})  # type: ignore[arg-type]  # fields by name
