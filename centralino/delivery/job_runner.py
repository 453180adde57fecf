"""Running errands: a try sends, then writes down how it went and asks for another."""

from collections.abc import Mapping
from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.clock import Clock, utc_now
from centralino.delivery.adopting import UnreadableEntry
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.helpdesk_mails import Dead, Refused
from centralino.delivery.job import Job, Parcel, Result, Try
from centralino.delivery.job_logging import about, about_key, recording_of
from centralino.delivery.missed_calls import Digest, Missed
from centralino.delivery.persistence import persistently
from centralino.delivery.quarantine import Quarantine
from centralino.delivery.unknown import Unknown
from centralino.delivery.voicemail_delivery import VoicemailJob
from centralino.twilio.api import NoAccountError
from centralino.twilio.errors import AccountError

AGAIN, DONE, TIDY = "again", "done", "tidy"
log = structlog.get_logger(__name__)


class JobRunner:
    """All kinds of errands of one worker, and the `jobs` that are not delivery's own."""

    def __init__(
        self,
        services: DeliveryServices,
        clock: Clock = utc_now,
        jobs: Mapping[str, Job] | None = None,
    ) -> None:
        self._services = services
        self._clock = clock
        self._quarantine = Quarantine(services.store)
        self._voicemail = VoicemailJob(services)
        self._kinds: dict[str, Job] = {
            self._voicemail.kind: self._voicemail,
            Dead.kind: Dead(services),
            Refused.kind: Refused(services),
            UnreadableEntry.kind: UnreadableEntry(services),
            Missed.kind: Missed(services),
            Digest.kind: Digest(services),
            **(jobs or {}),
        }

    def run(self, kind: str, key: str, attempt: int, turn: str) -> None:
        """A whole try. What was handed over is written down however long the database is away.

        May be run again whenever it did not come to its end, by whatever version: what it has
        settled it finds settled. Raises SQLAlchemyError if the database does not come back.
        """
        this = persistently(lambda: self._try(key, attempt, turn))
        with self._quarantine.around(kind, this) as this:
            result = persistently(lambda: self._sent(kind, this))
            outcome = persistently(lambda: self._settled(kind, this, result))
        if outcome == TIDY:
            self.tidy(key)

    def send(self, kind: str, key: str, attempt: int, turn: str) -> Result:
        """One try. What goes wrong is a result too; only a database that is gone is raised.

        Raises SQLAlchemyError.
        """
        return self._sent(kind, self._try(key, attempt, turn))

    def _sent(self, kind: str, this: Try) -> Result:
        with about(this):
            try:
                parcel = self._kind(kind).parcel(this)
                return self._handed_over(parcel) if parcel else Result(idle=True)
            except AccountError as error:
                return Result(failure=str(error))
            except SQLAlchemyError:
                raise
            except Exception as error:
                log.exception("errand failed", kind=kind, key=this.key)
                return Result(failure=type(error).__name__)

    def settle(self, kind: str, key: str, attempt: int, turn: str, result: Result) -> str:
        """Write down how the try went, and enqueue another if it takes one.

        AGAIN if it does, TIDY if something is to be deleted now, DONE otherwise. Raises
        SQLAlchemyError.
        """
        return self._settled(kind, self._try(key, attempt, turn), result)

    def _settled(self, kind: str, this: Try, result: Result) -> str:
        this = self._patiently(this, result)
        with about(this):
            if self._is_to_be_tried_again(kind, this, result):
                return AGAIN
        is_voicemail = kind == self._voicemail.kind and not result.idle
        return TIDY if is_voicemail and self._voicemail.keeps_nothing else DONE

    def _is_to_be_tried_again(self, kind: str, this: Try, result: Result) -> bool:
        """Then another try was enqueued."""
        key, attempt = this.key, this.attempt
        if result.failure:
            log.warning("errand put off", kind=kind, key=key, attempt=attempt, why=result.failure)
        with self._services.store.writing() as session:
            since = self._kind(kind).settle(session, this, result)
            if since is None:
                return False
            self._services.dispatch.send(
                session,
                kind,
                key,
                since=since,
                attempt=attempt + 1,
                wait=this.wait,
                turn=this.turn,
            )
            return True

    def tidy(self, key: str) -> None:
        """Delete the audio of a recording that is delivered. Retention returns to what fails."""
        try:
            self._voicemail.tidy(key)
        except (AccountError, NoAccountError) as error:
            with about_key(self._services.store, key):
                log.warning("recording not deleted yet", recording=key, why=str(error))

    def _kind(self, kind: str) -> Job:
        return self._kinds.get(kind) or Unknown(self._services, kind)

    def _handed_over(self, parcel: Parcel) -> Result:
        return self._services.channels.hand_over(parcel)

    def _patiently(self, this: Try, result: Result) -> Try:
        """With the wait that the servers asked for, within the usual ones."""
        asked = min(result.wait, self._services.limits.longest_wait)
        return replace(this, wait=max(this.wait, asked))

    def _try(self, key: str, attempt: int, turn: str) -> Try:
        wait = self._services.limits.wait(attempt)
        return Try(key, attempt, turn, self._clock(), wait, recording_of(self._services.store, key))
