"""What people read of switches: made and ended ones, standing ones, attempts at a PIN."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from centralino.core.directory import Directory
from centralino.core.numbers import slug_of_number
from centralino.core.texts import N_
from centralino.delivery import mail_wording
from centralino.delivery.invented import CALLER
from centralino.delivery.letters import Cell, Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.languages.registry import languages
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switching.desk import ATTEMPTS, SWITCHED
from centralino.switching.mapping import aim_of
from centralino.switching.switch_words import act_words, aim_words, kind_words, words_of_switch

SWITCHED_MAIL = MailKind(SWITCHED, "helpdesk and office")
REMINDER_MAIL = MailKind("reminder", N_("helpdesk and office"))
ATTEMPTS_MAIL = MailKind(ATTEMPTS, "helpdesk")
REMINDER = REMINDER_MAIL.name


def switched_letter(deed: Deed, rows: Sequence[LiveSwitch], directory: Directory) -> Letter:
    language = mail_wording.choose_language(directory.language)
    return SWITCHED_MAIL.letter(
        language,
        {
            **_common(directory, language),
            **_row_words(rows[0], directory, language),
            "act": act_words(deed, rows, language),
            "who": _who(deed, directory, language),
            "when": mail_wording.moment(deed.at, directory.zone, language),
            "ended": deed.act in (Act.ENDED, Act.LOST),
            "lost": deed.act == Act.LOST,
            "others": len(rows) - 1,
            "id": str(rows[0].id),
            "ends_call": rows[0].ends_call,
            "waiting": not rows[0].ready,
        },
    )


def reminder_letter(row: LiveSwitch, directory: Directory, now: datetime) -> Letter:
    language = mail_wording.choose_language(directory.language)
    words = {
        **_common(directory, language),
        **_row_words(row, directory, language),
        "id": str(row.id),
        "days": str((now - row.starts_at).days),
    }
    return REMINDER_MAIL.letter(language, words)


def attempts_letter(alarms: Sequence[Deed], directory: Directory, *, got_in: bool) -> Letter:
    """`alarms` are of one number; `got_in`: the right PIN was entered in the end."""
    language = mail_wording.choose_language(directory.language)
    office = directory.offices.get(alarms[0].number)
    words = {
        **_common(directory, language),
        "office": mail_wording.office_name(office, directory, alarms[0].number, language),
        "lines": [_alarm(deed, directory, language) for deed in alarms],
        "got_in": got_in,
        "strangers": all(deed.act == Act.NOT_ALLOWED for deed in alarms),
    }
    return ATTEMPTS_MAIL.letter(language, words)


def _common(directory: Directory, language: str) -> dict[str, Any]:
    return {"organisation": mail_wording.said(directory.organisation, language)}


def _row_words(row: LiveSwitch, directory: Directory, language: str) -> dict[str, Any]:
    return {
        "kind": kind_words(row, language),
        "aim": aim_words(aim_of(row), directory, language),
        "is_notice": row.kind == Kind.NOTICE,
        "words": words_of_switch(row, language),
        "start": mail_wording.moment(row.starts_at, directory.zone, language),
        "end": mail_wording.moment(row.ends_at, directory.zone, language),
    }


def _alarm(deed: Deed, directory: Directory, language: str) -> tuple[Cell, ...]:
    moment = mail_wording.short(deed.at, directory.zone, language)
    return (
        Cell(moment),
        Cell(_who(deed, directory, language)),
        Cell(act_words(deed, (), language)),
    )


def _name_of(telephone: str, directory: Directory) -> str:
    """What flows call a telephone that switched; nothing, where none does."""
    slug = slug_of_number(telephone)
    steps = (step for office in directory.offices.values() for step in office.steps.values())
    return next(filter(None, (step.telephones.get(slug, "") for step in steps)), "")


def _who(deed: Deed, directory: Directory, language: str) -> str:
    if deed.who.startswith("+"):
        names = (_name_of(deed.who, directory), mail_wording.caller(deed.who, language))
        return ", ".join(filter(None, names))
    if deed.who == "withheld":
        return mail_wording.words_of_mails(language).withheld
    return deed.who


# --- examples


@SWITCHED_MAIL.example(N_("a notice that was put up"))
def _notice(sample: Sample) -> Letter:
    return _switched(sample, Act.MADE, Kind.NOTICE)


@SWITCHED_MAIL.example(N_("a closing that was made"), "closing")
def _closing(sample: Sample) -> Letter:
    return _switched(sample, Act.MADE, Kind.CLOSING)


@SWITCHED_MAIL.example(N_("an exceptional opening that was made"), "opening")
def _opening(sample: Sample) -> Letter:
    return _switched(sample, Act.MADE, Kind.OPENING)


@SWITCHED_MAIL.example(N_("a notice that was ended"), "ended")
def _ended(sample: Sample) -> Letter:
    return _switched(sample, Act.ENDED, Kind.NOTICE)


@SWITCHED_MAIL.example(N_("a spoken notice whose recording never came"), "lost")
def _lost(sample: Sample) -> Letter:
    return _switched(sample, Act.LOST, Kind.NOTICE)


@REMINDER_MAIL.example(N_("a notice that has been in force for long"))
def _reminder(sample: Sample) -> Letter:
    row = _invent_switch(sample, Kind.NOTICE)
    row.starts_at -= timedelta(days=14)
    return reminder_letter(row, sample.directory, sample.now)


@ATTEMPTS_MAIL.example(N_("a wrong PIN on the service line"))
def _attempts(sample: Sample) -> Letter:
    alarms = [_invent_deed(sample, Act.WRONG_PIN, CALLER) for _ in range(3)]
    return attempts_letter(alarms, sample.directory, got_in=False)


@ATTEMPTS_MAIL.example(N_("calls to the service line from telephones that may not"), "strangers")
def _strangers(sample: Sample) -> Letter:
    alarms = [_invent_deed(sample, Act.NOT_ALLOWED, who) for who in (CALLER, "withheld")]
    return attempts_letter(alarms, sample.directory, got_in=False)


def _switched(sample: Sample, act: Act, kind: Kind) -> Letter:
    deed = _invent_deed(sample, act, "maria.rossi")
    return switched_letter(deed, [_invent_switch(sample, kind)], sample.directory)


def _invent_deed(sample: Sample, act: Act, who: str) -> Deed:
    return Deed(once="example", at=sample.now, act=act, who=who, number=sample.office.slug)


def _invent_switch(sample: Sample, kind: Kind) -> LiveSwitch:
    return LiveSwitch(
        id=7,
        kind=kind,
        site="",
        numbers=[sample.office.slug],
        words={each.code: each.switches.examples[kind] for each in languages()},
        ends_call=False,
        starts_at=sample.now,
        ends_at=sample.now + timedelta(hours=4),
        ready=True,
    )
