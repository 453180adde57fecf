"""The errand of a voicemail: fetch the audio, write to the office, tidy up."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from centralino.core.texts import _
from centralino.delivery.channels.message_ids import message_id
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.error_words import DIED, NO_AUDIO
from centralino.delivery.intake import VOICEMAIL
from centralino.delivery.job import Body, Fate, Parcel, Result, Try
from centralino.delivery.job_logging import recording_of
from centralino.delivery.voicemail_letters import (
    FAILED,
    file_name,
    voicemail_facts,
    voicemail_letter,
)
from centralino.store.models import (
    WITHHELD,
    AudioState,
    CallRecord,
    DeliveryState,
    Receipt,
    Recording,
)
from centralino.twilio import account_recordings
from centralino.twilio.account_recordings import TooLargeError
from centralino.twilio.api import NoAccountError
from centralino.twilio.errors import AccountError

DEAD = "dead"
REFUSED = "refused"
log = structlog.get_logger(__name__)


class VoicemailJob:
    """Key: the recording's SID."""

    kind = VOICEMAIL

    def __init__(self, services: DeliveryServices) -> None:
        self._services = services

    def parcel(self, this: Try) -> Parcel | None:
        recording = this.recording or recording_of(self._services.store, this.key)
        if recording is None or not is_due(recording, this) or self._kills(recording):
            return None
        to = tuple(item.address for item in recording.recipients)
        waiting = (item for item in recording.recipients if item.receipt == Receipt.WAITING)
        known = known_audio(recording)
        kind = FAILED if known is AudioState.FAILED else VOICEMAIL
        directory, name = self._services.directory(), f"{recording.sid}.{kind}"
        return Parcel(
            kind=kind,
            name=name,
            message_id=message_id(name, directory.mail.sender),
            at=this.now,
            to=to,
            addresses=tuple(item.address for item in waiting),
            write=lambda: self._body(recording, *self._audio(recording)),
            write_short=lambda: self._body(recording, b"", known or AudioState.LARGE),
            facts=voicemail_facts(recording, directory),
            audio_state=known,
        )

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        recording = session.get(Recording, this.key, with_for_update=True)
        if recording is None or not is_due(recording, this):
            return None
        if not result.idle:
            note(recording, result)
            if result.is_told and recording.audio != AudioState.ATTACHED:
                recording.audio = result.audio
        waiting = [item for item in recording.recipients if item.receipt == Receipt.WAITING]
        if not waiting:
            self._close(session, recording, this)
            return None
        recording.error = result.failure or waiting[0].error or recording.error
        if self._kills(recording):
            recording.error = _(DIED, count=self._services.limits.deaths)
        if this.now >= recording.patience_until or self._kills(recording):
            self._give_up(session, recording, this)
            return None
        recording.due_at = this.again_at
        return recording.taken_at

    def _kills(self, recording: Recording) -> bool:
        return recording.deaths > self._services.limits.deaths

    @property
    def keeps_nothing(self) -> bool:
        """Audio is kept no longer than it takes to deliver it."""
        return self._services.directory().retention.recordings <= timedelta(0)

    def tidy(self, key: str) -> None:
        """Delete the audio at Twilio, if it is delivered. Raises AccountError."""
        recording = recording_of(self._services.store, key)
        is_delivered = recording is not None and recording.state == DeliveryState.DELIVERED
        if recording is not None and is_delivered and recording.audio not in WITHHELD:
            account_recordings.delete(self._services.account, key)

    def _audio(self, recording: Recording) -> tuple[bytes, AudioState]:
        """The audio, and how the mail speaks of it. Raises AccountError while it is not ready."""
        if known := known_audio(recording):
            return b"", known
        limits, account = self._services.limits, self._services.account
        try:
            audio = account_recordings.audio(account, recording.sid, limits.largest, limits.fetch)
        except TooLargeError:
            return b"", AudioState.LARGE
        except NoAccountError:
            return b"", AudioState.LOCAL
        if not audio:  # what was taken in is never shorter than a message
            raise AccountError(_(NO_AUDIO))
        if account_recordings.looks_like_mp3(audio) or not account_recordings.is_encrypted(
            account, recording.sid
        ):
            return audio, AudioState.ATTACHED
        return b"", AudioState.ENCRYPTED

    def _body(self, recording: Recording, audio: bytes, state: AudioState) -> Body:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            call = session.get(CallRecord, recording.call_sid)
        said = voicemail_letter(recording, directory, state, call, self._services.pages_url)
        return Body(said, audio, file_name(recording, directory, said.file), state)

    def _close(self, session: Session, recording: Recording, this: Try) -> None:
        """Every address has answered for good."""
        if all(item.receipt == Receipt.REFUSED for item in recording.recipients):
            self._give_up(session, recording, this)
            return
        recording.state, recording.settled_at, recording.error = (
            DeliveryState.DELIVERED,
            this.now,
            "",
        )
        log.info("voicemail delivered", recording=recording.sid, attempts=recording.attempts)
        if any(item.receipt == Receipt.REFUSED for item in recording.recipients):
            self._services.dispatch.send(session, REFUSED, recording.sid, since=recording.taken_at)

    def _give_up(self, session: Session, recording: Recording, this: Try) -> None:
        """Dead, and the helpdesk told; unless some address has it, then only the others are."""
        for item in recording.recipients:
            if item.receipt == Receipt.WAITING:
                item.receipt, item.error = Receipt.REFUSED, item.error or recording.error
        if any(item.receipt == Receipt.ACCEPTED for item in recording.recipients):
            self._close(session, recording, this)
            return
        recording.error = recording.error or next(
            (item.error for item in recording.recipients if item.error), ""
        )
        recording.state, recording.settled_at, recording.told_at = (
            DeliveryState.DEAD,
            this.now,
            None,
        )
        log.error("voicemail dead", recording=recording.sid, error=recording.error)
        self._services.dispatch.send(
            session, DEAD, recording.sid, since=recording.taken_at, turn=recording.turn
        )


def is_due(recording: Recording, this: Try) -> bool:
    return recording.state == DeliveryState.WAITING and recording.turn == this.turn


def note(recording: Recording, result: Result) -> None:
    """What each address that was still waiting has answered."""
    recording.attempts += 1
    recording.deaths = 0
    for item in recording.recipients:
        if item.receipt != Receipt.WAITING:
            continue
        answer = result.of(item.address)
        item.error = answer.why or item.error
        if answer.fate is Fate.ACCEPTED:
            item.receipt = Receipt.ACCEPTED
        elif answer.fate is Fate.REFUSED:
            item.receipt = Receipt.REFUSED


def known_audio(recording: Recording) -> AudioState:
    """What is known of its audio without fetching it."""
    is_known = recording.audio in (AudioState.FAILED, AudioState.ENCRYPTED)
    return AudioState(recording.audio) if is_known else AudioState.UNKNOWN
