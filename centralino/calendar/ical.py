"""Reads an iCalendar file, and refuses one that would leave callers with the wrong answer."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar as Component
from icalendar import Event

from centralino.calendar import ical_events, recurring
from centralino.calendar.ical_feed import Feed
from centralino.core import bounded_reading
from centralino.core.input_errors import InputError, InputIssue, input_error

_REMEDY = "export it again from the calendar program as iCalendar (.ics)"
_FEWER = "export only what matters here, from this year on"
_MEND = "mend it in the calendar program"
MOST_TOLD = 20  # of a file's faults
TRIED = 10  # of the years in which events begin, the last ones
_UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError)


def read_feed(value: object, base: Path, zone: ZoneInfo, language: str) -> Feed:
    """The file at a path below `base`. A file that has not changed is not read again.

    Raises InputError naming the file, for one that is missing, or has an event that is broken.
    """
    if not isinstance(value, str) or not value.strip():
        raise input_error("expected the path of a calendar file, like calendars/office.ics")
    if "://" in value:
        raise input_error(f"'{value}' is no file: download it next to the flows, and give its path")
    path = (base / value).resolve()
    if not path.is_relative_to(base.resolve()):
        raise input_error(f"'{value}' is outside {base.name}/: move the file into it")
    try:
        stat = path.stat()
        return _load(path, stat.st_mtime_ns, stat.st_size, zone, language)
    except FileNotFoundError:
        raise input_error(
            f"there is no file '{value}' in {base.name}/: add it, or mend the path"
        ) from None
    except OSError as error:
        raise input_error(f"'{value}' cannot be read ({error.strerror}): check the file") from None
    except InputError as error:
        raise InputError(*(InputIssue(f"{value}: {m.expected}") for m in error.misfits)) from None


@lru_cache(maxsize=256)
def _load(path: Path, changed: int, size: int, zone: ZoneInfo, language: str) -> Feed:
    """`changed` and `size` are here for the cache: they tell one state of the file from another."""
    component = _parsed(path)
    found = [event for event in component.walk("VEVENT") if isinstance(event, Event)]
    misfits = [InputIssue(f"{_name(e)}: {fault}") for e in found if (fault := _fault(e, zone))]
    if misfits:
        raise InputError(*misfits[:MOST_TOLD])
    if told := recurring.excess(found):
        raise input_error(f"{told}: {_FEWER}")
    for each in found:
        if told := recurring.rare(each):
            raise input_error(f"{_name(each)}: {told}: {_MEND}")
    return _worked_out(component, found, zone, language)


def _parsed(path: Path) -> Component:
    try:
        text = bounded_reading.read(path).decode("utf-8-sig")
        if told := recurring.fault_of_text(text):
            raise input_error(f"{told}: {_FEWER}")
        return Component.from_ical(text)
    except UnicodeDecodeError:
        raise input_error("this is not UTF-8 text: save it as UTF-8") from None
    except bounded_reading.NotReadError as error:
        raise input_error(f"{error}: {_FEWER}") from None
    except InputError:
        raise
    except (ValueError, RecursionError):
        raise input_error(f"this is no iCalendar file: {_REMEDY}") from None


def _worked_out(component: Component, found: list[Event], zone: ZoneInfo, language: str) -> Feed:
    """Work out the years that events begin in, so that a bad recurrence shows at once."""
    try:
        feed = Feed(component, zone, language)
        for year in sorted({event.start.year for event in found})[-TRIED:]:
            feed.entries(date(year, 1, 1))
    except _UNREADABLE:
        raise input_error(f"its events cannot be worked out: {_REMEDY}") from None
    return feed


def _fault(event: Event, zone: ZoneInfo) -> str | None:
    """What is wrong with one event, and the remedy."""
    if event.errors:
        name, _ = event.errors[0]
        return f"its {name} cannot be read: {_REMEDY}"
    try:
        return _fault_of_times(event, zone)
    except InputError as error:
        return f"{error}: {_MEND} and export it again"
    except _UNREADABLE:
        return f"its times cannot be read: {_MEND} and export it again"


def _fault_of_times(event: Event, zone: ZoneInfo) -> str | None:
    if event.end < event.start:
        return "it ends before it begins: mend it in the calendar program"
    if told := recurring.fault(event):
        return f"{told}: {_MEND}"
    if not ical_events.is_opening(event):
        return None
    if ical_events.is_whole_day(event):
        return "a special opening needs hours: give it a start and an end time"
    ical_events.opening_span(event, zone)
    return None


def _name(event: Event) -> str:
    summary = str(event.get("SUMMARY", "")).strip()
    return f"event '{summary}'" if summary else "an event without a name"
