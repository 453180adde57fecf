"""Weekly timetables, from how people write them: `{mon-fri: "10:00-13:00", tue: "15-17"}`."""

import re
from collections import defaultdict

from centralino.calendar.gathering import Gathering
from centralino.calendar.reading_spans import of_one_day, read_spans
from centralino.calendar.timetable import Span, Timetable, timetable
from centralino.calendar.torn_weeks import find_torn
from centralino.calendar.weekdays import read_weekdays
from centralino.core.input_errors import VALUE, InputError, input_error, space_missing, write_one_of
from centralino.core.texts import _

_DAYS_FIRST = re.compile(r"(?P<days>\D*?)\s*(?P<hours>\d.*)")


def read_timetable(value: object) -> Timetable:
    """Days with their hours; entries for the same day add up.

    Raises InputError, with all that does not fit.
    """
    if missing := space_missing(value):
        raise InputError(missing.below(VALUE))
    if not isinstance(value, dict) or not value:
        example = '{mon-fri: "10:00-13:00"}'
        told = _("expected days and their hours, like {example}", example=example)
        raise input_error(f"{told}: {hint}" if (hint := _hint(value)) else told)
    gathering = Gathering()
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    torn = find_torn(value)
    explained = {key for _issue, keys in torn for key in keys}
    for issue, _keys in torn:
        gathering.add(issue)
    for key, hours in value.items():
        with gathering.at(str(key)):
            if key not in explained:
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
        found = found if space_missing(key) else read_spans(hours)
    gathering.finish()
    for weekday in weekdays:
        spans[weekday] += found
        of_one_day(spans[weekday])


def _hint(value: object) -> str:
    """For hours without their days, or in one text with them: "lun-ven 9-13"."""
    found = _DAYS_FIRST.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return ""
    days, hours = found["days"].strip(" ,:"), found["hours"]
    try:
        read_spans(hours)
        weekdays = read_weekdays(days) if days else set()
    except InputError:
        return ""
    if not weekdays:
        return _("say on which days, as in {example}", example=f'{{daily: "{hours}"}}')
    days = f'"{days}"' if "," in days else days
    return write_one_of([f'{{{days}: "{hours}"}}'])
