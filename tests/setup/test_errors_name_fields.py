"""What is wrong names its field; only a command says in which option it was written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from centralino.cli.option_names import OPTIONS, name_options
from centralino.core.input_errors import InputError, InputIssue

ROOT = Path(__file__).parents[2]
COMMANDS = ROOT / "centralino" / "cli"
MAKERS = ("input_error", "InputError", "InputIssue")


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def said(file: Path) -> Iterator[str]:
    """Every text in what makes an error of what a person wrote."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        made = node.func if isinstance(node, ast.Call) else None
        if isinstance(made, ast.Name) and made.id in MAKERS:
            yield from texts(node)


def test_no_error_names_an_option() -> None:
    files = [file for file in (ROOT / "centralino").rglob("*.py") if COMMANDS not in file.parents]
    found = [(file.name, text) for file in files for text in said(file) if "--" in text]
    assert found == []


@pytest.mark.parametrize("field", OPTIONS)
def test_a_command_says_what_is_wrong_with_each_field(field: str) -> None:
    told = name_options(InputError(InputIssue("it is none", (field,))))
    assert "it is none" in told
    assert told != "it is none"


def test_what_stands_nowhere_in_particular_is_told_as_it_is() -> None:
    assert name_options(InputError(InputIssue("no"), InputIssue("never", ("it",)))) == "no; never"
