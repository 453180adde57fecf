"""Reconciliation: what nobody announced is adopted, what has stopped is started again."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centralino.core.clock import Clock, utc_now
from centralino.delivery import job_rows
from centralino.delivery.adopting import UNREADABLE, find_unknown_recordings
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.intake import VOICEMAIL, Intake
from centralino.delivery.missed_letters import MISSED
from centralino.delivery.quarantine import hand_back
from centralino.delivery.voicemail_delivery import DEAD
from centralino.store.models import CallRecord, CallVerdict, DeliveryState, Recording, WorkerRecord
from centralino.twilio.account_recordings import Unreadable
from centralino.twilio.errors import AccountError

SETTLES = timedelta(minutes=2)  # what changed a moment ago is not stuck
log = structlog.get_logger(__name__)


class Reconciliation:
    """Every part may be repeated, and stands alone: one that fails does not stop the others."""

    def __init__(self, services: DeliveryServices, intake: Intake, clock: Clock = utc_now) -> None:
        self._services = services
        self._intake = intake
        self._clock = clock

    def run(self) -> None:
        now = self._clock()
        self.hand_back_orphans(now)
        self.expedite(now)
        self.revive(now)
        try:
            self.adopt(now)
        except AccountError as error:
            log.warning("recordings could not be listed", why=str(error))

    def adopt(self, now: datetime) -> int:
        """Take in the account's recordings that no callback announced; how many.

        Raises AccountError.
        """
        if not self._services.account.exists:
            return 0
        adopted = 0
        for found in find_unknown_recordings(self._services, now):
            if isinstance(found, Unreadable):
                self._put_aside(found, now)
            else:
                log.warning(
                    "recording adopted that no callback announced",
                    call_sid=found.call_sid,
                    recording=found.sid,
                )
                adopted += self._intake.take(found)
        return adopted

    def revive(self, now: datetime) -> int:
        """Start again what waits with nothing under way for it; how many."""
        alive = {
            job_rows.errand_of(item) for item in job_rows.under_way(self._services.dispatch.client)
        }
        turn = str(int(now.timestamp()))
        with self._services.store.writing() as session:
            return self._revive_recordings(session, alive, now, turn) + self._revive_calls(
                session, alive, now, turn
            )

    def expedite(self, now: datetime) -> None:
        """No try is further off than the longest wait, unless the clock was set back."""
        furthest = now + timedelta(seconds=self._services.limits.longest_wait * 1.3)
        for item in job_rows.under_way(self._services.dispatch.client):
            if (item.delay_until_epoch_ms or 0) > furthest.timestamp() * 1000:
                job_rows.expedite(self._services.dispatch.client, item)

    def hand_back_orphans(self, now: datetime) -> None:
        """What was begun by workers of whom no row is left."""
        with self._services.store.reading() as session:
            workers = set(session.scalars(select(WorkerRecord.id)))
        before = (now - SETTLES).timestamp() * 1000
        held = [
            item
            for item in job_rows.begun(self._services.dispatch.client)
            if item.executor_id not in workers and (item.dequeued_at or 0) < before
        ]
        hand_back(self._services.store, self._services.dispatch, held)

    def _put_aside(self, found: Unreadable, now: datetime) -> None:
        """It may read next time; the helpdesk is told, once, if it does not."""
        log.warning("listed recording does not read", recording=found.key, why=found.why)
        wait = self._services.limits.unreadable
        with self._services.store.writing() as session:
            self._services.dispatch.send(session, UNREADABLE, found.key, since=now, wait=wait)

    def _revive_recordings(
        self, session: Session, alive: set[str], now: datetime, turn: str
    ) -> int:
        revived = 0
        kinds = {DeliveryState.WAITING.value: VOICEMAIL, DeliveryState.DEAD.value: DEAD}
        query = select(Recording).where(Recording.state.in_(kinds), Recording.told_at.is_(None))
        for recording in session.scalars(query):
            kind = kinds[recording.state]
            since = recording.settled_at or recording.due_at
            if f"{kind}/{recording.sid}" in alive or since > now - SETTLES:
                continue
            recording.turn = turn
            self._services.dispatch.send(
                session, kind, recording.sid, since=recording.taken_at, turn=turn
            )
            log.warning(
                "delivery had stopped, started again",
                call_sid=recording.call_sid,
                recording=recording.sid,
            )
            revived += 1
        return revived

    def _revive_calls(self, session: Session, alive: set[str], now: datetime, turn: str) -> int:
        revived, offices = 0, self._services.directory().offices
        limits = self._services.limits
        query = select(CallRecord).where(
            CallRecord.verdict == CallVerdict.MISSED,
            CallRecord.heard_at < now - limits.late - timedelta(hours=1),
            CallRecord.heard_at > now - limits.patience,
        )
        for call in session.scalars(query):
            office = offices.get(call.number)
            wants = office is not None and office.missed_calls == "each"
            if wants and f"{MISSED}/{call.sid}" not in alive:
                self._services.dispatch.send(
                    session, MISSED, call.sid, since=call.started_at, turn=turn
                )
                revived += 1
        return revived
