"""`centralino check --live`: the same check, with what is switched."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.house import write

from centralino.cli import main
from centralino.core.clock import utc_now
from checking.office import OFFICE, SLUG

ANY_HOUR = OFFICE.replace('{mon-fri: "10:00-13:00"}', '{daily: "00:00-24:00"}')
MENU = ANY_HOUR + "steps:\n  a: {menu: Prema 1., keys: {1: b}, otherwise: b}\n  b: {dial: office}\n"
SOON = utc_now() + timedelta(days=3)
EXPECTED = f'expect:\n  - {{at: "{SOON:%Y-%m-%d} 11:00", dial: answered, ends: conversation}}\n'


@pytest.fixture(autouse=True)
def _a_database_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/centralino.db")
    write(Path("flows"), {SLUG: MENU + EXPECTED})


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def switch(*words: str) -> None:
    result = run(*words)
    assert result.exit_code == 0, result.output


def test_nothing_switched_changes_nothing() -> None:
    assert run("check", "--live").output == run("check").output


def test_a_notice_that_ends_calls_with_an_apology_is_an_error_with_the_call_that_hears_it() -> None:
    switch("notice", "add", "--all", "--text", "Ci dispiace.", "--then", "end", "--until", "2h")
    result = run("check", "--live")
    assert result.exit_code == 1
    assert "error CE003" in result.output
    assert "under what is switched" in result.output
    assert "“Ci dispiace.”" in result.output
    assert "--live" in result.output
    assert run("check").exit_code == 0


def test_a_notice_that_begins_later_is_tried_when_it_begins() -> None:
    later = ("--from", f"{SOON:%Y-%m-%d} 8:00", "--until", f"{SOON:%Y-%m-%d} 9:00")
    switch("notice", "add", "--all", "--text", "Ci dispiace.", "--then", "end", *later)
    result = run("check", "--live")
    assert f'--at "{SOON:%Y-%m-%d} 08:00" --live' in result.output


def test_a_notice_that_helps_is_no_finding() -> None:
    words = "Oggi sciopero. Scriva a urp@example.org."
    switch("notice", "add", "--all", "--text", words, "--then", "end", "--until", "2h")
    assert run("check", "--live").exit_code == 0


def test_a_notice_in_another_language_than_a_numbers_callers_hear_is_a_warning() -> None:
    write(Path("flows"), {SLUG: MENU.replace("email", "language: en\nemail", 1)})
    switch("notice", "add", "--all", "--text", "Oggi sciopero.", "--until", "2h")
    result = run("check", "--live")
    assert result.exit_code == 0
    assert "warning CW008" in result.output
    assert "centralino notice list" in result.output


def test_a_closing_that_undoes_what_is_expected_is_told() -> None:
    whole = ("--from", f"{SOON:%Y-%m-%d} 8:00", "--until", f"{SOON:%Y-%m-%d} 12:00")
    switch("close", "--number", SLUG, "--reason", "trasloco", *whole)
    result = run("check", "--live")
    assert "error CE014" in result.output
    assert "chiuso per trasloco" in " ".join(result.output.split())
    assert run("check").exit_code == 0


TOMORROW = ("--from", "domani 8:00", "--until")


def test_a_notice_and_a_closing_that_outlive_their_day_are_warned_of_once_each() -> None:
    switch("notice", "add", "--all", "--text", "Oggi sciopero.", *TOMORROW, "dopodomani 8:00")
    switch("close", "--all", "--reason", "assemblea di oggi", *TOMORROW, "dopodomani 9:00")
    told = run("check", "--live").output
    assert told.count("warning CW020") == 2
    assert "a notice that is in force for all numbers says “Oggi sciopero.” until" in told
    assert "00:00 on that is wrong, as 'Oggi' is another day then" in told
    assert "a closing that is in force for all numbers says “assemblea di oggi” until" in told


def test_a_notice_that_ends_on_its_day_or_reaches_no_number_in_question_is_not() -> None:
    switch("notice", "add", "--all", "--text", "Oggi sciopero.", *TOMORROW, "domani 20:00")
    assert "CW020" not in run("check", "--live").output
