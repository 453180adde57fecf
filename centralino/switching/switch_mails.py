"""What people are told of switches by mail: made and ended ones, standing ones, wrong PINs."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.delivery import mail_wording
from centralino.delivery.job import Try
from centralino.delivery.letters import Cell, Letter, letter
from centralino.delivery.notifying import MailJob
from centralino.languages.registry import find_language
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switching.current_switches import find_switches
from centralino.switching.desk import ATTEMPTS, SWITCHED
from centralino.switching.mapping import aim_of
from centralino.switching.switch_words import act_words, aim_words, kind_words, words_of_switch

REMINDER = "reminder"
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
        language = mail_wording.choose_language(directory.language)
        words = _switched_words(deed, rows, directory, language)
        return letter(SWITCHED, language, words), _concerned(rows, directory, self._helpdesk())

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
        language = mail_wording.choose_language(directory.language)
        words = {
            **_common(directory, language),
            **_row_words(row, directory, language),
            "id": str(row.id),
            "days": str((this.now - row.starts_at).days),
        }
        return letter(REMINDER, language, words), _concerned([row], directory, self._helpdesk())

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
        language = mail_wording.choose_language(directory.language)
        office = directory.offices.get(alarms[0].number)
        words = {
            **_common(directory, language),
            "office": mail_wording.office_name(office, directory, alarms[0].number, language),
            "lines": [_alarm(deed, directory, language) for deed in alarms],
            "got_in": got_in,
            "strangers": all(deed.act == Act.NOT_ALLOWED for deed in alarms),
        }
        return letter(ATTEMPTS, language, words), (self._helpdesk(),)

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


def _common(directory: Directory, language: str) -> dict[str, Any]:
    return {"organisation": mail_wording.said(directory.organisation, language)}


def _switched_words(
    deed: Deed, rows: Sequence[LiveSwitch], directory: Directory, language: str
) -> dict[str, Any]:
    return {
        **_common(directory, language),
        **_row_words(rows[0], directory, language),
        "act": act_words(deed, rows, language),
        "who": _who(deed, language),
        "when": mail_wording.moment(deed.at, directory.zone, language),
        "ended": deed.act in (Act.ENDED, Act.LOST),
        "lost": deed.act == Act.LOST,
        "others": len(rows) - 1,
        "id": str(rows[0].id),
        "ends_call": rows[0].ends_call,
        "waiting": not rows[0].ready,
    }


def _row_words(row: LiveSwitch, directory: Directory, language: str) -> dict[str, Any]:
    return {
        "kind": kind_words(row, language),
        "aim": aim_words(aim_of(row), directory, language),
        "is_notice": row.kind == Kind.NOTICE,
        "words": words_of_switch(row, language),
        "start": mail_wording.moment(row.starts_at, directory.zone, language),
        "end": mail_wording.moment(row.ends_at, directory.zone, language),
    }


def _alarms(deeds: Sequence[Deed]) -> list[Deed]:
    """What is to be told; of who entered nothing at all, that the PIN was asked for."""
    found = [deed for deed in deeds if deed.act in ALARMS]
    return found or [deed for deed in deeds if deed.act == Act.PIN_ASKED]


def _alarm(deed: Deed, directory: Directory, language: str) -> tuple[Cell, ...]:
    moment = mail_wording.short(deed.at, directory.zone, language)
    return (Cell(moment), Cell(_who(deed, language)), Cell(act_words(deed, (), language)))


def _who(deed: Deed, language: str) -> str:
    if deed.who.startswith("+"):
        return mail_wording.caller(deed.who, language)
    return find_language(language).mails.withheld if deed.who == "withheld" else deed.who
