"""How much work a calendar's events are, counted before anything is worked out.

Recurrences are short to write and without bound to work out: those of a calendar program are far
below what is refused here (RFC 5545, 3.3.10).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from math import prod
from typing import Any

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # icalendar brings it
from icalendar import Event, vRecur

from centralino.core.texts import N_, _

MOST_EVENTS = 2_000
MOST_DATES = 5_000  # that are added to recurrences, or left out of them
MOST_WORK = 200_000  # of one year: see below
MOST_OF_ZONES = 200  # recurrences of summer times
MOST_PERIODS = 200_000  # that recurrences are followed through, from their beginnings to 2050
EARLIEST, HORIZON, LATEST = 1900, 2050, 2200  # years
DEEPEST = 10  # of components within one another
RAREST = 9  # years from one recurrence to the next: 29 February once waits for eight
_AGAIN = 400  # years after which the calendar is the same, week days included
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}  # days
_MANY = {"WEEKLY": 1, "MONTHLY": 5, "YEARLY": 53}  # of one week day, in a period
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_FOLDED = re.compile(r"\r?\n[ \t]")
_OF_A_ZONE = re.compile(r"^(?!.*BY(HOUR|MINUTE|SECOND|YEARDAY|WEEKNO|SETPOS)).*FREQ=YEARLY\b")
LONGEST_RULE = 300  # characters
NEVER = 10**6  # days
TOO_MUCH = N_("its events recur too often to be worked out")


def fault_of_text(text: str) -> str | None:
    """What already parsing would take too long for."""
    depth, counts, in_zone = 0, Counter[str](), False
    lines = _FOLDED.sub("", text).upper().splitlines()
    for line in lines:
        name, _colon, value = line.partition(":")
        word = name.partition(";")[0]
        if word in ("BEGIN", "END"):
            depth += 1 if word == "BEGIN" else -1
            in_zone = (word == "BEGIN") if value.strip() == "VTIMEZONE" else in_zone
            counts[line.strip()] += word == "BEGIN"
        counts["dates"] += value.count(",") + 1 if word in ("RDATE", "EXDATE") else 0
        counts["zone"] += in_zone and word == "RRULE"
        if depth > DEEPEST or value.count(",") > MOST_DATES or not _is_sane(word, value, in_zone):
            return _("it is not what a calendar program writes")
    if counts["BEGIN:VEVENT"] > MOST_EVENTS or len(lines) > MOST_EVENTS * 25:
        return _("it has more than {most} events", most=MOST_EVENTS)
    return _(TOO_MUCH) if counts["dates"] > MOST_DATES or counts["zone"] > MOST_OF_ZONES else None


def _is_sane(word: str, value: str, in_zone: bool) -> bool:
    if word != "RRULE":
        return True
    return len(value) <= LONGEST_RULE and bool(not in_zone or _OF_A_ZONE.search(value))


def fault(event: Event) -> str | None:
    """What makes one event more work than any should be."""
    if any(_is_within_a_day(rule) for rule in rules(event)):
        return _("it repeats within a day, or at an interval of 0")
    if not EARLIEST <= event.start.year <= LATEST:
        return _(
            "it begins in {year}, not from {earliest} to {latest}",
            year=event.start.year,
            earliest=EARLIEST,
            latest=LATEST,
        )
    if isinstance(event.start, datetime) and event.end - event.start > timedelta(days=366):
        return _("it lasts more than a year, and not whole days")
    return None


def excess(found: Sequence[Event]) -> str | None:
    """What makes all events together too much. None of them may have a fault."""
    work = sum(_work_of_a_year(event) for event in found)
    periods = sum(_periods(rule, event) for event in found for rule in rules(event))
    return _(TOO_MUCH) if work > MOST_WORK or periods > MOST_PERIODS else None


def rare(event: Event) -> str | None:
    """A recurrence that hardly ever comes, or never, is looked for through all the calendar."""
    found = (_gap(_bare(rule), _naive(event.start)) for rule in rules(event) if _restricts(rule))
    if any(gap > RAREST * 366 for gap in found):
        return _("it recurs less than once in {years} years, or never", years=RAREST)
    return None


def rules(event: Event) -> list[vRecur]:
    found = event.get("RRULE", [])
    return found if isinstance(found, list) else [found]


def _is_within_a_day(rule: vRecur) -> bool:
    """Whether it has more than one recurrence in a day, or no end to them."""
    several = prod(len(_of(rule, name)) or 1 for name in _WITHIN_A_DAY) > 1
    endless = any(interval < 1 for interval in rule.get("INTERVAL", [1]))
    return several or endless or _frequency(rule) not in _PERIODS


def _restricts(rule: vRecur) -> bool:
    return any(name.startswith("BY") and name not in _WITHIN_A_DAY for name in rule)


@lru_cache(maxsize=4096)
def _gap(rule: str, start: datetime) -> int:
    """The days from the start to the second recurrence from it; very many where there is none.

    Looked for at the end of the calendar, where the search for what never comes ends with it.
    """
    later = (9999 - LATEST) // _AGAIN * _AGAIN
    before = start.replace(year=start.year + later)
    gaps: list[int] = []
    try:
        for moment in islice(rrulestr(rule, dtstart=before), 2):
            gaps.append((moment - before).days)
            before = moment
    except IndexError:  # dateutil's own, for a week day that no month has so often: 53MO
        return NEVER
    return max(gaps) if len(gaps) == 2 else NEVER


def _bare(rule: vRecur) -> str:
    """Without its end."""
    parts = str(rule.to_ical().decode()).split(";")  # type: ignore[no-untyped-call]
    return ";".join(part for part in parts if part.partition("=")[0] not in ("UNTIL", "COUNT"))


def _work_of_a_year(event: Event) -> int:
    """Of its recurrences and their days: one recurrence is as much as twenty days."""
    each = min((event.end - event.start).days + 1, 366) + 20
    return each * max(1, sum(_times_a_year(rule, event) for rule in rules(event)))


def _times_a_year(rule: vRecur, event: Event) -> int:
    frequency = _frequency(rule)
    often = prod(len(_of(rule, name)) or 1 for name in rule if name.startswith("BY"))
    often *= _MANY.get(frequency, 1) if _of(rule, "BYDAY") else 1
    periods = 366 // (_PERIODS[frequency] * _interval(rule)) + 1
    return min(366, often * min(periods, _count(rule, event)))


def _periods(rule: vRecur, event: Event) -> int:
    """How many of its days, weeks, months or years are looked at; a year is looked at by days."""
    return _count(rule, event) * (10 if _frequency(rule) == "YEARLY" else 1)


def _count(rule: vRecur, event: Event) -> int:
    """Its days, weeks, months or years until it ends, or to the horizon."""
    start, last = _naive(event.start), datetime(HORIZON, 1, 1)  # noqa: DTZ001 - a wall clock's
    last = min([last, *(_naive(end) for end in _of(rule, "UNTIL"))])
    count = max((last - start).days, 0) // (_PERIODS[_frequency(rule)] * _interval(rule)) + 1
    if set(rule) <= {"FREQ", "INTERVAL", "COUNT", "WKST", "BYDAY", *_WITHIN_A_DAY}:
        return min([count, *(7 * int(each) + 1 for each in _of(rule, "COUNT"))])
    return count


def _frequency(rule: vRecur) -> str:
    return "".join(str(word) for word in _of(rule, "FREQ"))


def _interval(rule: vRecur) -> int:
    return max(int(each) for each in _of(rule, "INTERVAL") or [1])


def _of(rule: vRecur, name: str) -> list[Any]:
    found = rule.get(name, [])
    return list(found) if isinstance(found, Iterable) and not isinstance(found, str) else [found]


def _naive(moment: date) -> datetime:
    plain = moment if isinstance(moment, datetime) else datetime(*moment.timetuple()[:3])  # noqa: DTZ001
    return plain.replace(tzinfo=None)
