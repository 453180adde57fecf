"""What mails tell of a call's way: what its caller chose, what rang, how long all of it took."""

from collections.abc import Iterator
from datetime import datetime

from centralino.calls import trail
from centralino.calls.trail import Chapter, Passage
from centralino.core.directory import Directory, Meaning, StepWords
from centralino.delivery import mail_wording
from centralino.flows import kinds
from centralino.languages import words
from centralino.store.models import CallRecord, Recording

KEYS = frozenset("0123456789*#")
NOTHING_KNOWN = StepWords({}, {})


def describe_choices(passages: str, number: str, directory: Directory, language: str) -> str:
    """`inglese, poi «parlare con la segreteria»`: in the words of the menus of the trail.

    `number` is that of the call, a slug. A key that no menu has any more is told as a key.
    """
    said = mail_wording.words_of_mails(language)
    chosen = (
        _choice(item, _step(chapter, item, directory), language)
        for chapter in _chapters(passages, number)
        for item in chapter.passages
    )
    return said.then.join(filter(None, chosen))


def describe_tries(passages: str, number: str, directory: Directory, language: str) -> str:
    """`Anna, 0577 235020 (occupato); 0577 235021 (nessuna risposta)`."""
    told = (
        _try(item, _step(chapter, item, directory), language)
        for chapter in _chapters(passages, number)
        for item in chapter.passages
    )
    return "; ".join(filter(None, told))


def describe_length(seconds: int | None, language: str) -> str:
    """`un minuto e 5 secondi`; nothing when it is not known."""
    if seconds is None:
        return ""
    return words.speak_duration(seconds, mail_wording.choose_language(language))


def short_length(seconds: int | None) -> str:
    """`1 min 5 s`, for a subject; nothing when it is not known."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def describe_opening(was_open: bool | None, language: str) -> str:
    said = mail_wording.words_of_mails(language)
    return {True: said.was_open, False: said.was_closed, None: ""}[was_open]


def waited_for_nothing(call: CallRecord) -> int:
    """Seconds that the caller of a missed call was on the line."""
    if call.seconds is not None:
        return call.seconds
    return _seconds(call.started_at, call.heard_at) or 0


def waited_for_the_beep(recording: Recording, call: CallRecord | None) -> int | None:
    """Seconds from when the call came in until a message was asked for; None: not known."""
    if call is None or recording.asked_at is None:
        return None
    return _seconds(call.started_at, recording.asked_at)


def _seconds(start: datetime, end: datetime) -> int | None:
    passed = int((end - start).total_seconds())
    return passed if passed >= 0 else None


def _chapters(passages: str, number: str) -> Iterator[Chapter]:
    return trail.read_chapters(trail.read_trail(passages), number)


def _step(chapter: Chapter, item: Passage, directory: Directory) -> StepWords:
    office = directory.offices.get(chapter.number)
    return office.steps.get(item.step, NOTHING_KNOWN) if office else NOTHING_KNOWN


def _choice(item: Passage, step: StepWords, language: str) -> str:
    said, meaning = mail_wording.words_of_mails(language), step.meanings.get(item.outcome)
    if meaning is not None:
        return _meant(meaning, said.quoted, language)
    return said.key.format(key=item.outcome) if set(item.outcome) <= KEYS else ""


def _meant(meaning: Meaning, quoted: str, language: str) -> str:
    told = mail_wording.said(meaning.words, language).strip().rstrip(".,;:")
    return quoted.format(words=told) if meaning.is_quoted else told


def _try(item: Passage, step: StepWords, language: str) -> str:
    """How it came out; of telephones that rang all at once no one's answer is known."""
    outcome, _, slug = item.outcome.partition("@")
    known = mail_wording.words_of_mails(language).outcomes.get(outcome)
    word = kinds.outcome_in_words(outcome, language) or known
    if not word:
        return ""
    rung = {slug: step.telephones.get(slug, "")} if slug else step.telephones if known else {}
    named = tuple(_telephone(each, name) for each, name in rung.items())
    return f"{mail_wording.list_in_words(named, language)} ({word})" if named else word


def _telephone(slug: str, name: str) -> str:
    return ", ".join(filter(None, (name, mail_wording.telephone(slug))))
