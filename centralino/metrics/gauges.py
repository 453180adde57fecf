"""How things stand at the moment of asking: flows, switches, deliveries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from centralino.delivery import delivery_status, job_rows
from centralino.delivery.queueing import Dispatch
from centralino.store.models import DeliveryState, Recording, WorkerRecord
from centralino.store.store import Store, StoreNotReadyError
from centralino.switchboard.switchboard import Switchboard

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Gauge:
    """One value; `which` of several, by a label."""

    name: str
    about: str
    value: float
    label: str = ""
    which: str = ""


@dataclass(frozen=True)
class Standings:
    """What can be told by whichever process is asked."""

    board: Switchboard
    store: Store
    dispatch: Dispatch

    def at(self, now: datetime) -> Iterator[Gauge]:
        """Everything; without a database, what needs none."""
        try:
            self.store.prepare()
            kept = [*self._deliveries(now), up(1)]
        except (SQLAlchemyError, StoreNotReadyError) as error:
            log.warning("metrics without the database", error=type(error).__name__)
            yield from self.without_database(now)
        else:
            yield from self._at_hand(now)
            yield from kept

    def without_database(self, now: datetime) -> Iterator[Gauge]:
        """What this process knows by itself."""
        yield from self._at_hand(now)
        yield up(0)

    def _at_hand(self, now: datetime) -> Iterator[Gauge]:
        yield from self._flows()
        yield from self._switches(now)

    def _flows(self) -> Iterator[Gauge]:
        loaded, about = self.board.loaded, "Flow files, by what became of them."
        counts = {
            "served": len(loaded.house.flows),
            "failed": len({problem.file for problem in loaded.problems}),
            "last_good": len(loaded.stale),
        }
        for state, count in counts.items():
            yield Gauge("flows", about, count, "state", state)

    def _switches(self, now: datetime) -> Iterator[Gauge]:
        found, about = self.board.switches.current(), "Notices and switches in force."
        notices = [each for each in found.notices if each.start <= now < each.end]
        yield Gauge("switches", about, len(notices), "kind", "notice")
        switches = (each.switch for each in found.switched)
        in_force = (each for each in switches if each.start <= now < each.end)
        kinds = Counter("opening" if each.opens else "closing" for each in in_force)
        for kind in ("closing", "opening"):
            yield Gauge("switches", about, kinds[kind], "kind", kind)
        is_current = not self.board.switches.trouble()
        yield Gauge("switches_current", "1 while switches are up to date.", is_current)

    def _deliveries(self, now: datetime) -> Iterator[Gauge]:
        about = "Voicemails, by where their delivery stands."
        with self.store.reading() as session:
            by_state = select(Recording.state, func.count()).group_by(Recording.state)
            counts = {row[0]: row[1] for row in session.execute(by_state)}
            workers = session.scalar(select(func.count()).select_from(WorkerRecord)) or 0
        for state in DeliveryState:
            yield Gauge("deliveries", about, counts.get(state, 0), "state", state.value)
        yield Gauge("workers", "Workers that are known.", workers)
        depth = len(job_rows.under_way(self.dispatch.client))
        yield Gauge("queue_depth", "Jobs that are queued, put off or under way.", depth)
        oldest = delivery_status.standing(self.store).oldest
        age = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
        yield Gauge("queue_age_seconds", "Age of the oldest voicemail not delivered.", age)


def up(value: float) -> Gauge:
    return Gauge("database_up", "1 when the database answered.", value)
