"""What a language must be able to say: adding a language is adding a module that does."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Literal, Protocol

from centralino.calendar.timetable import DAY, Span
from centralino.languages.spoken_weeks import Days

Unit = Literal["day", "hour", "minute", "second"]
ListKind = Literal["and", "or"]

WHOLE_DAY = Span(0, DAY)
DAWN = 4 * 60
MORNING = 6 * 60
NOON = 12 * 60


class Nearness(Enum):
    """How far a day is from today, which decides how it is named."""

    TODAY = auto()
    TONIGHT = auto()
    """Before the dawn of tomorrow, said when today's dawn is over."""
    TOMORROW = auto()
    WEEK = auto()
    """Within six days: its weekday alone names it."""
    YEAR = auto()
    FAR = auto()
    """In another year, which must be said."""


class Language(Protocol):
    """One language. Minutes are counted from midnight, and may go past `DAY` for the day after."""

    code: str
    """ISO 639-1, as flows name it."""
    locale: str
    """BCP 47, as Twilio's `language` attribute wants it."""
    symbols: Mapping[str, str]
    """What the signs in addresses and on the telephone's keys are called."""
    vowels: str
    weekdays: Mapping[int, str]
    """Their names, Monday's at 0."""
    at_hand: Mapping[Nearness, str]
    """The days that need no name: "today"."""
    never: str
    """The hours of a timetable that is never open."""

    def listed(self, items: Sequence[str], kind: ListKind) -> str: ...

    def span(self, span: Span) -> str:
        """ "from 9 a.m. to noon"."""
        ...

    def days(self, days: Days) -> str:
        """The days of a week that some hours are for: "Monday to Friday"."""
        ...

    def also(self, days: str, spans: str) -> str:
        """Hours that some days have over and above those just said."""
        ...

    def only(self, hours: str) -> str:
        """Hours on a single day of the week."""
        ...

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Open without a break over several days; each end is a weekday and a minute."""
        ...

    def date(self, day: dt.date, *, with_year: bool) -> str:
        """A date with its weekday."""
        ...

    def period(self, first: dt.date, last: dt.date, *, with_year: bool) -> str:
        """Days from one to another; of one day, the day without its weekday."""
        ...

    def moment(self, day: str, minute: int, near: Nearness) -> str:
        """A moment, as said after "reopens", given what its day is called."""
        ...

    def amount(self, count: int, unit: Unit) -> str:
        """ "20 minutes"."""
        ...

    def choice(self, phrase: str, key: str) -> str:
        """One sentence of a menu."""
        ...


def ends_on_an_unclear_day(span: Span) -> bool:
    """Whether a listener would take the end of an overnight span for one of the same day."""
    end = span.end - DAY
    return end >= NOON or (end >= MORNING and span.start < NOON)
