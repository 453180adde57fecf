"""What an office reads of its missed calls, one by one or once a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from centralino.core.directory import Directory, Office
from centralino.core.texts import N_
from centralino.delivery import call_wording, mail_wording
from centralino.delivery.invented import invent_call
from centralino.delivery.job import Facts
from centralino.delivery.letters import Cell, Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.store.models import CallRecord

MISSED_MAIL = MailKind("missed", N_("office"))
DIGEST_MAIL = MailKind("digest", N_("office"))
MISSED, DIGEST = MISSED_MAIL.name, DIGEST_MAIL.name


def call_facts(call: CallRecord, office: Office) -> Facts:
    return Facts(
        number=office.number,
        office=mail_wording.said(office.name, office.language),
        caller=call.caller,
        at=call.started_at,
        language=call.language or office.language,
    )


def missed_letter(call: CallRecord, office: Office, directory: Directory) -> Letter:
    language = mail_wording.choose_language(office.language, directory.language)
    return MISSED_MAIL.letter(
        language,
        {
            "office": mail_wording.said(office.name, language),
            "organisation": mail_wording.said(directory.organisation, language),
            "caller": mail_wording.caller(call.caller, language),
            "tel": mail_wording.tel(call.caller),
            "number": mail_wording.number_and_office(office, directory, office.slug, language),
            "when": mail_wording.moment(call.started_at, directory.zone, language),
            **_words(call, directory, language),
        },
    )


def digest_letter(
    missed: Sequence[CallRecord], office: Office, directory: Directory, until: datetime
) -> Letter:
    language = mail_wording.choose_language(office.language, directory.language)
    words = {
        "office": mail_wording.said(office.name, language),
        "organisation": mail_wording.said(directory.organisation, language),
        "number": mail_wording.called(office, office.slug),
        "when": mail_wording.moment(until, directory.zone, language),
        "missed": [_line(call, directory, language) for call in missed],
    }
    return DIGEST_MAIL.letter(language, words)


def _line(call: CallRecord, directory: Directory, language: str) -> dict[str, object]:
    caller = mail_wording.caller(call.caller, language)
    return {
        "when": Cell(mail_wording.short(call.started_at, directory.zone, language)),
        "caller": Cell(caller, mail_wording.tel(call.caller)),
        **_words(call, directory, language),
    }


def _words(call: CallRecord, directory: Directory, language: str) -> dict[str, str]:
    """How the call went."""
    waited = call_wording.waited_for_nothing(call)
    return {
        "waited": call_wording.describe_length(waited, language),
        "choices": call_wording.describe_choices(call.trail, call.number, directory, language),
        "tried": call_wording.describe_tries(call.trail, call.number, directory, language),
        "opening": call_wording.describe_opening(call.was_open, language),
        "spoken": mail_wording.language_name(call.language, language),
    }


# --- examples


@MISSED_MAIL.example(N_("a missed call, where `missed_calls` is `each`"))
def _missed(sample: Sample) -> Letter:
    return missed_letter(invent_call(sample), sample.office, sample.directory)


@DIGEST_MAIL.example(N_("the missed calls of a day, where `missed_calls` is `daily`"))
def _digest(sample: Sample) -> Letter:
    earlier = sample.now - timedelta(hours=3)
    calls = [
        invent_call(sample, started_at=earlier),
        invent_call(sample, started_at=sample.now, caller=None, seconds=8, trail=""),
    ]
    return digest_letter(calls, sample.office, sample.directory, sample.now)
