"""Fetches spoken notices that their callbacks could not; what is lost is told."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from centralino.core.input_errors import InputError
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Parcel, Result, Try
from centralino.store.switch_models import Act, LiveSwitch
from centralino.switching.desk import SPOKEN, SWITCHED, Hand, note
from centralino.switching.service_line.recorder import Recorder
from centralino.twilio.api import NoAccountError

PATIENCE = timedelta(days=1)  # for a recording that Twilio does not give
log = structlog.get_logger(__name__)


class SpokenErrand:
    """Key: the recording's SID. Of one that is lost the notice ends, and that is mailed."""

    kind = SPOKEN

    def __init__(self, services: DeliveryServices) -> None:
        self._services = services
        self._recorder = Recorder(services.store, services.account, services.limits.fetch)

    def parcel(self, this: Try) -> Parcel | None:
        """Raises AccountError while Twilio does not give it."""
        try:
            self._recorder.keep(this.key, this.now)
        except (InputError, NoAccountError) as error:
            log.error("spoken notice lost", recording=this.key, why=str(error))
            with self._services.store.writing() as session:
                self._lose(session, this)
        return None

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        if not result.failure:
            return None
        made = session.scalar(select(LiveSwitch.made_at).where(*_waiting(this.key)))
        if made is None:
            return None
        if this.now < made + PATIENCE:
            return made
        log.error("spoken notice lost", recording=this.key, why=result.failure)
        self._lose(session, this)
        return None

    def _lose(self, session: Session, this: Try) -> None:
        rows = session.scalars(select(LiveSwitch).where(*_waiting(this.key))).all()
        for row in rows:
            row.ended_at = this.now
        hand = Hand("", this.now, "worker", f"lost-{this.key}")
        if note(session, Act.LOST, hand, [row.id for row in rows]) and rows:
            self._services.dispatch.send(session, SWITCHED, hand.once, since=this.now)


def _waiting(sid: str) -> tuple[ColumnElement[bool], ...]:
    return (LiveSwitch.spoken == sid, LiveSwitch.ready.is_(False), LiveSwitch.ended_at.is_(None))
