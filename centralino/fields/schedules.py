"""Timetables and calendars as fields of flow files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from centralino.calendar.entries import Calendar
from centralino.calendar.hours import Hours, read_hours
from centralino.calendar.reading_calendars import read_calendar
from centralino.languages.registry import MAIN


@dataclass(frozen=True)
class Setting:
    """What a file's calendars are read in: where their iCal files are, whose time, whose words."""

    base: Path = Path()
    zone: ZoneInfo = ZoneInfo("Europe/Rome")  # noqa: RUF009 -- a ZoneInfo never changes
    language: str = MAIN


_SPANS: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "examples": ["10:00-13:00", ["9-12", "15-17"]],
}
_SEASON = {
    "type": "object",
    "properties": {
        "from": {"type": "string"},
        "to": {"type": "string"},
        "hours": {"type": "object", "additionalProperties": _SPANS},
    },
    "required": ["from", "to", "hours"],
    "additionalProperties": False,
}
HOURS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Days to hours: mon-fri, `tue, thu`, lun-ven",
    "properties": {"seasons": {"type": "array", "items": _SEASON}},
    "additionalProperties": _SPANS,
}
_REASON = {"anyOf": [{"type": "string"}, {"type": "object"}]}
_ENTRY = {
    "type": "object",
    "properties": {
        "from": {"type": "string"},
        "to": {"type": "string"},
        "on": {"type": "string"},
        "open": {"anyOf": [*_SPANS["anyOf"], {"type": "object", "additionalProperties": _SPANS}]},
        "reason": _REASON,
        "note": _REASON,
        "ical": {"type": "string"},
    },
    "additionalProperties": False,
}
CALENDAR_SCHEMA: dict[str, Any] = {"type": "array", "items": _ENTRY}


def calendar_in(value: object, info: ValidationInfo) -> Calendar:
    """A calendar, read in the setting of its file (validation context: a Setting)."""
    if isinstance(value, Calendar):
        return value
    setting = info.context or Setting()
    return read_calendar(value, setting.base, setting.zone, setting.language)


def hours_in(value: object) -> Hours:
    return value if isinstance(value, Hours) else read_hours(value)


HoursField = Annotated[Hours, PlainValidator(hours_in), WithJsonSchema(HOURS_SCHEMA)]
CalendarField = Annotated[Calendar, PlainValidator(calendar_in), WithJsonSchema(CALENDAR_SCHEMA)]
