"""What the commands about the account print is in the reader's language whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from standins.account_api import SUBACCOUNT, AccountApi
from standins.twilio_api import Reply
from support.marked_texts import english_left, marked_commands

from .conftest import TAXES, URP, Run


@pytest.fixture(autouse=True)
def read_marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with marked_commands(monkeypatch):
        yield


def test_a_plan_is(run: Run, book: AccountApi) -> None:
    book.own(URP, "urp", "577235502", "+390577999999")
    book.kind = "Trial"
    book.number(URP)["trunk_sid"] = "TK" + "c" * 32
    said = run("numbers", "plan").output
    assert said.count("⟦") > 8
    assert english_left(said.replace("https://demo.twilio.com/welcome/voice/", "")) == []


def test_numbers_in_a_subaccount_are(run: Run, book: AccountApi) -> None:
    book.own(URP)
    book.own(TAXES, account=SUBACCOUNT)
    assert english_left(run("numbers", "plan").output.replace("welcome", "")) == []


def test_what_is_applied_is(run: Run, book: AccountApi) -> None:
    book.own(URP)
    said = run("numbers", "apply", typed="y\n").output
    assert "⟦{count} changed.⟧".replace("{count}", "1") in said
    assert english_left(said) == []


def test_what_cannot_be_applied_is(run: Run, book: AccountApi) -> None:
    book.own(URP)
    book.before["POST IncomingPhoneNumbers"] = [Reply(400)] * 4
    assert english_left(run("numbers", "apply", "--yes").output) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"TWILIO_AUTH_TOKEN": ""},
        {"TWILIO_ACCOUNT_SID": "AC12"},
        {"TWILIO_REGION": "ie1"},
        {"PUBLIC_URL": "http://127.0.0.1:8000"},
        {"PUBLIC_URL": "nowhere"},
        {"WEB_THREADS": "many"},
        {"WEB_THREADS": "0"},
        {"LOG_FORMAT": "xml"},
    ],
)
def test_what_is_wrong_with_the_environment_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("numbers", "plan")
    assert result.exit_code == 1
    assert "⟦" in result.stderr
    assert english_left(result.stderr) == []


def test_what_the_account_refuses_is(run: Run, book: AccountApi) -> None:
    book.status = "suspended"
    assert english_left(run("numbers", "plan").output) == []
    book.status, book.kind = "active", "Trial"
    assert english_left(run("numbers", "apply").output) == []
    assert english_left(run("numbers", "plan", "0577 235599").output) == []


def test_exported_fallbacks_and_the_database_are(run: Run, tmp_path: Path) -> None:
    said = [
        run("fallback", "export", str(tmp_path / "out")).output,
        run("db", "current").output,
        run("db", "upgrade").output,
        run("db", "current").output,
    ]
    assert all("⟦" in each for each in said)
    assert [word for each in said for word in english_left(each)] == []
