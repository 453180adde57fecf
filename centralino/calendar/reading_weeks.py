"""Weekly timetables, from how people write them: `{mon-fri: "10:00-13:00", tue: "15-17"}`."""

from collections import defaultdict

from centralino.calendar.gathering import Gathering
from centralino.calendar.reading_spans import of_one_day, read_spans
from centralino.calendar.timetable import Span, Timetable, timetable
from centralino.calendar.weekdays import read_weekdays
from centralino.core.input_errors import input_error


def read_timetable(value: object) -> Timetable:
    """Days with their hours; entries for the same day add up.

    Raises InputError, with all that does not fit.
    """
    if not isinstance(value, dict) or not value:
        example = '{mon-fri: "10:00-13:00"}'
        raise input_error(f"expected days and their hours, like {example}{_without_days(value)}")
    gathering = Gathering()
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for key, hours in value.items():
        with gathering.at(key):
            _add(spans, key, hours)
    gathering.finish()
    return timetable(spans)


def _add(spans: defaultdict[int, list[Span]], key: object, hours: object) -> None:
    """Add an entry to the spans of its days."""
    gathering = Gathering()
    weekdays, found = set[int](), tuple[Span, ...]()
    with gathering.at():
        weekdays = read_weekdays(key)
    with gathering.at():
        found = read_spans(hours)
    gathering.finish()
    for weekday in weekdays:
        spans[weekday] += found
        of_one_day(spans[weekday])


def _without_days(value: object) -> str:
    if isinstance(value, str):
        return f': say on which days, as in {{daily: "{value}"}}'
    return ""
