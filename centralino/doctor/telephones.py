"""The telephones that flows ring: one that fails again and again is dead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from centralino.calls import trail
from centralino.calls.outcomes import CANCELED, FAILED
from centralino.core.texts import _, _n
from centralino.doctor.finding import Findings, well, wrong
from centralino.flows import kinds
from centralino.services import InstallationServices
from centralino.store.models import CallRecord

WEEK = timedelta(days=7)
DEAD = 3  # failures in a row, the last ones
SAYS_NOTHING = CANCELED


@dataclass
class History:
    """One telephone: the outcomes, newest first, and the numbers that rang it."""

    outcomes: list[str] = field(default_factory=list)
    rung_by: set[str] = field(default_factory=set)

    @property
    def failures(self) -> int:
        """How many of the last tries failed, one after the other."""
        lived = (n for n, outcome in enumerate(self.outcomes) if outcome != FAILED)
        return next(lived, len(self.outcomes))


def check_telephones(services: InstallationServices, now: datetime) -> Findings:
    """Raises SQLAlchemyError."""
    query = select(CallRecord.number, CallRecord.trail).where(
        CallRecord.started_at >= now - WEEK, CallRecord.trail != ""
    )
    with services.store.reading() as session:
        rows = session.execute(query.order_by(CallRecord.started_at.desc()))
        found = histories((row[0], row[1]) for row in rows)
    dead = {slug: history for slug, history in found.items() if history.failures >= DEAD}
    for slug, history in sorted(dead.items()):
        numbers = ", ".join(sorted(history.rung_by))
        yield wrong(
            "telephones",
            _n(
                "{telephone} failed the last time, rung by {numbers}",
                "{telephone} failed the last {count} times, rung by {numbers}",
                history.failures,
                telephone=slug,
                numbers=numbers,
            ),
            _("call it: is it disconnected, or written wrongly in the flow?"),
        )
    if not dead:
        yield well("telephones", _all_alive(len(found)))


def _all_alive(rung: int) -> str:
    if not rung:
        return _("no telephones rung in a week")
    return _n(
        "{count} telephone rung in a week, and it is not dead",
        "{count} telephones rung in a week, none of them dead",
        rung,
    )


def histories(calls: Iterable[tuple[str, str]]) -> dict[str, History]:
    """By telephone, from the trails of calls, newest call first."""
    found: dict[str, History] = {}
    known = kinds.results() - {SAYS_NOTHING}
    for number, passages in calls:
        for passage in reversed(trail.read_trail(passages)):
            outcome, _, telephone = passage.outcome.partition("@")
            if telephone and outcome in known:
                history = found.setdefault(telephone, History())
                history.outcomes.append(outcome)
                history.rung_by.add(number)
    return found
