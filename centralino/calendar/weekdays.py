"""Days of the week by name, in any language: "mon-fri", "tue, thu", "lun-ven", "daily"."""

import re
from itertools import chain

from centralino.calendar.timetable import DAYS_OF_WEEK
from centralino.calendar.written_languages import EVERY_DAY, GROUPS, WEEKDAYS
from centralino.core.input_errors import (
    InputError,
    input_error,
    near_name,
    quote,
    space_missing,
    write_one_of,
)
from centralino.core.texts import _

_WORD = re.compile(r"[^\W\d_]+")


def read_weekdays(text: object) -> set[int]:
    """The days that a name, a range or a list of them stands for. Raises InputError."""
    if not isinstance(text, str) or not text.strip():
        raise input_error(
            _("expected days like mon-fri or tue, thu, not {value}", value=quote(text))
        )
    if missing := space_missing(text):
        raise InputError(missing)
    parts = [" ".join(part.split()).lower() for part in text.split(",")]
    try:
        return set(chain.from_iterable(_read_part(part) for part in parts))
    except InputError as error:
        if remedy := _remedy(" ".join(text.split()).lower()):
            raise input_error(
                _("'{text}' is no day of the week: {remedy}", text=text, remedy=remedy)
            ) from None
        raise error from None


def _read_part(part: str) -> set[int]:
    if part in EVERY_DAY:
        return set(DAYS_OF_WEEK)
    first, *rest = re.split(r"\s*[-–—]\s*", part)
    if len(rest) > 1:
        raise input_error(_("'{part}' is no range of days: write it like mon-fri", part=part))
    start = _weekday(first)
    end = _weekday(rest[0]) if rest else start
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def _weekday(name: str) -> int:
    if name not in WEEKDAYS:
        raise input_error(_("'{name}' is no day of the week: {hint}", name=name, hint=_hint(name)))
    return WEEKDAYS[name]


def _hint(name: str) -> str:
    return near_name(name, [*WEEKDAYS, *EVERY_DAY]) or _("write it like mon, mon-fri or daily")


def _remedy(text: str) -> str:
    """What to write for "lun/ven", "dal lunedì al venerdì", "feriali"; nothing if it is unclear."""
    if text in GROUPS:
        return write_one_of(GROUPS[text])
    words = _WORD.findall(text)
    days = [word for word in words if word in WEEKDAYS]
    if not days or any(near_name(word, WEEKDAYS) for word in {*words} - {*days}):
        return ""
    if len(days) == 2:
        first, last = days
        return _(
            'write {first}-{last} (from one to the other) or "{first}, {last}" (these two)',
            first=first,
            last=last,
        )
    return write_one_of(days if len(days) == 1 else [f'"{", ".join(days)}"'])
