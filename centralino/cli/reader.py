"""In which language a command is read: what `--lang` says, or the terminal, or the organisation.

With `--json` it is English, since a program reads.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from centralino.core import texts
from centralino.core.input_errors import InputError
from centralino.core.texts import ENGLISH, TextLanguage, _
from centralino.languages.readers import language_of, reading_in
from centralino.languages.registry import MAIN, is_spoken
from centralino.loading.yaml12 import read_yaml

OPTION = "--lang"
SHARED = "centralino.yaml"
CLICKS = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)
"""click's modules that speak; it ships no catalogues, so that its sentences are in ours."""


def choose_reading(
    args: Sequence[str], environment: Mapping[str, str] = os.environ
) -> tuple[TextLanguage, list[str]]:
    """The language, and the arguments without `--lang`, wherever it stands among them.

    Raises click.UsageError for a language that is not spoken, or none after `--lang`.
    """
    wished, rest = _wished(args)
    try:
        told = reading_in(wished) if wished is not None else None
    except InputError as error:
        raise click.UsageError(f"{OPTION}: {error}") from None
    if "--json" in rest:
        return reading_in(ENGLISH), rest
    return told or unasked_reading(environment), rest


def unasked_reading(environment: Mapping[str, str] = os.environ) -> TextLanguage:
    """The language of whoever says none: the terminal's, or the organisation's."""
    return reading_in(language_of(environment) or _organisations(environment))


def _wished(args: Sequence[str]) -> tuple[str | None, list[str]]:
    """What comes after `--lang`, and the other arguments; after `--` nothing is an option."""
    wished: str | None = None
    rest: list[str] = []
    left = list(args)
    while left:
        each = left.pop(0)
        if each == "--":
            return wished, [*rest, each, *left]
        if each == OPTION:
            if not left:
                raise click.UsageError(_("{option} needs a language: it, en", option=OPTION))
            wished = left.pop(0)
        elif each.startswith(f"{OPTION}="):
            wished = each.partition("=")[2]
        else:
            rest.append(each)
    return wished, rest


def _organisations(environment: Mapping[str, str]) -> str:
    """The language of the organisation's file, read for this alone: what is wrong in it is told by
    whoever loads it. English where there is none."""
    file = Path(environment.get("FLOWS_DIR") or "flows") / SHARED
    with suppress(OSError, ValueError):
        data = read_yaml(file.read_bytes()).data
        found = data.get("language", MAIN) if isinstance(data, dict) else MAIN
        return found if is_spoken(found) else ENGLISH
    return ENGLISH


def translate_click() -> None:
    """Let click say its own sentences by our catalogues: "Usage", "No such option"."""
    for module in CLICKS:
        for name, ours in (("_", _gettext), ("ngettext", _ngettext)):
            if hasattr(module, name):
                setattr(module, name, ours)


def _gettext(text: str) -> str:
    return texts.in_force().catalogue.gettext(text)


def _ngettext(one: str, many: str, count: int) -> str:
    return texts.in_force().catalogue.ngettext(one, many, count)
