"""What the helpdesk is told: a voicemail that is dead, an address that takes none."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from centralino.calls.reference import reference
from centralino.core.addresses import shown
from centralino.core.directory import Directory
from centralino.core.texts import N_
from centralino.delivery import mail_wording
from centralino.delivery.error_words import explain_error_in
from centralino.delivery.intake import valid
from centralino.delivery.invented import invent_recording
from centralino.delivery.job import Try
from centralino.delivery.letters import Letter
from centralino.delivery.mail_kinds import KINDS, MailKind, Sample
from centralino.delivery.notifying import MailJob
from centralino.delivery.voicemail_delivery import DEAD, REFUSED
from centralino.delivery.voicemail_letters import A_WEEK
from centralino.store.models import WITHHELD, AudioState, DeliveryState, Receipt, Recording

DEAD_MAIL = MailKind(DEAD, "helpdesk")
REFUSED_MAIL = MailKind(REFUSED, "helpdesk")


class Dead(MailJob):
    """Key: the recording's SID. Never given up: somebody must know."""

    kind = DEAD

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            recording = session.get(Recording, this.key)
            if recording is None or not _is_untold(recording, this):
                return None
            words = trouble_letter(self.kind, recording, directory)
        return words, valid([directory.mail.helpdesk])

    def note_told(self, session: Session, this: Try) -> None:
        recording = session.get(Recording, this.key, with_for_update=True)
        if recording is not None and _is_untold(recording, this):
            recording.told_at = this.now

    def lasts(self, session: Session, this: Try) -> datetime | None:
        recording = session.get(Recording, this.key)
        return None if recording is None else recording.taken_at


class Refused(MailJob):
    """Key: the recording's SID. Other addresses have the message, so this may be given up."""

    kind = REFUSED

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            recording = session.get(Recording, this.key)
            if recording is None:
                return None
            words = trouble_letter(self.kind, recording, directory)
        return words, valid([directory.mail.helpdesk])

    def note_told(self, session: Session, this: Try) -> None:
        """The message itself is the only trace of it."""

    def lasts(self, session: Session, this: Try) -> datetime | None:
        recording = session.get(Recording, this.key)
        if recording is None or recording.settled_at is None:
            return None
        until = recording.settled_at + self._services.limits.patience
        return recording.taken_at if this.now < until else None


def trouble_letter(kind: str, recording: Recording, directory: Directory) -> Letter:
    language, zone = mail_wording.choose_language(directory.language), directory.zone
    office = directory.offices.get(recording.number)
    until = audio_until(recording, directory.retention.recordings)
    missed = [item for item in recording.recipients if item.receipt == Receipt.REFUSED]
    not_reached = tuple(shown(item.address) for item in missed)
    return KINDS[kind].letter(
        language,
        {
            "sid": recording.sid,
            "reference": reference(recording.sid),
            "organisation": mail_wording.said(directory.organisation, language),
            "office": mail_wording.office_name(office, directory, recording.number, language),
            "number": mail_wording.number_and_office(office, directory, recording.number, language),
            "caller": mail_wording.caller(recording.caller, language),
            "tel": mail_wording.tel(recording.caller),
            "when": mail_wording.moment(recording.taken_at, zone, language),
            "addresses": mail_wording.list_in_words(not_reached, language),
            "attempts": str(recording.attempts),
            "error": explain_error_in(
                language, next((item.error for item in missed if item.error), recording.error)
            ),
            "kept": ""
            if recording.audio == AudioState.FAILED
            else mail_wording.day(until, zone, language),
        },
    )


def audio_until(recording: Recording, retention: timedelta) -> datetime:
    """When the audio goes: where only Twilio has it, a person's time begins with being told."""
    is_alone = recording.state == DeliveryState.DEAD or recording.audio in WITHHELD
    if is_alone and recording.settled_at is not None:
        return recording.settled_at + max(retention, A_WEEK)
    return recording.taken_at + retention


def _is_untold(recording: Recording, this: Try) -> bool:
    is_this_death = recording.state == DeliveryState.DEAD and recording.turn == this.turn
    return is_this_death and recording.told_at is None


@DEAD_MAIL.example(N_("a voicemail that could be delivered nowhere"))
def _dead(sample: Sample) -> Letter:
    return _example(DEAD, sample, state=DeliveryState.DEAD, attempts=41, settled_at=sample.now)


@REFUSED_MAIL.example(N_("an address that takes no mail, while others have the message"))
def _refused(sample: Sample) -> Letter:
    return _example(REFUSED, sample, state=DeliveryState.DELIVERED)


def _example(kind: str, sample: Sample, **more: object) -> Letter:
    recording = invent_recording(sample, **more)
    for item in recording.recipients:
        item.receipt, item.error = Receipt.REFUSED, "550 5.1.1 mailbox unavailable"
    return trouble_letter(kind, recording, sample.directory)
