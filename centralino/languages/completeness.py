"""Has a language all that others have? It is asked once, when the language is registered."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from string import Formatter

from babel import Locale, UnknownLocaleError

from centralino.languages.language import Language


class IncompleteLanguageError(Exception):
    """`lacks` names each method and each word that is missing, or that nothing could fill."""

    def __init__(self, name: str, lacks: tuple[str, ...]) -> None:
        super().__init__(f"{name} is no whole language yet: {'; '.join(lacks)}")
        self.lacks = lacks


def complete(made: type[Language], like: Language | None) -> Language:
    """The language, with all the words of another; raises IncompleteLanguageError."""
    lacks = tuple(_lacks(made, like))
    if lacks:
        raise IncompleteLanguageError(made.__name__, lacks)
    return made()


def _lacks(made: type[Language], like: Language | None) -> Iterator[str]:
    yield from (f"{name}() is missing" for name in sorted(made.__abstractmethods__))
    for name in Language.__annotations__:
        if not hasattr(made, name):
            yield f"{name} is missing"
        elif like is not None:
            yield from _beside(name, getattr(made, name), getattr(like, name))
    if hasattr(made, "code") and not _is_known_to_babel(made.code):
        yield f"code: '{made.code}' is no language of Unicode's (CLDR)"


def _beside(place: str, words: object, others: object) -> Iterator[str]:
    """What words lack that those of another language, in the same place, have."""
    if isinstance(words, Mapping) and isinstance(others, Mapping) and place not in FREE:
        for key, other in others.items():
            if key in words:
                yield from _beside(f"{place}[{key}]", words[key], other)
            else:
                yield f"{place}[{key}] is missing"
    elif is_dataclass(words) and is_dataclass(others):
        for field in fields(others):
            here = f"{place}.{field.name}"
            yield from _beside(here, getattr(words, field.name), getattr(others, field.name))
    elif not words and place not in MAY_BE_EMPTY:
        yield f"{place} is empty"
    elif isinstance(words, str) and isinstance(others, str) and place not in NEVER_FILLED:
        strange = sorted(_placeholders(words) - _placeholders(others))
        yield from (f"{place}: nothing fills '{{{name}}}'" for name in strange)


FREE = frozenset({"typed.ahead", "typed.names", "typed.day_groups", "holidays"})
"""Mappings that have other keys in each language."""
MAY_BE_EMPTY = frozenset({"helpful.addresses", "holidays", "typed.joins", "typed.day_groups"})
NEVER_FILLED = frozenset({"code", "locale", "vowels", "mails.date"})
"""What no placeholder is ever filled in."""


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _is_known_to_babel(code: str) -> bool:
    try:
        Locale(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True
