"""Calendars, from plain YAML values. Timetables, hours and holidays are read beside their types."""

from pathlib import Path
from zoneinfo import ZoneInfo

from centralino.calendar.entries import Calendar, CalendarSource, Single
from centralino.calendar.gathering import Gathering
from centralino.calendar.holidays import read_holidays
from centralino.calendar.hours import read_hours
from centralino.calendar.ical import read_feed
from centralino.calendar.reading_entries import read_entry
from centralino.calendar.reading_weeks import read_timetable
from centralino.core.input_errors import VALUE, InputError, input_error, space_missing
from centralino.core.texts import _

__all__ = ["read_calendar", "read_holidays", "read_hours", "read_timetable"]

MOST_ENTRIES = 1_000  # each is looked at for every day on which a caller may be told to call again
_EXAMPLE = "{from: 2026-08-10, to: 2026-08-21, reason: ...}, {on: ...} or {ical: ...}"


def read_calendar(value: object, base: Path, zone: ZoneInfo, language: str) -> Calendar:
    """A list of closures, special openings and iCalendar files, whose paths are below `base`.

    `zone` is the organisation's; a plain reason is in `language`.
    Raises InputError, with all that does not fit.
    """
    if not isinstance(value, list):
        raise input_error(_("expected a list of entries, each like {example}", example=_EXAMPLE))
    if len(value) > MOST_ENTRIES:
        raise input_error(
            _(
                "more than {most} entries: leave out those of years gone by",
                most=MOST_ENTRIES,
            )
        )
    gathering = Gathering()
    sources: list[CalendarSource] = []
    for place, item in enumerate(value):
        with gathering.at(place):
            sources.append(_read_source(item, base, zone, language))
    gathering.finish()
    return Calendar(tuple(sources))


def _read_source(value: object, base: Path, zone: ZoneInfo, language: str) -> CalendarSource:
    if missing := space_missing(value):
        raise InputError(missing.below(VALUE))
    if not isinstance(value, dict) or not value:
        raise input_error(_("expected an entry like {example}", example=_EXAMPLE))
    if "ical" in value:
        return _read_file(value, base, zone, language)
    return Single(read_entry(value, language))


def _read_file(
    value: dict[object, object], base: Path, zone: ZoneInfo, language: str
) -> CalendarSource:
    gathering = Gathering()
    sources: list[CalendarSource] = []
    for key in value:
        with gathering.at(key):
            if key != "ical":
                raise input_error(
                    _("not beside `ical`: the file says when and why; use another entry")
                )
            sources.append(read_feed(value["ical"], base, zone, language))
    gathering.finish()
    return sources[0]
