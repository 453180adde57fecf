"""What a look at the year should bring to mind: closures forgotten, bridge days, new holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from centralino.calendar.agenda import Agenda
from centralino.calendar.layers import Layer
from centralino.core.texts import _
from centralino.year.almanac import Date, DayMark, year_of
from centralino.year.periods import Closure, closures
from centralino.year.short_dates import write_days, write_full

LONG = 3  # days: a shorter closure is a bridge or a feast, and is not expected again
NEAR = timedelta(days=21)


@dataclass(frozen=True)
class Looks:
    """Three years beside each other: the one that is looked at, and its neighbours."""

    before: tuple[Date, ...]
    this: tuple[Date, ...]
    after: tuple[Date, ...]
    year: int
    language: str


def warnings(agenda: Agenda, year: int, today: date, language: str) -> list[str]:
    """In plain words, each a line; none where nothing needs a look."""
    before, this, after = (year_of(agenda, each) for each in (year - 1, year, year + 1))
    looks = Looks(before, this, after, year, language)
    return [
        *_bridges(looks, today),
        *_forgotten(looks),
        *_last_is_past(looks, today),
        *_next_holidays(looks),
    ]


def _bridges(looks: Looks, today: date) -> Iterator[str]:
    """Those that can still be closed."""
    left = [each.day for each in looks.this if each.mark is DayMark.BRIDGE and each.day >= today]
    if left:
        yield _("Bridge days left open: {days}.", days=write_days(left))


def _forgotten(looks: Looks) -> Iterator[str]:
    """Closures of the year before that nothing near the same dates answers to."""
    now = closures(looks.this, looks.language)
    for old in closures(looks.before, looks.language):
        if old.length < LONG or old.first.year != looks.year - 1:
            continue
        if not any(_answers(new, old) for new in now):
            yield _(
                "Closed {first} to {last}{why}, and nothing like it in {year}.",
                first=write_full(old.first),
                last=write_full(old.last),
                why=f" ({old.reason})" if old.reason else "",
                year=looks.year,
            )


def _answers(new: Closure, old: Closure) -> bool:
    first, last = (_a_year_later(each) for each in (old.first, old.last))
    return new.first <= last + NEAR and new.last >= first - NEAR


def _a_year_later(day: date) -> date:
    return day + timedelta(days=364)  # the same day of the week


def _last_is_past(looks: Looks, today: date) -> Iterator[str]:
    known = closures([*looks.before, *looks.this, *looks.after], looks.language)
    last = max((closure.last for closure in known), default=None)
    if last is not None and last < today:
        yield _(
            "The last configured closure lies in the past: it ended on {day}.",
            day=write_full(last),
        )


def _next_holidays(looks: Looks) -> Iterator[str]:
    """The next year's public holidays on days that would be open in an ordinary week."""
    changed = [each for each in looks.after if each.met.layer is Layer.HOLIDAY and each.usual]
    if changed:
        yield _(
            "In {year} public holidays change the opening of: {days}.",
            year=looks.year + 1,
            days=write_days(each.day for each in changed),
        )
