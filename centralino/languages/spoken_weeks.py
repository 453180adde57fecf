"""The order in which a week's hours are said: which days together, and what is merely added."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from centralino.calendar.timetable import DAY, DAYS_OF_WEEK, Span, Timetable

WEEK = 7 * DAY
EVERY_DAY = frozenset(DAYS_OF_WEEK)
MONDAY, SUNDAY = 0, 6

Spans = tuple[Span, ...]
Kinds = dict[Spans, frozenset[int]]
"""The days of each kind: those with the same hours."""
Bases = Mapping[Spans, Spans | None]
"""The kind whose hours are said first, for each kind that only adds to them."""


@dataclass(frozen=True)
class NamedDays:
    """Weekdays as they are named: in runs or, with none of these, as every day barring some.

    A run is its first and its last day, or one day alone.
    """

    runs: tuple[tuple[int, ...], ...]
    barring: tuple[int, ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        """The weekdays whose names are spoken, in order."""
        return self.barring or tuple(day for run in self.runs for day in run)

    @property
    def single(self) -> bool:
        return len(self.runs) == 1 and len(self.runs[0]) == 1


@dataclass(frozen=True)
class Clause:
    """Hours that some days have in common; `also`: over and above those said before."""

    days: NamedDays
    spans: Spans
    also: bool = False


@dataclass(frozen=True)
class OpenStretch:
    """Open without a break for more than a day, in minutes after Monday's midnight.

    `end` may lie past the week's end.
    """

    start: int
    end: int


@dataclass(frozen=True)
class Week:
    clauses: tuple[Clause, ...]
    stretches: tuple[OpenStretch, ...]


def week(timetable: Timetable) -> Week:
    """A timetable as it is best said: saying again as little as can be, then as briefly."""
    pieces: dict[int, list[Span]] = {}
    stretches = []
    for start, end in openings(timetable):
        if end - start > DAY and start % DAY and end % DAY:
            stretches.append(OpenStretch(start, end))
            continue
        for weekday, span in in_days(start, end):
            pieces.setdefault(weekday, []).append(span)
    return Week(clauses(pieces), tuple(stretches))


def openings(timetable: Timetable) -> list[tuple[int, int]]:
    """When it is open, midnights ignored, in minutes after Monday's; the last may pass Sunday's."""
    found: list[tuple[int, int]] = []
    for weekday in DAYS_OF_WEEK:
        for span in timetable.on(weekday):
            start, end = weekday * DAY + span.start, weekday * DAY + span.end
            if found and start <= found[-1][1]:
                start, end = found[-1][0], max(found.pop()[1], end)
            found.append((start, end))
    while len(found) > 1 and found[-1][1] >= WEEK + found[0][0]:
        _, end = found.pop(0)
        found[-1] = (found[-1][0], max(found[-1][1], WEEK + end))
    if found and found[-1][1] - found[-1][0] >= WEEK:
        return [(0, WEEK)]
    return found


def in_days(start: int, end: int) -> Iterator[tuple[int, Span]]:
    """An opening as spans: whole where it is a night's, else cut at each midnight."""
    while start < end:
        midnight = start - start % DAY
        stop = end if end - start <= DAY else min(end, midnight + DAY)
        yield midnight // DAY % 7, Span(start - midnight, stop - midnight)
        start = stop


def clauses(pieces: Mapping[int, Iterable[Span]]) -> tuple[Clause, ...]:
    kinds: Kinds = {}
    for weekday in sorted(pieces):
        spans = tuple(sorted(pieces[weekday]))
        kinds[spans] = kinds.get(spans, frozenset()) | {weekday}
    ways = product((False, True), choices_of_bases(kinds))
    return min(
        (arrange_clauses(kinds, bases, barring=barring) for barring, bases in ways), key=cost
    )


def choices_of_bases(kinds: Kinds) -> Iterator[Bases]:
    """Each way to say some kinds as additions to others; at most 2**6, and seldom above two."""
    largest = (largest_base(spans, kinds) for spans in kinds)
    options = [(None,) if base is None else (None, base) for base in largest]
    for bases in product(*options):
        yield dict(zip(kinds, bases, strict=True))


def largest_base(spans: Spans, kinds: Kinds) -> Spans | None:
    within = [other for other in kinds if set(other) < set(spans)]
    return max(within, key=lambda other: (len(other), len(kinds[other])), default=None)


def arrange_clauses(kinds: Kinds, bases: Bases, *, barring: bool) -> tuple[Clause, ...]:
    """The clauses, each followed by what is added to it."""
    open_days = frozenset().union(*kinds.values())

    def from_base(base: Spans | None) -> Iterator[Clause]:
        for spans in (kind for kind in kinds if bases[kind] == base):
            days = kinds[spans].union(
                *(kinds[kind] for kind in kinds if rests_on(kind, spans, bases))
            )
            new = tuple(span for span in spans if span not in (base or ()))
            yield Clause(group_days(days, open_days, barring=barring), new, also=base is not None)
            yield from from_base(spans)

    return tuple(from_base(None))


def rests_on(kind: Spans, base: Spans, bases: Bases) -> bool:
    below = bases[kind]
    return below is not None and (below == base or rests_on(below, base, bases))


def cost(said: tuple[Clause, ...]) -> tuple[int, int, int]:
    """How many names and hours are said again; how many exceptions are made; how much is said."""
    names = [day for clause in said for day in clause.days.named]
    spans = [span for clause in said for span in clause.spans]
    again = len(names) - len(set(names)) + len(spans) - len(set(spans))
    return again, sum(bool(clause.days.barring) for clause in said), len(names) + len(spans)


def group_days(days: frozenset[int], open_days: frozenset[int], *, barring: bool) -> NamedDays:
    """Days as they are named; with `barring`, all open days are named by the one or two others.

    So is every day but one in the middle of the week, in any case.
    """
    closed = tuple(sorted(EVERY_DAY - open_days))
    plain = NamedDays(tuple(named_runs(days)))
    if days == EVERY_DAY:
        return NamedDays(())
    if days != open_days or len(closed) > 2:
        return plain
    amid = len(closed) == 1 and closed[0] not in (MONDAY, SUNDAY)
    return NamedDays((), closed) if barring or amid else plain


def named_runs(days: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Runs of days, first and last of those of three or more; shorter ones day by day."""
    for run in runs(days):
        if len(run) > 2:
            yield run[0], run[-1]
        else:
            yield from ((day,) for day in run)


def runs(days: frozenset[int]) -> list[list[int]]:
    """Days in a row, in order; a row of three, or alone, may go on past Sunday."""
    found: list[list[int]] = []
    for day in sorted(days):
        if found and found[-1][-1] == day - 1:
            found[-1].append(day)
        else:
            found.append([day])
    if len(found) > 1 and MONDAY in days and SUNDAY in days:
        row = found[-1] + found[0]
        if len(row) > 2 or len(found) == 2:
            return [*found[1:-1], row]
    return found
