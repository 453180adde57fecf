"""Prompts: what the configuration lets callers hear, before it is filled and spoken."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from centralino.calendar.written_languages import example
from centralino.core.input_errors import (
    InputError,
    InputIssue,
    as_written,
    input_error,
    list_choices,
    nearest,
    quote,
)
from centralino.core.texts import _
from centralino.languages.registry import codes
from centralino.languages.voices import fits

PLACEHOLDERS = (
    "office",
    "organisation",
    "number",
    "hours",
    "reopens",
    "why",
    "reason",
    "special",
    "note",
    "email",
    "web",
    "reference",
    "caller",
    "kept",
)
OPTIONAL = frozenset({"why"})
"""Those without which a sentence is whole."""
DEFAULT = ""  # the version in the number's default language
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BEFORE_NOTHING = re.compile(r"[,:]?\s+(?=[.,;:!?]|$)|(?<=\s)\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

Fact = Callable[[str], str | None]


@dataclass(frozen=True)
class Audio:
    """A recorded prompt: a file under static/audio/, or a path that the app itself serves."""

    file: str


@dataclass(frozen=True)
class Prompt:
    """What to say, per language; or the name of a prompt that says it."""

    versions: Mapping[str, str | Audio]
    name: str = ""

    def version(self, language: str, default: str) -> tuple[str, str | Audio]:
        """The version for a caller's language, and the language that it is in.

        A language that was not written falls back to the number's default language, then to any.
        """
        for wanted, spoken in ((language, language), (default, default), (DEFAULT, default)):
            if wanted in self.versions and (wanted != DEFAULT or spoken):
                return spoken, self.versions[wanted]
        return next(iter(self.versions.items()))

    def languages(self, default: str) -> set[str]:
        """The languages in which this prompt was written."""
        return {language or default for language in self.versions}


def read_prompt(value: object) -> Prompt:
    """A prompt as it is written in YAML.

    Text; or per language `{it: ..., en: ...}`, each text or audio; or `{audio: file}`; or
    `{prompt: name}`. Raises InputError with what was expected.
    """
    if isinstance(value, Prompt):
        return value
    if isinstance(value, dict):
        return _read_mapping(value)
    return Prompt({DEFAULT: _read_version(value)})


def _read_mapping(value: dict[object, object]) -> Prompt:
    keys = {str(key) for key in value}
    if keys == {"prompt"}:
        return Prompt({}, name=_read_name(value["prompt"]))
    if keys == {"audio"}:
        return Prompt({DEFAULT: _read_version(value)})
    check_quotes(value)
    unknown = sorted(keys - set(codes()))
    if unknown or not keys:
        first = quote(unknown[0] if unknown else None)
        forms = list_choices((example(), "{audio: ...}", "{prompt: ...}"))
        told = _("expected text, {forms}, not {first}", forms=forms, first=first)
        comma = _("put text that has a comma between quotes")
        raise input_error(f"{told}: {comma}" if None in value.values() else told)
    versions: dict[str, str | Audio] = {}
    misfits: list[InputIssue] = []
    for language, version in value.items():
        try:
            versions[str(language)] = _read_version(version)
        except InputError as error:
            misfits += [found.below(str(language)) for found in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return Prompt(versions)


def _read_name(value: object) -> str:
    name = as_written(value)
    if not name:
        raise input_error(_("expected the name of a prompt"))
    return name


def check_quotes(value: Mapping[Any, object]) -> None:
    """Raises InputError for text in braces, which YAML takes for settings: `{office}`."""
    if len(value) == 1 and list(value.values()) == [None]:
        text = "{" + str(next(iter(value))) + "}"
        raise input_error(
            _('a text that begins with a brace goes between quotes: write "{text}"', text=text)
        )


def _read_version(value: object) -> str | Audio:
    if isinstance(value, dict) and set(value) == {"audio"} and isinstance(value["audio"], str):
        return Audio(_below_audio(value["audio"]))
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise input_error(_("expected the text to say, between quotes if it has a colon"))
    text = str(value).strip()
    if not text:
        raise input_error(_("expected the text to say: an empty text cannot be spoken"))
    check_placeholders(text)
    return text


def _below_audio(file: str) -> str:
    """Raises InputError for a path that leads elsewhere; a link is looked at by the check."""
    if not file.strip() or file.startswith("/") or ".." in file.split("/") or "\\" in file:
        raise input_error(
            _("'{file}' is not under static/audio/: put it there, and write its name", file=file)
        )
    return file


def check_placeholders(text: str) -> None:
    """Raises InputError for every placeholder that nothing fills."""
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    bare = _PLACEHOLDER.sub("", text)
    if unknown:
        raise InputError(
            *(
                InputIssue(
                    _(
                        "nothing fills '{placeholder}'; {hint}",
                        placeholder=f"{{{name}}}",
                        hint=nearest(name, PLACEHOLDERS),
                    )
                )
                for name in unknown
            )
        )
    if "{" in bare or "}" in bare:
        raise input_error(_("a brace without its partner: placeholders are written like {office}"))


def fill_placeholders(text: str, fact: Fact, told: set[str] | None = None) -> str:
    """The text with its placeholders filled.

    A sentence with a placeholder that has no value is left out: an office with no web page has no
    sentence about one; `OPTIONAL` ones alone are left out. So is a filled sentence that was `told`
    before: nobody wants to hear a name or hours twice in a row. The result may be empty.
    """
    told = set() if told is None else told
    return " ".join(_fill_sentences(text, fact, told))


def _fill_sentences(text: str, fact: Fact, told: set[str]) -> Iterator[str]:
    for sentence, names in _sentences(text):
        values = {name: fact(name) or "" for name in names}
        if all(value or name in OPTIONAL for name, value in values.items()):
            filled = sentence.format_map(values).replace("..", ".")  # after "3 p.m."
            filled = filled if all(values.values()) else _BEFORE_NOTHING.sub("", filled)
            if filled not in told:
                yield filled
            if names:
                told.add(filled)


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def in_pieces(text: str, limit: int) -> list[str]:
    """Text cut at its sentences so that one `<Say>` takes each piece: see voices.fits.

    A sentence that is too long by itself is cut between two words, or within one that is.
    """
    if text and fits(text, limit):
        return [text]
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        for part in _cut(sentence, limit):
            if pieces and fits(f"{pieces[-1]} {part}", limit):
                pieces[-1] += " " + part
            else:
                pieces.append(part)
    return pieces


def _cut(sentence: str, limit: int) -> Iterator[str]:
    while sentence:
        lengths = range(1, len(sentence) + 1)
        most = bisect_right(lengths, 0, key=partial(_too_much, sentence, limit))
        blank = sentence.rfind(" ", 1, most + 1) if most < len(sentence) else -1
        end = blank if blank > 0 else max(most, 1)
        yield sentence[:end]
        sentence = sentence[end:].lstrip()


def _too_much(text: str, limit: int, length: int) -> int:
    return not fits(text[:length], limit)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (sentence, tuple(_PLACEHOLDER.findall(sentence))) for sentence in _SENTENCE_END.split(text)
    )
