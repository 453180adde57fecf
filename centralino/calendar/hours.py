"""An office's usual hours: a weekly timetable, and the seasons that replace it every year."""

from dataclasses import dataclass
from datetime import date

from centralino.calendar.gathering import Gathering
from centralino.calendar.reading_weeks import read_timetable
from centralino.calendar.seasons import Season, read_seasons
from centralino.calendar.timetable import Timetable, timetable
from centralino.core.input_errors import unknown_setting
from centralino.core.typed_names import stands_for

SEASONS = "seasons"


@dataclass(frozen=True)
class Hours:
    """A weekly timetable with its seasons. No day belongs to two seasons."""

    week: Timetable
    seasons: tuple[Season, ...] = ()

    def on(self, day: date) -> Timetable:
        """The timetable in force on a day."""
        return next((s.hours for s in self.seasons if s.covers(day)), self.week)


def read_hours(value: object) -> Hours:
    """A timetable, with its `seasons` if any; with seasons alone, closed the rest of the year.

    Two seasons that share a day are an error. Raises InputError, with all that does not fit.
    """
    named = [key for key in value if _names_seasons(key)] if isinstance(value, dict) else []
    if not isinstance(value, dict) or not named:
        return Hours(read_timetable(value))
    gathering = Gathering()
    days = {key: hours for key, hours in value.items() if key not in named}
    week, seasons = timetable({}), tuple[Season, ...]()
    with gathering.at():
        week = read_timetable(days) if days else week
    for key in named:
        with gathering.at(key):
            if key != SEASONS:
                raise unknown_setting(key, (SEASONS,))
            seasons = read_seasons(value[key])
    gathering.finish()
    return Hours(week, seasons)


def _names_seasons(key: object) -> bool:
    """Whether a key is `seasons`, or another word for it, which is told."""
    return key == SEASONS or stands_for(key, SEASONS)
