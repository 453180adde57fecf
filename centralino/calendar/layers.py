"""What decides whether it is open, and the precedence among those that do: stated here, once."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from centralino.calendar.reasons import Reason


class Layer(IntEnum):
    """Who has a say, highest first: of two that speak for the same moment the upper one decides.

    A live notice that ends the call comes before all of these, and is not the calendar's matter.
    """

    NUMBER_SWITCH = 1  # a live closing or opening of the number
    SITE_SWITCH = 2
    ALL_SWITCH = 3
    NUMBER = 4  # the number's own calendar
    SITE = 5
    ORGANISATION = 6
    HOLIDAY = 7  # public holidays
    HOURS = 8  # the season's timetable, or else the weekly one


SWITCHES = frozenset({Layer.NUMBER_SWITCH, Layer.SITE_SWITCH, Layer.ALL_SWITCH})
OWN = frozenset({Layer.NUMBER_SWITCH, Layer.NUMBER, Layer.HOURS})
"""The layers of one number; the others it shares with the numbers of its site or organisation."""


@dataclass(frozen=True)
class Switch:
    """A live closing or opening, in force from `start` up to but not including `end`.

    Of two on the same layer the later made wins: whoever passes switches on passes them in the
    order in which they were made. Raises ValueError for another layer or a time without a zone.
    """

    layer: Layer
    opens: bool
    start: datetime
    end: datetime
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if self.layer not in SWITCHES:
            raise ValueError(f"{self.layer.name} is not a layer of switches")
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a switch starts and ends at an aware datetime")
