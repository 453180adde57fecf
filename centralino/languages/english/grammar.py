"""English, with British dates and a twelve-hour clock."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.units import format_unit

from centralino.calendar.timetable import DAY, Span
from centralino.languages.english.reasons import because
from centralino.languages.language import (
    NOON,
    WHOLE_DAY,
    Language,
    ListKind,
    Nearness,
    Unit,
    ends_on_an_unclear_day,
)
from centralino.languages.spoken_weeks import NamedDays

WEEKDAYS: Mapping[int, str] = get_day_names("wide", locale="en_GB")
_FOR = re.compile(r"^for\s+", re.IGNORECASE)
_TO = re.compile(r"to\s+", re.IGNORECASE)


class EnglishGrammar(Language):
    vowels = "aeiouy"
    weekdays = WEEKDAYS
    at_hand: Mapping[Nearness, str] = MappingProxyType(
        {
            Nearness.TODAY: "today",
            Nearness.TONIGHT: "tomorrow",
            Nearness.TOMORROW: "tomorrow",
        }
    )
    never = "only on dates announced from time to time"
    symbols: Mapping[str, str] = MappingProxyType(
        {
            ".": "dot",
            "@": "at",
            "-": "hyphen",
            "_": "underscore",
            "/": "slash",
            "+": "plus",
            "*": "star",
            "#": "hash",
            ":": "colon",
            "?": "question mark",
            "=": "equals",
            "&": "ampersand",
            "%": "per cent",
            "~": "tilde",
            ",": "comma",
            ";": "semicolon",
            "!": "exclamation mark",
            "'": "apostrophe",
        }
    )

    def join_items(self, items: Sequence[str], kind: ListKind) -> str:
        return format_list(items, "or" if kind == "or" else "standard", locale="en_GB")

    def span(self, span: Span) -> str:
        if span == WHOLE_DAY:
            return "24 hours a day"
        after = " the next day" if ends_on_an_unclear_day(span) else ""
        return f"from {_clock(span.start)} to {_clock(span.end)}{after}"

    def days(self, days: NamedDays) -> str:
        if not days.runs:
            barring = self.join_items([WEEKDAYS[day] for day in days.barring], "and")
            return f"every day except {barring}" if barring else "every day"
        on = "on " if all(len(run) == 1 for run in days.runs) else ""
        return on + self.join_items(
            [" to ".join(WEEKDAYS[day] for day in run) for run in days.runs], "and"
        )

    def also(self, days: str, spans: str) -> str:
        return f"and also {days} {spans}"

    def only(self, hours: str) -> str:
        return f"only {hours}"

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        start, end = (f"{WEEKDAYS[day]} at {_clock(minute)}" for day, minute in (first, last))
        return f"without a break from {start} to {end}"

    def date(self, day: dt.date, *, with_year: bool) -> str:
        return format_date(day, "EEEE d MMMM y" if with_year else "EEEE d MMMM", locale="en_GB")

    def period(self, first: dt.date, last: dt.date, *, with_year: bool) -> str:
        if first == last:
            return "on " + format_date(first, "d MMMM y" if with_year else "d MMMM", locale="en_GB")
        same_year = first.year == last.year
        start = "d" if same_year and first.month == last.month else "d MMMM"
        if with_year and not same_year:
            start = "d MMMM y"
        end = "d MMMM y" if with_year else "d MMMM"
        said = (format_date(first, start, locale="en_GB"), format_date(last, end, locale="en_GB"))
        return f"from {said[0]} to {said[1]}"

    def moment(self, day: str, minute: int, near: Nearness) -> str:
        if minute:
            on = "" if near in self.at_hand else "on "
            return f"{on}{day} at {_clock(minute)}"
        # "Monday at midnight" leaves open which of its two midnights is meant.
        return "tonight at midnight" if near is Nearness.TONIGHT else f"at the start of {day}"

    def because(self, reason: str) -> str:
        return because(reason)

    def amount(self, count: int, unit: Unit) -> str:
        return format_unit(count, f"duration-{unit}", length="long", locale="en_GB")

    def choice(self, phrase: str, key: str) -> str:
        if _TO.match(phrase):
            return f"{phrase[:1].upper()}{phrase[1:]}, press {key}."
        return f"For {_FOR.sub('', phrase)}, press {key}."


def _clock(minute: int) -> str:
    """The time of day: "10 a.m.", "10:30 a.m.", "noon", "midnight"."""
    minute %= DAY
    if minute in (0, NOON):
        return "noon" if minute else "midnight"
    hour, past = divmod(minute, 60)
    minutes = f":{past:02}" if past else ""
    return f"{(hour - 1) % 12 + 1}{minutes} {'a.m.' if minute < NOON else 'p.m.'}"
