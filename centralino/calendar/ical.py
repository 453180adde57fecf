"""Reads an iCalendar file, and refuses one that would leave callers with the wrong answer."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar as Component
from icalendar import Event, vRecur

from centralino.calendar import events
from centralino.calendar.feed import Feed
from centralino.misfit import Misfit, MisfitError, misfit

_REMEDY = "export it again from the calendar program as iCalendar (.ics)"
_UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError)


def read_feed(value: object, base: Path, zone: ZoneInfo, language: str) -> Feed:
    """The file at a path below `base`. A file that has not changed is not read again.

    Raises MisfitError naming the file, for one that is missing, or has an event that is broken.
    """
    if not isinstance(value, str) or not value.strip():
        raise misfit("expected the path of a calendar file, like calendars/office.ics")
    if "://" in value:
        raise misfit(f"'{value}' is no file: download it next to the flows, and give its path")
    path = (base / value).resolve()
    if not path.is_relative_to(base.resolve()):
        raise misfit(f"'{value}' is outside {base.name}/: move the file into it")
    try:
        stat = path.stat()
        return _load(path, stat.st_mtime_ns, stat.st_size, zone, language)
    except FileNotFoundError:
        raise misfit(
            f"there is no file '{value}' in {base.name}/: add it, or mend the path"
        ) from None
    except OSError as error:
        raise misfit(f"'{value}' cannot be read ({error.strerror}): check the file") from None
    except MisfitError as error:
        raise MisfitError(*(Misfit(f"{value}: {m.expected}") for m in error.misfits)) from None


@lru_cache(maxsize=256)
def _load(path: Path, changed: int, size: int, zone: ZoneInfo, language: str) -> Feed:
    """`changed` and `size` are here for the cache: they tell one state of the file from another."""
    try:
        component = Component.from_ical(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise misfit("this is not UTF-8 text: save it as UTF-8") from None
    except ValueError:
        raise misfit(f"this is no iCalendar file: {_REMEDY}") from None
    found = [event for event in component.walk("VEVENT") if isinstance(event, Event)]
    misfits = [Misfit(f"{_name(e)}: {fault}") for e in found if (fault := _fault(e, zone))]
    if misfits:
        raise MisfitError(*misfits)
    return _worked_out(component, found, zone, language)


def _worked_out(component: Component, found: list[Event], zone: ZoneInfo, language: str) -> Feed:
    """Work out the year that each event begins in, so that a bad recurrence shows at once."""
    try:
        feed = Feed(component, zone, language)
        for year in sorted({event.start.year for event in found}):
            feed.entries(date(year, 1, 1))
    except _UNREADABLE as error:
        raise misfit(f"its events cannot be worked out ({error}): {_REMEDY}") from None
    return feed


def _fault(event: Event, zone: ZoneInfo) -> str | None:
    """What is wrong with one event, and the remedy."""
    if event.errors:
        name, problem = event.errors[0]
        return f"{name} cannot be read ({problem}): {_REMEDY}"
    try:
        return _fault_of_times(event, zone)
    except _UNREADABLE as error:
        return f"{error}: mend the event in the calendar program and export it again"


def _fault_of_times(event: Event, zone: ZoneInfo) -> str | None:
    if event.end < event.start:
        return "it ends before it begins: mend it in the calendar program"
    if any(_is_endless(rule) for rule in _rules(event)):
        return "it repeats within a day, or at an interval of 0: mend it in the calendar program"
    if not events.is_opening(event):
        return None
    if events.is_whole_day(event):
        return "a special opening needs hours: give it a start and an end time"
    events.opening_span(event, zone)
    return None


def _rules(event: Event) -> list[vRecur]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _is_endless(rule: vRecur) -> bool:
    """Whether working the recurrence out would take millions of events, or not end at all."""
    often = {"SECONDLY", "MINUTELY", "HOURLY"} & {str(word) for word in rule.get("FREQ", [])}
    return bool(often) or any(interval < 1 for interval in rule.get("INTERVAL", [1]))


def _name(event: Event) -> str:
    summary = str(event.get("SUMMARY", "")).strip()
    return f"event '{summary}'" if summary else "an event without a name"
