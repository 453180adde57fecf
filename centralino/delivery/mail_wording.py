"""What mails tell of a call, in the office's words: who, when, how long, what was tried."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from phonenumbers import NumberParseException

from centralino.calls import trail
from centralino.calls.trail import Passage
from centralino.core.directory import Directory, Office, Words
from centralino.core.numbers import format_number
from centralino.flows import kinds
from centralino.languages.registry import COMMANDS, find_language, is_spoken
from centralino.languages.vocabulary import MailWords

KEYS = frozenset("0123456789*#")


def choose_language(*wished: str) -> str:
    """The first of these languages that mails are written in; English, if none is."""
    return next(filter(_has_mails, wished), COMMANDS)


def _has_mails(language: str) -> bool:
    """Whether a language has every kind of mail: no mail is in two languages."""
    if not is_spoken(language):
        return False
    every = _mails_in(find_language(COMMANDS).mail_templates)
    return every <= _mails_in(find_language(language).mail_templates)


@cache
def _mails_in(folder: Path) -> frozenset[str]:
    return frozenset(file.name for file in folder.glob("*.jinja"))


def _words(language: str) -> MailWords:
    return find_language(choose_language(language)).mails


def caller(number: str | None, language: str) -> str:
    return format_number(number) if number else _words(language).withheld


def tel(number: str | None) -> str | None:
    return f"tel:{number}" if number else None


def moment(at: datetime, zone: ZoneInfo, language: str) -> str:
    """`lunedì 23 novembre 2026 alle 11:02`, local time."""
    local, language = at.astimezone(zone), choose_language(language)
    said = find_language(language).mails
    date = format_date(local.date(), said.date, locale=language)
    return said.moment.format(date=date, clock=clock(at, zone))


def short(at: datetime, zone: ZoneInfo, language: str) -> str:
    """`lun 23 nov, 11:02`, local time: for a list."""
    local = at.astimezone(zone)
    day = format_date(local.date(), "EEE d MMM", locale=choose_language(language))
    return f"{day}, {clock(at, zone)}"


def clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def day(at: datetime, zone: ZoneInfo, language: str) -> str:
    return format_date(at.astimezone(zone).date(), "d MMMM y", locale=choose_language(language))


def length(seconds: int | None) -> str:
    """`1:05`, or `1:02:03`; nothing when it is not known."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def keys(passages: str) -> str:
    """What was pressed, in order."""
    return ", ".join(
        item.outcome for item in trail.read_trail(passages) if set(item.outcome) <= KEYS
    )


def describe_tries(passages: str, language: str) -> str:
    """`0577 235020 (occupato), 0577 235021 (nessuna risposta)`; a step where no number is told."""
    legs = [_leg(item, language) for item in trail.read_trail(passages)]
    return ", ".join(leg for leg in legs if leg)


def _leg(item: Passage, language: str) -> str:
    outcome, _, slug = item.outcome.partition("@")
    word = kinds.outcome_in_words(outcome, language) or _words(language).outcomes.get(outcome)
    if word is None:
        return ""
    return f"{_telephone(slug) if slug else item.step} ({word})"


def _telephone(slug: str) -> str:
    """A number named by its slug, for people; what is none of ours is left as it is."""
    try:
        return format_number(slug if slug.startswith(("0", "3")) else f"+{slug}")
    except NumberParseException:
        return slug


def list_in_words(items: tuple[str, ...], language: str) -> str:
    return format_list(items, locale=choose_language(language)) if items else ""


def language_name(spoken: str, language: str) -> str:
    """The caller's language, where it is not the one the mail is written in."""
    if not spoken or spoken == language:
        return ""
    try:
        return Locale(spoken).get_display_name(choose_language(language)) or ""
    except (UnknownLocaleError, ValueError):  # as an older version may have kept it
        return ""


def office_name(office: Office | None, directory: Directory, slug: str, language: str) -> str:
    """The office's name; for a number that is no longer configured the number itself."""
    return said(office.name, language) if office else called(None, slug)


def called(office: Office | None, slug: str) -> str:
    return format_number(office.number) if office else _telephone(slug) or "?"


def said(words: Words, language: str) -> str:
    """In one language; in whichever there is otherwise."""
    return words.get(language) or next(iter(words.values()), "")
