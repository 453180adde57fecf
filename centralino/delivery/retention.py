"""Retention: what callers say and who they are goes after the configured days, at Twilio first."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select

from centralino.core.clock import Clock, utc_now
from centralino.delivery import job_rows
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.helpdesk_mails import audio_until
from centralino.delivery.job_logging import about_key
from centralino.store.models import CallRecord, DeliveryState, Recording
from centralino.twilio import account_recordings
from centralino.twilio.errors import AccountError

log = structlog.get_logger(__name__)


class Retirement:
    """Every part may be repeated. What Twilio does not delete now is kept here to be tried again:
    a row that went first would let the reconciliation take the recording for a new one."""

    def __init__(self, services: DeliveryServices, clock: Clock = utc_now) -> None:
        self._services = services
        self._clock = clock

    def run(self) -> None:
        now = self._clock()
        retention = self._services.directory().retention
        gone = self.erase_recordings(self._aged(now))
        self._erase_calls(now - retention.calls)
        self._services.channels.forget_older(max(retention.recordings, timedelta(days=1)))
        job_rows.forget_finished(self._services.dispatch.client, now - self._services.limits.done)
        log.info("retention done", recordings=gone)

    def erase_recordings(self, sids: Iterable[str]) -> int:
        """At Twilio, then here; how many. What Twilio does not let go stays and is logged."""
        gone = 0
        for sid in sids:
            try:
                if self._services.account.exists:
                    account_recordings.delete(self._services.account, sid)
            except AccountError as error:
                with about_key(self._services.store, sid):
                    log.warning("recording not deleted yet", recording=sid, why=str(error))
                continue
            with self._services.store.writing() as session:
                session.execute(delete(Recording).where(Recording.sid == sid))
            gone += 1
        return gone

    def _aged(self, now: datetime) -> Sequence[str]:
        """Never what is still to be delivered: that ends delivered or dead before long."""
        retention = self._services.directory().retention.recordings
        query = select(Recording).where(
            Recording.state != DeliveryState.WAITING, Recording.taken_at < now - retention
        )
        with self._services.store.reading() as session:
            found = session.scalars(query.order_by(Recording.taken_at))
            return [item.sid for item in found if audio_until(item, retention) <= now]

    def _erase_calls(self, before: datetime) -> None:
        with self._services.store.writing() as session:
            session.execute(delete(CallRecord).where(CallRecord.heard_at < before))
