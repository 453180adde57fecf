"""What mails tell in the office's words: who, when, which number, in which language."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from phonenumbers import NumberParseException

from centralino.core.directory import Directory, Office, Words
from centralino.core.numbers import format_number
from centralino.languages.registry import COMMANDS, find_language, is_spoken
from centralino.languages.vocabulary import MailWords
from centralino.languages.words import name_language


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


def words_of_mails(language: str) -> MailWords:
    return find_language(choose_language(language)).mails


def caller(number: str | None, language: str) -> str:
    return format_number(number) if number else words_of_mails(language).withheld


def by_caller(number: str | None, language: str) -> str:
    """As said after "from": `333 123 4567`, `un numero riservato`."""
    if number:
        return format_number(number)
    return find_language(choose_language(language)).steps["withheld"]


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


def telephone(slug: str) -> str:
    """A number named by its slug, for people; what is none of ours is left as it is."""
    try:
        return format_number(slug if slug.startswith(("0", "3")) else f"+{slug}")
    except NumberParseException:
        return slug


def list_in_words(items: tuple[str, ...], language: str) -> str:
    return format_list(items, locale=choose_language(language)) if items else ""


def language_name(spoken: str, language: str) -> str:
    """The language that a caller heard: `inglese`."""
    try:
        return name_language(spoken, choose_language(language)) if spoken else ""
    except (UnknownLocaleError, ValueError):  # as an older version may have kept it
        return ""


def office_name(office: Office | None, directory: Directory, slug: str, language: str) -> str:
    """The office's name; for a number that is no longer configured the number itself."""
    return said(office.name, language) if office else called(None, slug)


def called(office: Office | None, slug: str) -> str:
    return format_number(office.number) if office else telephone(slug) or "?"


def number_and_office(office: Office | None, directory: Directory, slug: str, language: str) -> str:
    """`0577 235501 (Ufficio Relazioni con il Pubblico)`; a number of nobody's by itself."""
    number, name = called(office, slug), office_name(office, directory, slug, language)
    return number if name == number else f"{number} ({name})"


def said(words: Words, language: str) -> str:
    """In one language; in whichever there is otherwise."""
    return words.get(language) or next(iter(words.values()), "")
