"""Brings the catalogues of texts up to date: each language's `texts.po`, as the code has them.

A text is found by its mark (`_`, `_n`, `N_`: see core/texts.py), and a command's help by click's
own form. What is new gets an empty translation, to be written by hand; what nothing uses any more
is dropped. A test fails for either.
"""

import ast
import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from centralino.cli.reader import CLICKS
from centralino.languages.registry import languages

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (*ROOT.glob("centralino/**/*.py"), *ROOT.glob("handlers/**/*.py"), ROOT / "app.py")
PAGES = tuple(ROOT.glob("templates/pages/**/*.html"))
MARKS = {"_": 1, "N_": 1, "_n": 2}
"""How many texts each takes."""
DECORATORS = ("command", "group")
Text = str | tuple[str, str]
_DATED = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid).*\n',
    re.M,
)


def find_texts() -> set[Text]:
    """Every text that can be read: one, or the two that go by a count."""
    found = {text for file in SOURCES for text in texts_of(file.read_text(encoding="utf-8"))}
    return found | set(_in_pages()) | set(_of_click())


def texts_of(source: str) -> Iterator[Text]:
    """The texts of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _marked(node)
            yield from _help(node)
        elif isinstance(node, ast.FunctionDef):
            yield from _docstring(node)


def _marked(call: ast.Call) -> Iterator[Text]:
    count = MARKS.get(call.func.id, 0) if isinstance(call.func, ast.Name) else 0
    said = [str(node.value) for node in call.args[:count] if isinstance(node, ast.Constant)]
    if count and len(said) == count:
        yield said[0] if count == 1 else (said[0], said[1])


def _help(call: ast.Call) -> Iterator[Text]:
    """`help=` in click's options and commands, where it stands as a plain text."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("option", *DECORATORS):
        for each in call.keywords:
            if each.arg == "help" and isinstance(each.value, ast.Constant):
                yield str(each.value.value)


def _docstring(function: ast.FunctionDef) -> Iterator[Text]:
    """What a command does is told by its docstring."""
    made = [
        each.func.attr
        for each in function.decorator_list
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
    ]
    if any(name in DECORATORS for name in made) and (text := ast.get_docstring(function)):
        yield cleandoc(text)


def _in_pages() -> Iterator[Text]:
    for page in PAGES:
        with page.open("rb") as read:
            for _, text, _, _ in extract("jinja2.ext:babel_extract", read, keywords=_keywords()):
                yield text if isinstance(text, str) else (text[0], text[1])


def _keywords() -> dict[str, tuple[int, ...] | None]:
    return {mark: None if count == 1 else (1, 2) for mark, count in MARKS.items()}


def _of_click() -> Iterator[Text]:
    """What click says itself, in the modules that we let speak."""
    for module in CLICKS:
        spec = find_spec(module.__name__)
        with Path(spec.origin if spec and spec.origin else "").open("rb") as read:
            words = {"_": None, "ngettext": (1, 2)}
            for _, text, _, _ in extract("python", read, keywords=words):
                yield text if isinstance(text, str) else (text[0], text[1])


def rebuild(file: Path, code: str) -> str:
    """A language's catalogue with what there is, in alphabetical order."""
    old = Catalog(locale=code)
    if file.is_file():
        with file.open("rb") as read:
            old = read_po(read, locale=code)
    new = Catalog(locale=code, project="Centralino", charset="utf-8", fuzzy=False)
    new.header_comment = f"# What is read in terminals and pages (`{code}`). See core/texts.py."
    for text in find_texts():
        known = old.get(text)
        new.add(text, known.string if known else None)
    written = io.BytesIO()
    write_po(written, new, width=100, sort_output=True)
    return _DATED.sub("", written.getvalue().decode())


def main() -> None:
    for language in languages():
        if language.texts.is_file():
            text = rebuild(language.texts, language.code)
            language.texts.write_text(text, encoding="utf-8")
            empty = text.count('msgstr ""\n\n')
            print(f"{language.texts.relative_to(ROOT)}: {empty} to be translated")


if __name__ == "__main__":
    main()
