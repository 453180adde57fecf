"""Seasons: hours that replace the weekly ones between two days of every year."""

from dataclasses import dataclass
from datetime import date, timedelta

from centralino.calendar.dates import YearDay, read_year_day
from centralino.calendar.gathering import Gathering
from centralino.calendar.reading_weeks import read_timetable
from centralino.calendar.timetable import Timetable, timetable
from centralino.core.input_errors import input_error, unknown_setting
from centralino.core.texts import _

_KEYS = ("from", "to", "hours")
_EXAMPLE = '{from: "07-01", to: "08-31", hours: {...}}'
_LEAP_YEAR = [date(2024, 1, 1) + timedelta(days=day) for day in range(366)]


@dataclass(frozen=True)
class Season:
    """Hours that hold every year from `first` to `last`, both included; may wrap New Year."""

    first: YearDay
    last: YearDay
    hours: Timetable

    def covers(self, day: date) -> bool:
        this = YearDay(day.month, day.day)
        if self.first <= self.last:
            return self.first <= this <= self.last
        return this >= self.first or this <= self.last


def read_seasons(value: object) -> tuple[Season, ...]:
    """A list of seasons, none sharing a day with another. Raises InputError."""
    if not isinstance(value, list):
        raise input_error(_("expected a list of seasons, each like {example}", example=_EXAMPLE))
    gathering = Gathering()
    seasons: list[Season] = []
    for place, item in enumerate(value):
        with gathering.at(place):
            season = _read_season(item)
            _refuse_shared_days(season, seasons)
            seasons.append(season)
    gathering.finish()
    return tuple(seasons)


def _read_season(value: object) -> Season:
    if not isinstance(value, dict):
        raise input_error(_("expected a season like {example}", example=_EXAMPLE))
    gathering = Gathering()
    _check_keys(value, gathering)
    first = last = YearDay(1, 1)
    hours = timetable({})
    with gathering.at("from"):
        first = read_year_day(value["from"]) if "from" in value else first
    with gathering.at("to"):
        last = read_year_day(value["to"]) if "to" in value else last
    with gathering.at("hours"):
        hours = read_timetable(value["hours"]) if "hours" in value else hours
    gathering.finish()
    return Season(first, last, hours)


def _check_keys(value: dict[object, object], gathering: Gathering) -> None:
    for key in value:
        with gathering.at(key):
            if key not in _KEYS:
                raise unknown_setting(key, _KEYS)
    with gathering.at():
        if missing := [key for key in _KEYS if key not in value]:
            raise input_error(
                _(
                    "expected a season like {example}; missing: {names}",
                    example=_EXAMPLE,
                    names=", ".join(missing),
                )
            )


def _refuse_shared_days(season: Season, earlier: list[Season]) -> None:
    for place, other in enumerate(earlier, start=1):
        shared = (day for day in _LEAP_YEAR if season.covers(day) and other.covers(day))
        if day := next(shared, None):
            raise input_error(
                _(
                    "season {place} of this list holds on {day:%m-%d} too: let one end "
                    "before the other begins",
                    place=place,
                    day=day,
                )
            )
