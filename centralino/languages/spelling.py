"""Numbers and addresses spelt so that a voice reads them as one dictates them."""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from centralino.languages.language import Language

HOME = "IT"
"""The country whose numbers are told without their international prefix."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s().,/-]+")
_PARTS = re.compile(r"[^\W\d_]+|\d+|[^\s]")


def spell_digits(text: str, language: Language) -> str:
    """Characters one by one, with a pause wherever the text has a separator."""
    groups = (group for group in _SEPARATORS.split(text) if group)
    return ", ".join(" ".join(_characters(group, language)) for group in groups)


def _characters(text: str, language: Language) -> Iterator[str]:
    return (language.symbols.get(character, character.upper()) for character in text)


def spell_phone(number: str, language: Language) -> str:
    """Groups of two to four digits; what is no telephone number is spelt as it is written."""
    groups = _SEPARATORS.split(_grouped(number))
    return spell_digits(" ".join(part for group in groups for part in _short(group)), language)


def _grouped(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number, HOME)
    except NumberParseException:
        return number
    home = parsed.country_code == phonenumbers.country_code_for_region(HOME)
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def _short(group: str) -> Iterator[str]:
    """Cut by threes, never leaving one digit alone."""
    while len(group) > 4:
        yield group[:3]
        group = group[3:]
    yield group


def spell_address(text: str, language: Language) -> str:
    """An address, each sign by its name, and each digit alone."""
    return " ".join(_said(part, language) for part in _PARTS.findall(text.strip().lower()))


def _said(part: str, language: Language) -> str:
    """A word as it is, but letter by letter where it has no vowel; "www" every voice knows."""
    if part in language.symbols:
        return language.symbols[part]
    pronounceable = part == "www" or any(letter in language.vowels for letter in part)
    return part if pronounceable or not part.isascii() else " ".join(part)


def spell_page(url: str, language: Language) -> str:
    return spell_address(_SCHEME.sub("", url.strip()).rstrip("/"), language)
