"""Options that hold words per language: `--text "Neve."`, `--text en="Snow."`, as often as needed.

Words without a language are in the organisation's own. `--text-en "Snow."` is an older spelling.
"""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from centralino.core.input_errors import nearest
from centralino.core.texts import _
from centralino.languages.prompts import DEFAULT
from centralino.languages.registry import codes, is_spoken

OLDER = "en"  # the one language that had options of its own
_IN_A_LANGUAGE = re.compile(r"([a-z]{2,3})=(.*)", re.DOTALL)

Command = Callable[..., Any]


def words_option(flag: str, about: str, *, older: bool = True) -> Callable[[Command], Command]:
    """The command's parameter of that name becomes a mapping: language, or DEFAULT, to words.

    `about` is a marked text, which says too how words in another language are written.

    `older`: the option is also known by the spelling that was for English.
    """
    name = flag.removeprefix("--")

    def with_option(command: Command) -> Command:
        @wraps(command)
        def with_words(**said: Any) -> Any:
            english = said.pop(f"{name}_{OLDER}", None)
            written = [_read(flag, text) for text in said[name]]
            written += [(OLDER, english)] if english is not None else []
            return command(**{**said, name: _gathered(flag, written)})

        found = click.option(f"{flag}-{OLDER}", help="The same in English.")
        several = click.option(flag, multiple=True, help=about)
        return several(found(with_words) if older else with_words)

    return with_option


def _read(flag: str, text: str) -> tuple[str, str]:
    found = _IN_A_LANGUAGE.fullmatch(text)
    if found is None:
        return DEFAULT, text
    if not is_spoken(found[1]):
        raise click.UsageError(
            _(
                "{flag} {language}=...: this language is not spoken; {hint}",
                flag=flag,
                language=found[1],
                hint=nearest(found[1], codes()),
            )
        )
    return found[1], found[2]


def _gathered(flag: str, written: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language, text in written:
        if language in found:
            raise click.UsageError(_twice(flag, language))
        found[language] = text
    return found


def _twice(flag: str, language: str) -> str:
    if not language:
        return _("{flag} is written twice: write it once a language", flag=flag)
    return _(
        "{flag} is written twice for '{language}': write it once a language",
        flag=flag,
        language=language,
    )


class SpokenLanguage(click.ParamType[str]):
    """A language by its code."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(codes())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_spoken(value):
            known = ", ".join(map(repr, codes()))
            told = _("'{language}' is not one of {known}.", language=value, known=known)
            self.fail(told, param, ctx)
        return str(value)
