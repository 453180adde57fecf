"""Switches laid over the days that the calendars made."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.layers import Switch
from centralino.calendar.stretch import DayVerdict, Stretch, paint_stretch

_INSTANT = timedelta(microseconds=1)


def in_order(switches: Iterable[Switch], zone: ZoneInfo) -> list[Stretch]:
    """The switches' stretches, the one that decides last: by layer, then as they were made."""
    lowest_first = sorted(switches, key=lambda switch: -switch.layer)
    return [_stretch(switch, zone) for switch in lowest_first if switch.start < switch.end]


def laid_over(stretches: Sequence[Stretch], live: Iterable[Stretch]) -> Sequence[Stretch]:
    """The stretches as the switches leave them; `live` as `in_order` gives it."""
    if stretches:
        start, end = stretches[0].start, stretches[-1].end
        for switch in live:
            if switch.start < end and start < switch.end:
                stretches = paint_stretch(stretches, switch)
    return stretches


def _stretch(switch: Switch, zone: ZoneInfo) -> Stretch:
    start, end = switch.start.astimezone(UTC), switch.end.astimezone(UTC)
    verdict = DayVerdict(
        open=switch.opens,
        layer=switch.layer,
        reason=switch.reason,
        closure=not switch.opens,
        period=(_day_of(start, zone), _day_of(end - _INSTANT, zone)),
    )
    return Stretch(start, end, verdict)


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
