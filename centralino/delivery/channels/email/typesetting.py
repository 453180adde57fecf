"""A letter as plain text and as HTML."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from centralino.delivery.letters import FOLDER, Letter


def as_text(words: Letter) -> str:
    return _environment().get_template("message.txt").render(letter=words)


def as_html(words: Letter) -> str:
    return _environment().get_template("message.html").render(letter=words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
