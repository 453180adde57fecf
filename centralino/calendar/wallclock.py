"""Instants from what a clock on the wall shows, also on the days when it is put forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.timetable import DAY

_SECOND = timedelta(seconds=1)


def begins(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the wall shows `minute` minutes after a day's midnight.

    A time that the clock skips gives the instant of the jump.
    """
    first, second = _both(day, minute, zone)
    return _jump(second, first, zone) if second < first else first


def ends(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant at which what lasts until then is over: 02:30 comes after the repeated hour.

    A time that the repeated hour begins with, and a midnight, are over the first time they come.
    """
    first, second = _both(day, minute, zone)
    if second < first:
        return _jump(second, first, zone)
    before, again = _both(day, minute - 1, zone)
    return first if minute % DAY == 0 or before == again else second


def minute_of(moment: datetime, zone: ZoneInfo) -> tuple[date, int]:
    """What the wall shows at an instant: the day, and the minutes after its midnight."""
    wall = moment.astimezone(zone)
    return wall.date(), wall.hour * 60 + wall.minute


def _both(day: date, minute: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Both readings of a wall time; they differ on the days of a change only (PEP 495)."""
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between two at which the zone's offset changes."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + ((after - before) / 2 // _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
