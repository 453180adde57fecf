"""The commands of docs/going-live.md, run: Centralino's, and what the Twilio CLI's would ask."""

import re
import shlex
from pathlib import Path

import pytest
import requests
from standins.account_api import AccountApi
from standins.twilio_api import ACCOUNT, TOKEN

from centralino.doctor.examination import CHECKS

from .conftest import URP, Run, data

HERE = Path(__file__).resolve().parents[2]
PAGE = (HERE / "docs" / "going-live.md").read_text()
TUNNEL = "https://your-name.tunnel.example.net"

FLAGS = {
    "voice-url": "VoiceUrl",
    "voice-method": "VoiceMethod",
    "voice-fallback-url": "VoiceFallbackUrl",
    "voice-fallback-method": "VoiceFallbackMethod",
}
"""What `twilio phone-numbers:update --help` (6.2) lists of voice."""
GENERAL = FLAGS | {
    "status-callback": "StatusCallback",
    "status-callback-method": "StatusCallbackMethod",
}
"""`twilio api:core:incoming-phone-numbers:update --help` has these too."""


def commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


class TwilioCli:
    """The commands that the page uses, as requests to the API."""

    def __init__(self, book: AccountApi) -> None:
        self.book = book
        self.url = f"{book.api.url}/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers"

    def run(self, topic: str, *told: str) -> None:
        if topic == "phone-numbers:list":
            assert requests.get(f"{self.url}.json", auth=(ACCOUNT, TOKEN), timeout=5).ok
        elif topic == "phone-numbers:update":
            self._update(told[0], told[1:], FLAGS)
        else:
            assert topic == "api:core:incoming-phone-numbers:update"
            assert told[:2] == ("--sid", "PN...")
            self._update(URP, told[2:], GENERAL)

    def _update(self, number: str, told: tuple[str, ...], flags: dict[str, str]) -> None:
        names = [flags[name.removeprefix("--")] for name in told[::2]]
        form = dict(zip(names, told[1::2], strict=True))
        url = f"{self.url}/{self.book.number(number)['sid']}.json"
        assert requests.post(url, form, auth=(ACCOUNT, TOKEN), timeout=5).ok


def test_the_twilio_clis_commands_lead_the_number_here(
    run: Run, book: AccountApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.own(URP)
    monkeypatch.setenv("PUBLIC_URL", TUNNEL)
    told = [command[1:] for command in commands() if command[0] == "twilio"]
    assert len(told) == 3
    for command in told:
        TwilioCli(book).run(*command)
    changes = data(run("numbers", "plan", "--json", URP))["numbers"][0]["changes"]
    # All but the overrides, which the page leaves to `numbers apply`.
    assert set(changes) == {"VoiceUrl", "StatusCallback"}
    assert all(then.partition("#")[0] == now for now, then in changes.values())


def test_centralinos_own_commands_do_what_the_page_says(run: Run, book: AccountApi) -> None:
    book.own(URP, "+390577235502")
    told = [command[1:] for command in commands() if command[0] == "centralino"]
    results = [
        (" ".join(command), run(*command, typed="y\n")) for command in told if command != ["doctor"]
    ]
    assert [(name, result.exit_code) for name, result in results] == [
        ("numbers plan", 1),
        ("numbers apply", 0),
        ("fallback export var/fallback", 0),
        ("numbers plan --base-url https://static.example.org/centralino", 1),
    ]


def test_the_page_names_the_settings_that_are_made(run: Run, book: AccountApi) -> None:
    book.own(URP, "+390577235502")
    changes = data(run("numbers", "plan", "--json"))["numbers"][0]["changes"]
    for name in ("VoiceUrl", "StatusCallback"):
        assert (
            f"PUBLIC_URL{changes[name][1].removeprefix('https://centralino.example.org')}" in PAGE
        )


def test_every_line_of_the_doctor_is_explained() -> None:
    made = re.compile(r"(?:well|doubtful|wrong|skipped|mark)\(\s*\"([a-z_.]+)\"")
    files = (HERE / "centralino" / "doctor").glob("*.py")
    ids = {found for file in files for found in made.findall(file.read_text())} | set(CHECKS)
    assert len(ids) > len(CHECKS)
    assert [each for each in sorted(ids) if f"`{each}`" not in PAGE] == []
