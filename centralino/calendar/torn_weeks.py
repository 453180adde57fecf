"""Timetables between braces that a comma without quotes has torn apart.

`{lun, mer: "9-12"}` has a day without hours, and `{sab: 9,30-12,30}` a day named `30-12`.
"""

import re
from collections.abc import Mapping

from centralino.calendar.mistyped_hours import meant_hours
from centralino.calendar.written_languages import WEEKDAYS
from centralino.core.input_errors import InputIssue, as_written
from centralino.core.texts import _

_OF_HOURS = re.compile(r"[\d:.\s–—-]+")
Torn = tuple[InputIssue, list[object]]
"""What is wrong, and the keys that it explains."""


def find_torn(week: Mapping[object, object]) -> list[Torn]:
    keys = list(week)
    found: list[Torn] = []
    while keys:
        after = _run(week, keys)
        torn = _torn_hours(week, after) or _torn_days(week, after, keys)
        found += [torn] if torn else []
        keys = keys[len(torn[1]) if torn else 1 :]
    return found


def _run(week: Mapping[object, object], keys: list[object]) -> list[object]:
    """The first key, with those after it that have no value."""
    bare = next((n for n, key in enumerate(keys) if n and week[key] is not None), len(keys))
    return keys[:bare]


def _torn_hours(week: Mapping[object, object], keys: list[object]) -> Torn | None:
    first, *rest = keys
    pieces = [as_written(week[first]), *map(str, rest)]
    if not rest or not all(piece and _OF_HOURS.fullmatch(piece) for piece in pieces):
        return None
    meant = meant_hours(",".join(map(str, pieces)))
    if meant is None:
        return None
    told = _('hours with a comma go between quotes: write "{meant}"', meant=meant)
    return InputIssue(told, (str(first),)), keys


def _torn_days(
    week: Mapping[object, object], bare: list[object], keys: list[object]
) -> Torn | None:
    days = keys[: len(bare) + 1]
    named = all(str(day).lower() in WEEKDAYS for day in days)
    if len(days) < 2 or week[days[0]] is not None or week[days[-1]] is None or not named:
        return None
    told = ", ".join(map(str, days))
    issue = InputIssue(
        _('several days go between quotes: write "{days}"', days=told), (str(days[0]),)
    )
    return issue, days
