import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from standins.account_api import AccountApi, account_api
from standins.twilio_api import ACCOUNT, TOKEN
from support.house import write

from centralino.cli import account_access as shared
from centralino.cli import main
from centralino.core.settings import Settings
from centralino.twilio import patience
from centralino.twilio.api import Account
from centralino.twilio.patience import Patience

PUBLIC_URL = "https://centralino.example.org"
URP, TAXES = "+390577235501", "+390577235502"
FLOWS = {
    "0577235501": 'number: "0577 235501"\noffice: Ufficio Relazioni\nemail: urp@example.org\n',
    "0577235502": 'number: "0577 235502"\noffice: Ufficio Tasse\nemail: tasse@example.org\n',
}
Run = Callable[..., Result]


@pytest.fixture
def book() -> Iterator[AccountApi]:
    with account_api() as made:
        yield made


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The commands' waits between two tries: noted, not slept."""
    taken: list[float] = []
    quick = Patience(tries=patience.PATIENT.tries, sleep=taken.append)
    monkeypatch.setattr(shared, "PATIENT", quick)
    return taken


@pytest.fixture
def run(
    book: AccountApi, naps: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """`run("numbers", "plan")`: the command, in the environment of two flows and an account."""
    monkeypatch.chdir(tmp_path)
    environment = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": book.api.url,
        "PUBLIC_URL": PUBLIC_URL,
        "FLOWS_DIR": str(write(tmp_path / "flows", FLOWS)),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def invoke(*told: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, told, input=typed)

    return invoke


def account(book: AccountApi, patient: Patience | None = None) -> Account:
    settings = Settings(
        twilio_account_sid=ACCOUNT, twilio_auth_token=TOKEN, twilio_api_url=book.api.url
    )
    return Account(settings, patience=patient or Patience())


def data(result: Result) -> Any:
    return json.loads(result.stdout)
