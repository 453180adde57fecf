"""Letters: the words of each kind of message, from templates/mail/<language>/."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    select_autoescape,
)

from centralino.languages.language import Language
from centralino.languages.registry import COMMANDS, languages

FOLDER = Path(__file__).parents[2] / "templates" / "mail"


@dataclass(frozen=True)
class LetterRow:
    label: str
    value: str
    link: str | None = None


@dataclass(frozen=True)
class Cell:
    value: str
    link: str | None = None


@dataclass(frozen=True)
class Letter:
    """What a mail says, before it is set. `file` is the first word of an attachment's name."""

    language: str
    subject: str
    heading: str
    lead: str
    rows: tuple[LetterRow, ...]
    table: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    footer: str
    file: str

    @property
    def width(self) -> int:
        return max((len(row.label) for row in self.rows), default=0)


def letter(kind: str, language: str, facts: Mapping[str, Any]) -> Letter:
    """The words of one kind of mail. A language without them falls back to English.

    Every word template is given the same sorts of facts and sets `subject`, `heading`, `lead`,
    `footer`, `notes` and `rows` or `table`; rows and notes that have nothing to tell are left out.
    """
    language, template = _template(kind, language)
    said = template.make_module(dict(facts))
    rows = (LetterRow(*row) for row in getattr(said, "rows", ()))
    return Letter(
        language=language,
        subject=said.subject,
        heading=said.heading,
        lead=said.lead,
        rows=tuple(LetterRow(row.label, str(row.value), row.link) for row in rows if row.value),
        table=tuple(tuple(map(_cell, line)) for line in getattr(said, "table", ())),
        notes=tuple(filter(None, said.notes)),
        footer=said.footer,
        file=getattr(said, "file", ""),
    )


def _cell(told: Cell | str) -> Cell:
    return told if isinstance(told, Cell) else Cell(told)


def _template(kind: str, language: str) -> tuple[str, Any]:
    try:
        return language, _environment().get_template(f"{language}/{kind}.jinja")
    except TemplateNotFound:
        return COMMANDS, _environment().get_template(f"{COMMANDS}/{kind}.jinja")


def _environment() -> Environment:
    return _environment_of(languages())


@cache
def _environment_of(spoken: tuple[Language, ...]) -> Environment:
    own: dict[str, BaseLoader] = {
        each.code: FileSystemLoader(each.mail_templates) for each in spoken
    }
    return Environment(
        loader=ChoiceLoader([PrefixLoader(own), FileSystemLoader(FOLDER)]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
