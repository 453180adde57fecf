"""Missed calls as their offices are told of them: one by one, or once a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from centralino.delivery import mail_wording
from centralino.delivery.job import Facts, Try
from centralino.delivery.letters import Letter
from centralino.delivery.missed_letters import (
    DIGEST,
    MISSED,
    call_facts,
    digest_letter,
    missed_letter,
)
from centralino.delivery.notifying import MailJob
from centralino.store import call_records
from centralino.store.models import CallRecord, CallVerdict


class Missed(MailJob):
    """Key: the call's SID."""

    kind = MISSED

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            call = session.get(CallRecord, this.key)
            # A voicemail that was adopted meanwhile tells more than this would.
            if (
                call is None
                or call.verdict != CallVerdict.MISSED
                or not call_records.is_missed(session, call)
            ):
                return None
        office = directory.offices.get(call.number)
        if office is None or not office.addresses:
            return None
        return missed_letter(call, office, directory), office.addresses

    def facts(self, this: Try) -> Facts:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            call = session.get(CallRecord, this.key)
        office = directory.offices.get(call.number) if call else None
        return call_facts(call, office) if call and office else Facts()

    def note_told(self, session: Session, this: Try) -> None:
        call = session.get(CallRecord, this.key, with_for_update=True)
        if call is not None:
            call.verdict = CallVerdict.TOLD

    def lasts(self, session: Session, this: Try) -> datetime | None:
        call = session.get(CallRecord, this.key)
        if call is None or this.now > call.heard_at + self._services.limits.patience:
            return None
        return call.started_at


class Digest(MailJob):
    """Key: the number's slug and the day. Tells what was missed before that day's summary."""

    kind = DIGEST

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        office = directory.offices.get(this.key.partition("/")[0])
        with self._services.store.reading() as session:
            found = self._calls(session, this)
        if not found or office is None or not office.addresses:
            return None
        return digest_letter(found, office, directory, self._until(this)), office.addresses

    def facts(self, this: Try) -> Facts:
        office = self._services.directory().offices.get(this.key.partition("/")[0])
        if office is None:
            return Facts()
        with self._services.store.reading() as session:
            calls = self._calls(session, this)
        name = mail_wording.said(office.name, office.language)
        return Facts(
            number=office.number,
            office=name,
            at=self._until(this),
            language=office.language,
            calls=tuple(call_facts(call, office) for call in calls),
        )

    def note_told(self, session: Session, this: Try) -> None:
        for call in self._calls(session, this):
            call.verdict = CallVerdict.TOLD

    def lasts(self, session: Session, this: Try) -> datetime | None:
        """Until the next day's summary, which has the same calls and more."""
        return None if this.now > self._until(this) + timedelta(days=1) else self._until(this)

    def _calls(self, session: Session, this: Try) -> Sequence[CallRecord]:
        number = this.key.partition("/")[0]
        # Only what was surely judged before the summary was made: the same calls when it is told.
        until = self._until(this) - self._services.limits.late - timedelta(minutes=1)
        return [call for call in call_records.find_missed(session, number) if call.heard_at < until]

    def _until(self, this: Try) -> datetime:
        day = datetime.fromisoformat(this.key.partition("/")[2]).date()
        return datetime.combine(day, self._services.limits.digest, self._services.directory().zone)
