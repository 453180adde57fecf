"""Time cut into stretches, each with what holds throughout it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from centralino.calendar.layers import Layer
from centralino.calendar.reasons import Reason


@dataclass(frozen=True)
class DayVerdict:
    """Whether it is open, and who decides so.

    `closure`: closed by a closure, a holiday or a live closing rather than by its timetable.
    `period`: the first and the last day of the closure or special opening.
    """

    open: bool
    layer: Layer
    reason: Reason | None = None
    closure: bool = False
    period: tuple[date, date] | None = None
    note: Reason | None = None


@dataclass(frozen=True)
class Stretch:
    """A verdict that holds from `start` up to but not including `end`, both in UTC."""

    start: datetime
    end: datetime
    verdict: DayVerdict


def paint_stretch(
    stretches: Iterable[Stretch], new: Stretch, down_from: Layer = Layer.NUMBER_SWITCH
) -> list[Stretch]:
    """The stretches with a new one put over those of a layer and the lower ones: else over all."""
    result: list[Stretch] = []
    for old in stretches:
        start, end = max(old.start, new.start), min(old.end, new.end)
        if start >= end or old.verdict.layer < down_from:
            result.append(old)
            continue
        parts = (
            Stretch(old.start, start, old.verdict),
            Stretch(start, end, new.verdict),
            Stretch(end, old.end, old.verdict),
        )
        result += [part for part in parts if part.start < part.end]
    return result
