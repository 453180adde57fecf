"""What the account has and nobody announced, and what of its list cannot be read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.core.texts import N_, _
from centralino.delivery import mail_wording
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.error_words import NO_CALL, explain_error_in
from centralino.delivery.intake import Announced, valid
from centralino.delivery.invented import RECORDING
from centralino.delivery.job import Try
from centralino.delivery.letters import Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.delivery.notifying import MailJob
from centralino.store.models import AudioState, CallRecord, Recording
from centralino.twilio import account_recordings
from centralino.twilio.account_recordings import Listed, Unreadable
from centralino.twilio.errors import AccountError

UNREADABLE_MAIL = MailKind("unreadable", N_("helpdesk"))
UNREADABLE = UNREADABLE_MAIL.name
log = structlog.get_logger(__name__)


def find_unknown_recordings(
    services: DeliveryServices, now: datetime
) -> Iterator[Announced | Unreadable]:
    """Recordings of our numbers that are not known; one that does not read stops no other.

    Raises AccountError if there is no list to be had.
    """
    limits = services.limits
    kept = services.directory().retention.recordings
    since = (now - (min(limits.back, kept) if kept else limits.back)).date()
    until, known = now - timedelta(seconds=limits.announced), _known(services)
    for found in account_recordings.list_recordings(services.account, since):
        if isinstance(found, Unreadable):
            if found.key not in known:
                yield found
        elif found.taken_at <= until and found.sid not in known:
            yield from _ours(services, found)


def _known(services: DeliveryServices) -> set[str]:
    with services.store.reading() as session:
        return set(session.scalars(select(Recording.sid)))


def _ours(services: DeliveryServices, found: Listed) -> Iterator[Announced | Unreadable]:
    """Only what was left at one of our numbers; an account may have others."""
    directory = services.directory()
    try:
        number, caller = _dialled(services, found, directory)
    except AccountError as error:
        yield Unreadable(found.sid, _(NO_CALL, why=error))
        return
    if number in directory.offices:
        yield Announced(
            found.sid,
            found.call_sid,
            number,
            caller,
            found.taken_at,
            found.seconds,
            audio=_audio(found),
        )


def _audio(found: Listed) -> AudioState:
    if found.failed:
        return AudioState.FAILED
    return AudioState.ENCRYPTED if found.encrypted else AudioState.UNKNOWN


def _dialled(
    services: DeliveryServices, found: Listed, directory: Directory
) -> tuple[str, str | None]:
    with services.store.reading() as session:
        call = session.get(CallRecord, found.call_sid)
    if call is not None:
        return call.number, call.caller
    dialled = account_recordings.call_of(services.account, found.call_sid)
    slugs = {office.number: slug for slug, office in directory.offices.items()}
    return slugs.get(dialled.number, ""), dialled.caller


class UnreadableEntry(MailJob):
    """Key: the entry's. The helpdesk is told of one that still does not read when it is due."""

    kind = UNREADABLE

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        """Raises AccountError."""
        found = next((one for one in self._standing(this.now) if one.key == this.key), None)
        if found is None:
            return None
        directory = self._services.directory()
        return unreadable_letter(found, directory), valid([directory.mail.helpdesk])

    def note_told(self, session: Session, this: Try) -> None:
        """The message itself is the only trace of it."""

    def lasts(self, session: Session, this: Try) -> datetime | None:
        """For as long as it is listed; then there is no letter any more."""
        return this.now

    def _standing(self, now: datetime) -> Iterator[Unreadable]:
        found = find_unknown_recordings(self._services, now)
        return (one for one in found if isinstance(one, Unreadable))


def unreadable_letter(found: Unreadable, directory: Directory) -> Letter:
    language = mail_wording.choose_language(directory.language)
    organisation = mail_wording.said(directory.organisation, language)
    why = explain_error_in(language, found.why)
    words = {"entry": found.key, "why": why, "organisation": organisation}
    return UNREADABLE_MAIL.letter(language, words)


@UNREADABLE_MAIL.example(N_("an entry of Twilio's list of recordings that cannot be read"))
def _unreadable(sample: Sample) -> Letter:
    return unreadable_letter(Unreadable(RECORDING, "its SIDs do not read"), sample.directory)
