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
from centralino.core.texts import N_, _

_REMEDY = N_("export it again from the calendar program as iCalendar (.ics)")
_FEWER = N_("export only what matters here, from this year on")
_MEND = N_("mend it in the calendar program")
_MEND_AND_EXPORT = N_("mend it in the calendar program and export it again")
MOST_TOLD = 20  # of a file's faults
TRIED = 10  # of the years in which events begin, the last ones
_UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError)


def read_feed(value: object, base: Path, zone: ZoneInfo, language: str) -> Feed:
    """The file at a path below `base`. A file that has not changed is not read again.

    Raises InputError naming the file, for one that is missing, or has an event that is broken.
    """
    if not isinstance(value, str) or not value.strip():
        raise input_error(_("expected the path of a calendar file, like calendars/office.ics"))
    if "://" in value:
        raise input_error(
            _("'{value}' is no file: download it next to the flows, and give its path", value=value)
        )
    path = (base / value).resolve()
    if not path.is_relative_to(base.resolve()):
        raise input_error(
            _("'{value}' is outside {name}/: move the file into it", value=value, name=base.name)
        )
    try:
        stat = path.stat()
        return _load(path, stat.st_mtime_ns, stat.st_size, zone, language)
    except FileNotFoundError:
        raise input_error(
            _(
                "there is no file '{value}' in {name}/: add it, or mend the path",
                value=value,
                name=base.name,
            )
        ) from None
    except OSError as error:
        raise input_error(
            _(
                "'{value}' cannot be read ({strerror}): check the file",
                value=value,
                strerror=error.strerror,
            )
        ) from None
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
        raise input_error(f"{told}: {_(_FEWER)}")
    for each in found:
        if told := recurring.rare(each):
            raise input_error(f"{_name(each)}: {told}: {_(_MEND)}")
    return _worked_out(component, found, zone, language)


def _parsed(path: Path) -> Component:
    try:
        text = bounded_reading.read(path).decode("utf-8-sig")
        if told := recurring.fault_of_text(text):
            raise input_error(f"{told}: {_(_FEWER)}")
        return Component.from_ical(text)
    except UnicodeDecodeError:
        raise input_error(_("this is not UTF-8 text: save it as UTF-8")) from None
    except bounded_reading.NotReadError as error:
        raise input_error(f"{error}: {_(_FEWER)}") from None
    except InputError:
        raise
    except (ValueError, RecursionError):
        raise input_error(_("this is no iCalendar file: {remedy}", remedy=_(_REMEDY))) from None


def _worked_out(component: Component, found: list[Event], zone: ZoneInfo, language: str) -> Feed:
    """Work out the years that events begin in, so that a bad recurrence shows at once."""
    try:
        feed = Feed(component, zone, language)
        for year in sorted({event.start.year for event in found})[-TRIED:]:
            feed.entries(date(year, 1, 1))
    except _UNREADABLE:
        raise input_error(
            _("its events cannot be worked out: {remedy}", remedy=_(_REMEDY))
        ) from None
    return feed


def _fault(event: Event, zone: ZoneInfo) -> str | None:
    """What is wrong with one event, and the remedy."""
    if event.errors:
        return _("its {name} cannot be read: {remedy}", name=event.errors[0][0], remedy=_(_REMEDY))
    try:
        return _fault_of_times(event, zone)
    except InputError as error:
        return f"{error}: {_(_MEND_AND_EXPORT)}"
    except _UNREADABLE:
        return f"{_('its times cannot be read')}: {_(_MEND_AND_EXPORT)}"


def _fault_of_times(event: Event, zone: ZoneInfo) -> str | None:
    if event.end < event.start:
        return f"{_('it ends before it begins')}: {_(_MEND)}"
    if told := recurring.fault(event):
        return f"{told}: {_(_MEND)}"
    if not ical_events.is_opening(event):
        return None
    if ical_events.is_whole_day(event):
        return _("a special opening needs hours: give it a start and an end time")
    ical_events.opening_span(event, zone)
    return None


def _name(event: Event) -> str:
    summary = str(event.get("SUMMARY", "")).strip()
    return _("event '{name}'", name=summary) if summary else _("an event without a name")
