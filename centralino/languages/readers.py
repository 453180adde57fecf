"""The catalogues of what people read in terminals and pages, and whose language it is.

A language keeps its catalogue beside its words, as `texts.po`; English needs none, since the code
says it in English, and a language that has none yet is read in English.
"""

import io
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from centralino.core.texts import ENGLISH, TextLanguage
from centralino.languages.registry import find_language, is_spoken

NOBODYS = ("C", "POSIX")
"""Locales that say nothing of who reads."""


def reading_in(code: str) -> TextLanguage:
    """The language by its code. Raises InputError for one that is not spoken."""
    file = find_language(code).texts
    return TextLanguage(code, catalogue(file, code) if file.is_file() else NullTranslations())


@lru_cache(maxsize=16)
def catalogue(file: Path, code: str) -> GNUTranslations:
    """A catalogue as gettext wants it, compiled in memory."""
    with file.open("rb") as read:
        found = read_po(read, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, found)
    compiled.seek(0)
    return GNUTranslations(compiled)


def language_of(environment: Mapping[str, str]) -> str | None:
    """The language that a terminal's environment asks for; None where it asks for none.

    As gettext reads it: the first of LC_ALL, LC_MESSAGES and LANG that is set, and before them
    LANGUAGE, a list, unless they say `C`. A language that is not spoken is answered in English.
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if _bare(locale) in ("", *NOBODYS):
        return None
    wished = [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]
    spoken = (code for each in wished if is_spoken(code := _code(each)))
    return next(spoken, ENGLISH)


def _bare(locale: str) -> str:
    """A locale without its encoding and variant: `it_IT` of `it_IT.UTF-8@euro`."""
    return locale.partition(".")[0].partition("@")[0]


def _code(locale: str) -> str:
    return _bare(locale).partition("_")[0].lower()
