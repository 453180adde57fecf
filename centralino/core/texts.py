"""Texts that people read in terminals and pages, in the language of whoever reads: gettext.

The code says them in English, and what is translated here is looked up in the catalogue of the
language that is in force (see languages/readers.py). Placeholders are filled after the look-up, so
that the sentence in the catalogue can have them in its own order:

    _("'{word}' is no day; write it like mon or lun", word=word)
    _n("{count} number checked", "{count} numbers checked", len(found))

A text that stands in a table, and is looked up when it is shown, is marked where it is written:
`N_("...")`, then `_(text)`. A test finds every text so marked, and fails for one that a catalogue
lacks or that nothing uses any more; `python -m tools.texts` writes what is missing into them.

Outside of any `reading`, in logs, in JSON and in whatever a program reads, it is English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations

ENGLISH = "en"


@dataclass(frozen=True)
class TextLanguage:
    """The language in force: its code, and its catalogue."""

    language: str
    catalogue: NullTranslations


_in_force: ContextVar[TextLanguage] = ContextVar(
    "reading",
    default=TextLanguage(ENGLISH, NullTranslations()),  # noqa: B039 -- nothing ever changes it
)


def translate(text: str, /, **values: object) -> str:
    """The text in the language in force, its placeholders filled if there are values."""
    found = in_force().catalogue.gettext(text) if text else text
    return found.format(**values) if values else found


def translate_number(one: str, many: str, count: int, /, **values: object) -> str:
    """The text for that many, `{count}` and other placeholders filled."""
    return in_force().catalogue.ngettext(one, many, count).format(count=count, **values)


def mark(text: str) -> str:
    """The text as it is: a mark by which it is found, for `_` to translate it later."""
    return text


_ = translate
_n = translate_number
N_ = mark


def in_force() -> TextLanguage:
    return _in_force.get()


def read_in(reading: TextLanguage) -> None:
    """From now on, in this thread or task: for a command, which has one reader."""
    _in_force.set(reading)


@contextmanager
def reading(language: TextLanguage) -> Iterator[None]:
    """For a while: for a request, or a mail."""
    token = _in_force.set(language)
    try:
        yield
    finally:
        _in_force.reset(token)
