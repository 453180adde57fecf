"""What `centralino new` asks, tells and refuses is in the reader's language whole."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.marked_texts import MARKED, english_left, marked_commands

from centralino.cli import main
from centralino.commissioning.questions import ask_questions
from centralino.commissioning.request import Written
from centralino.core.confirming import confirm
from centralino.core.texts import reading
from centralino.languages.readers import reading_in

WHOLE = ("--number", "0577 235590", "--office", "Tasse", "--ring", "0577 236001")


@pytest.fixture(autouse=True)
def read_marks(flows: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FLOWS_DIR", str(flows))
    monkeypatch.chdir(flows.parent)
    with marked_commands(monkeypatch):
        yield


@click.command()
def asking() -> None:
    ask_questions(Written("", ""), ["rettorato"])


@click.command()
def deciding() -> None:
    click.echo("sure" if confirm("?") else "never")


def test_every_question_is() -> None:
    answers = ["0577 235590", "Tasse", "", "y", "1=tasse: 0577 236001", ""]
    answers += ["y", "4711=guardia: 0577 236005", "", "", "rettorato"]
    with reading(MARKED):
        found = CliRunner().invoke(asking, input="\n".join(answers) + "\n")
    assert found.exit_code == 0, found.output
    assert found.output.count("⟦") > 7
    assert english_left(found.output) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("s", "sure"), ("Sì", "sure"), ("yes", "sure"), ("n", "never"), ("", "never")],
)
def test_in_italian_a_question_is_answered_in_italian(typed: str, expected: str) -> None:
    with reading(reading_in("it")):
        found = CliRunner().invoke(deciding, input=f"{typed}\n")
    assert found.output.splitlines()[0].startswith("? [s/N]: ")
    assert found.output.splitlines()[-1].endswith(expected)


def test_an_answer_that_is_none_is_asked_for_again() -> None:
    with reading(reading_in("it")):
        found = CliRunner().invoke(deciding, input="forse\ns\n")
    assert "Errore: rispondere s (sì) o n (no)" in found.output
    assert found.output.endswith("sure\n")


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--number", "0577 235590"),
        (*WHOLE, "--hours", "mattina"),
        (*WHOLE, "--choice", "tasse"),
        (*WHOLE, "--choice", "1=a: 0577 236001", "--choice", "1=b: 0577 236002"),
        (*WHOLE, "--web", "x"),
        (*WHOLE, "--office", " "),
        (*WHOLE, "--sheet", "flows/centralino.yaml"),
    ],
)
def test_what_is_refused_is(wrong: tuple[str, ...]) -> None:
    found = CliRunner().invoke(main, ["new", *wrong])
    assert found.exit_code in (1, 2)
    assert "⟦" in found.output
    assert english_left(found.output.replace("--number", "")) == []


def test_what_is_told_in_the_end_is() -> None:
    *_, checked, sheet, call = CliRunner().invoke(main, ["new", *WHOLE]).output.splitlines()
    assert all(each.startswith("⟦") for each in (checked, sheet, call))
    again = CliRunner().invoke(main, ["new", *WHOLE]).output
    assert "⟦there is a file " in again
    assert english_left(again) == []
