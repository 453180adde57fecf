"""What people are told of switches by mail: made and ended ones, standing ones, wrong PINs."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.delivery.job import Try
from centralino.delivery.letters import Letter
from centralino.delivery.notifying import MailJob
from centralino.store.switch_models import Act, Deed, LiveSwitch
from centralino.switching.current_switches import find_switches
from centralino.switching.desk import ATTEMPTS, SWITCHED
from centralino.switching.switch_letters import (
    REMINDER,
    attempts_letter,
    reminder_letter,
    switched_letter,
)

ALARMS = (Act.WRONG_PIN, Act.LOCKED, Act.NOT_ALLOWED, Act.REPLAYED)


class SwitchMail(MailJob):
    """A mail that is worth trying for as long as its patience, and leaves no mark when told."""

    def note_told(self, session: Session, this: Try) -> None:
        """The mail itself is the only trace of it."""

    def lasts(self, session: Session, this: Try) -> datetime | None:
        since = self.since(session, this)
        if since is None or this.now > since + self._services.limits.patience:
            return None
        return since

    @abstractmethod
    def since(self, session: Session, this: Try) -> datetime | None:
        """When it happened; None if there is nothing of it any more."""

    def _helpdesk(self) -> str:
        return self._services.directory().mail.helpdesk


class SwitchedMail(SwitchMail):
    """Key: the deed's `once`. To the helpdesk and the offices that are concerned."""

    kind = SWITCHED

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            deed = session.get(Deed, this.key)
            rows = find_switches(session, deed.switches) if deed else []
        if deed is None or not rows:
            return None
        words = switched_letter(deed, rows, directory)
        return words, _concerned(rows, directory, self._helpdesk())

    def since(self, session: Session, this: Try) -> datetime | None:
        deed = session.get(Deed, this.key)
        return deed.at if deed else None


class Reminder(SwitchMail):
    """Key: the switch's number and how often it was reminded of before."""

    kind = REMINDER

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            row = session.get(LiveSwitch, int(this.key.partition("/")[0]))
        if row is None or row.ended_at is not None or row.ends_at <= this.now:
            return None
        words = reminder_letter(row, directory, this.now)
        return words, _concerned([row], directory, self._helpdesk())

    def since(self, session: Session, this: Try) -> datetime | None:
        row = session.get(LiveSwitch, int(this.key.partition("/")[0]))
        return None if row is None or row.ended_at is not None else row.starts_at


class AttemptsMail(SwitchMail):
    """Key: a call's SID, or a number and a day. Who mistyped once and then got in is no news."""

    kind = ATTEMPTS

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with self._services.store.reading() as session:
            deeds = self._deeds(session, this.key)
        got_in = any(deed.act == Act.UNLOCKED for deed in deeds)
        alarms = _alarms(deeds)
        if not alarms or (got_in and len(alarms) < 2) or not self._helpdesk():
            return None
        return attempts_letter(alarms, directory, got_in=got_in), (self._helpdesk(),)

    def since(self, session: Session, this: Try) -> datetime | None:
        return min((deed.at for deed in self._deeds(session, this.key)), default=None)

    def _deeds(self, session: Session, key: str) -> Sequence[Deed]:
        number, _, day = key.partition("/")
        query = select(Deed).where(Deed.call_sid == number)
        if day:
            start = datetime.fromisoformat(day).replace(tzinfo=UTC)
            within = Deed.at.between(start, start + timedelta(days=1))
            acts = Deed.act.in_((Act.NOT_ALLOWED, Act.REPLAYED))
            query = select(Deed).where(Deed.number == number, within, acts)
        return session.scalars(query.order_by(Deed.at)).all()


def _concerned(rows: Sequence[LiveSwitch], directory: Directory, helpdesk: str) -> tuple[str, ...]:
    """The helpdesk, and the offices whose number was meant; a site's or everybody's is its own."""
    slugs = {slug for row in rows for slug in row.numbers}
    offices = [directory.offices[slug] for slug in sorted(slugs) if slug in directory.offices]
    addresses = [helpdesk, *(address for office in offices for address in office.addresses)]
    return tuple(dict.fromkeys(filter(None, addresses)))


def _alarms(deeds: Sequence[Deed]) -> list[Deed]:
    """What is to be told; of who entered nothing at all, that the PIN was asked for."""
    found = [deed for deed in deeds if deed.act in ALARMS]
    return found or [deed for deed in deeds if deed.act == Act.PIN_ASKED]
