"""Days of the week by name, in any language: "mon-fri", "tue, thu", "lun-ven", "daily"."""

import re
from itertools import chain

from centralino.calendar.timetable import DAYS_OF_WEEK
from centralino.calendar.written_languages import EVERY_DAY, WEEKDAYS
from centralino.core.input_errors import input_error, nearest


def read_weekdays(text: object) -> set[int]:
    """The days that a name, a range or a list of them stands for. Raises InputError."""
    if not isinstance(text, str) or not text.strip():
        raise input_error(f"expected days like mon-fri or tue, thu, not '{text}'")
    parts = [" ".join(part.split()).lower() for part in text.split(",")]
    return set(chain.from_iterable(_read_part(part) for part in parts))


def _read_part(part: str) -> set[int]:
    if part in EVERY_DAY:
        return set(DAYS_OF_WEEK)
    first, *rest = re.split(r"\s*[-–—]\s*", part)
    if len(rest) > 1:
        raise input_error(f"'{part}' is no range of days: write it like mon-fri")
    start = _weekday(first)
    end = _weekday(rest[0]) if rest else start
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def _weekday(name: str) -> int:
    if name not in WEEKDAYS:
        raise input_error(f"'{name}' is no day of the week: {_hint(name)}")
    return WEEKDAYS[name]


def _hint(name: str) -> str:
    hint = nearest(name, [*WEEKDAYS, *EVERY_DAY])
    return hint if hint.startswith("did you mean") else "write it like mon, mon-fri or daily"
