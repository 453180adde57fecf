"""What an office reads of a voicemail, and of one that Twilio could not record."""

from dataclasses import replace
from datetime import timedelta

from centralino.calls.reference import reference
from centralino.core.directory import Directory
from centralino.core.texts import N_
from centralino.delivery import call_wording, mail_wording
from centralino.delivery.inbox.arrivals import NOBODYS
from centralino.delivery.invented import invent_call, invent_recording
from centralino.delivery.job import Facts
from centralino.delivery.letters import Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.store.models import WITHHELD, AudioState, CallRecord, Recording

VOICEMAIL_MAIL = MailKind("voicemail", N_("office"))
FAILED_MAIL = MailKind("failed", N_("office"))
FAILED = FAILED_MAIL.name
EXAMPLE_URL = "https://centralino.example.org"
A_WEEK = timedelta(days=7)  # the least that audio stays which only Twilio has


def voicemail_facts(recording: Recording, directory: Directory) -> Facts:
    office = directory.offices.get(recording.number)
    language = office.language if office else directory.language
    return Facts(
        number=office.number if office else "",
        office=mail_wording.office_name(office, directory, recording.number, language),
        caller=recording.caller,
        at=recording.taken_at,
        seconds=recording.seconds,
        reference=reference(recording.sid),
        language=recording.language or language,
        is_heard=recording.audio != AudioState.FAILED,
    )


def voicemail_letter(
    recording: Recording,
    directory: Directory,
    audio: AudioState,
    call: CallRecord | None = None,
    pages_url: str = "",
) -> Letter:
    """`call` is the one in which it was left, where it is known; `pages_url` is where the pages
    are."""
    office, number = directory.offices.get(recording.number), recording.number
    language = mail_wording.choose_language(
        *([office.language] if office else []), directory.language
    )
    waited = call_wording.waited_for_the_beep(recording, call)
    kind = FAILED_MAIL if audio is AudioState.FAILED else VOICEMAIL_MAIL
    return kind.letter(
        language,
        {
            "office": mail_wording.office_name(office, directory, number, language),
            "organisation": mail_wording.said(directory.organisation, language),
            "caller": mail_wording.caller(recording.caller, language),
            "by": mail_wording.by_caller(recording.caller, language),
            "tel": mail_wording.tel(recording.caller),
            "number": mail_wording.number_and_office(office, directory, number, language),
            "when": mail_wording.moment(recording.taken_at, directory.zone, language),
            "length": call_wording.describe_length(recording.seconds, language),
            "short_length": call_wording.short_length(recording.seconds),
            "waited": call_wording.describe_length(waited, language),
            "choices": call_wording.describe_choices(recording.trail, number, directory, language),
            "tried": call_wording.describe_tries(recording.trail, number, directory, language),
            "opening": call_wording.describe_opening(recording.was_open, language),
            "spoken": mail_wording.language_name(recording.language, language),
            "reference": reference(recording.sid),
            "kept": _kept_until(recording, directory, audio, language),
            "audio": audio.value,
            "link": _link(recording, directory, pages_url),
            "sid": recording.sid,
        },
    )


def _kept_until(
    recording: Recording, directory: Directory, audio: AudioState, language: str
) -> str:
    """The day; nothing where the audio goes at once."""
    retention = directory.retention.recordings
    if audio in WITHHELD:
        retention = max(retention, A_WEEK)
    if retention <= timedelta(0):
        return ""
    return mail_wording.day(recording.taken_at + retention, directory.zone, language)


def _link(recording: Recording, directory: Directory, pages_url: str) -> str:
    """To its page, where one has to sign in; empty if mails carry none."""
    if not (directory.mail.link and pages_url):
        return ""
    return f"{pages_url}/messages/{recording.number or NOBODYS}/{recording.sid}"


def file_name(recording: Recording, directory: Directory, word: str) -> str:
    """`messaggio-2026-11-23-11.02-393331234567.mp3`: plain letters, sorted by time in a folder."""
    taken = recording.taken_at.astimezone(directory.zone).strftime("%Y-%m-%d-%H.%M")
    who = f"-{recording.caller.lstrip('+')}" if recording.caller else ""
    return f"{word}-{taken}{who}.mp3"


# --- examples


@VOICEMAIL_MAIL.example(N_("a voicemail, with its audio attached"))
def _attached(sample: Sample) -> Letter:
    return _example(sample, AudioState.ATTACHED)


@VOICEMAIL_MAIL.example(N_("a voicemail, with a link to its page"), "link")
def _linked(sample: Sample) -> Letter:
    directory = sample.directory
    linking = replace(directory, mail=replace(directory.mail, link=True))
    return _example(replace(sample, directory=linking), AudioState.ATTACHED, EXAMPLE_URL)


@VOICEMAIL_MAIL.example(N_("a voicemail that is too large for an e-mail"), "large")
def _large(sample: Sample) -> Letter:
    return _example(sample, AudioState.LARGE)


@VOICEMAIL_MAIL.example(N_("a voicemail that is encrypted at Twilio"), "encrypted")
def _encrypted(sample: Sample) -> Letter:
    return _example(sample, AudioState.ENCRYPTED)


@VOICEMAIL_MAIL.example(N_("a voicemail in local mode, without audio"), "local")
def _local(sample: Sample) -> Letter:
    return _example(sample, AudioState.LOCAL)


@FAILED_MAIL.example(N_("a message that Twilio could not record"))
def _failed(sample: Sample) -> Letter:
    return _example(sample, AudioState.FAILED)


def _example(sample: Sample, audio: AudioState, pages_url: str = "") -> Letter:
    call = invent_call(sample)
    return voicemail_letter(invent_recording(sample), sample.directory, audio, call, pages_url)
