"""A letter as plain text and as HTML."""

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from centralino.delivery.letters import FOLDER, Letter

_WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def as_text(words: Letter) -> str:
    return _environment().get_template("message.txt").render(letter=words)


def as_html(words: Letter) -> str:
    return _environment().get_template("message.html").render(letter=words)


def unbroken(text: str) -> str:
    """Telephone numbers stay on one line."""
    return _WITHIN_A_NUMBER.sub("\N{NO-BREAK SPACE}", text)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters["unbroken"] = unbroken
    return made
