"""One entry of a calendar: when, with which hours if it is a special opening, and why."""

from datetime import date, timedelta

from centralino.calendar.dates import read_date
from centralino.calendar.entries import CalendarEntry
from centralino.calendar.gathering import Gathering
from centralino.calendar.reading_spans import read_spans
from centralino.calendar.reading_weeks import read_timetable
from centralino.calendar.reasons import Reason, read_reason
from centralino.calendar.timetable import DAYS_OF_WEEK, Timetable, timetable
from centralino.core.input_errors import input_error, unknown_setting
from centralino.core.texts import N_, _

_KEYS = ("from", "to", "on", "open", "reason", "note", "ical")
_WHEN = N_("say when: `on: 2026-12-24`, or `from: 2026-08-10` and `to: 2026-08-21`")


def read_entry(value: dict[object, object], language: str) -> CalendarEntry:
    """`{from, to, reason}`, `{on, reason}`, and either of them with `open`.

    `open` replaces the hours of every day of the range, Sundays and holidays too, unless it is a
    timetable, which names its days. Raises InputError.
    """
    gathering = Gathering()
    first = last = date.min
    opening: Timetable | None = None
    reason: Reason | None = None
    note: Reason | None = None
    for key in value:
        with gathering.at(key):
            if key not in _KEYS:
                raise unknown_setting(key, _KEYS)
    with gathering.at():
        first, last = _read_range(value)
    with gathering.at("open"):
        opening = _read_opening(value["open"]) if "open" in value else None
    with gathering.at("reason"):
        reason = read_reason(value["reason"], language) if "reason" in value else None
    with gathering.at("note"):
        note = read_reason(value["note"], language) if "note" in value else None
    gathering.finish()
    return _with_hours(CalendarEntry(first, last, reason, opening, note))


def _read_range(value: dict[object, object]) -> tuple[date, date]:
    given = {key for key in ("on", "from", "to") if key in value}
    if given not in ({"on"}, {"from", "to"}):
        beside = _("not `on` beside the others")
        raise input_error(f"{_(_WHEN)}; {beside}" if "on" in given else _(_WHEN))
    gathering = Gathering()
    read: list[date] = []
    for key in ("on",) if "on" in given else ("from", "to"):
        with gathering.at(key):
            read.append(read_date(value[key]))
            if read[-1] < read[0]:
                raise input_error(
                    _(
                        "{last} comes before the {first} of `from`: exchange them",
                        last=read[-1],
                        first=read[0],
                    )
                )
    gathering.finish()
    return read[0], read[-1]


def _read_opening(value: object) -> Timetable:
    if isinstance(value, dict):
        return read_timetable(value)
    spans = read_spans(value)
    return timetable(dict.fromkeys(DAYS_OF_WEEK, spans))


def _with_hours(entry: CalendarEntry) -> CalendarEntry:
    """The entry, unless it is an opening whose timetable names none of its days."""
    week = [entry.first + timedelta(days=step) for step in range(min(entry.length, 7))]
    if entry.opening and not any(entry.spans(day) for day in week):
        raise input_error(
            _("no day of this opening has hours: to close it, leave `open` out"), "open"
        )
    return entry
