"""The commands of README and docs/going-live.md, run: ours, and what the Twilio CLI would ask."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from standins.account_api import AccountApi
from standins.twilio_api import ACCOUNT, TOKEN

from centralino.doctor.examination import CHECKS

from .conftest import URP, Run, data

HERE = Path(__file__).resolve().parents[2]
PAGE = (HERE / "docs" / "going-live.md").read_text()
README = (HERE / "README.md").read_text()
TUNNEL = "https://your-name.tunnel.example.net"

FLAGS = {
    "voice-url": "VoiceUrl",
    "voice-method": "VoiceMethod",
    "voice-fallback-url": "VoiceFallbackUrl",
    "voice-fallback-method": "VoiceFallbackMethod",
}
"""What `twilio phone-numbers:update --help` (6.2) lists of voice. Addresses of the machine itself
are refused by it."""
GENERAL = FLAGS | {
    "status-callback": "StatusCallback",
    "status-callback-method": "StatusCallbackMethod",
}
"""`twilio api:core:incoming-phone-numbers:update --help` has these too."""


def commands(page: str = PAGE) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", page.replace("\\\n", " "), re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


class LocalhostError(Exception):
    """What the Twilio CLI says since its version 6."""

    def __str__(self) -> str:
        return "Localhost URLs are not allowed for this operation."


class TwilioCli:
    """The commands that the page uses, as requests to the API."""

    def __init__(self, book: AccountApi) -> None:
        self.book = book
        self.url = f"{book.api.url}/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers"

    def run(self, topic: str, *told: str) -> None:
        if topic == "phone-numbers:list":
            assert requests.get(f"{self.url}.json", auth=(ACCOUNT, TOKEN), timeout=5).ok
        elif topic == "api:core:incoming-phone-numbers:list":
            assert told[:1] == ("--phone-number",)
            self.look_up(told[1])
        elif topic == "phone-numbers:update":
            if any(urlsplit(part).hostname in ("localhost", "127.0.0.1") for part in told):
                raise LocalhostError
            self._update(told[0], told[1:], FLAGS)
        else:
            assert topic == "api:core:incoming-phone-numbers:update"
            assert told[:2] == ("--sid", "PN...")
            self._update(URP, told[2:], GENERAL)

    def look_up(self, number: str) -> None:
        found = requests.get(
            f"{self.url}.json", {"PhoneNumber": number}, auth=(ACCOUNT, TOKEN), timeout=5
        )
        assert [each["phone_number"] for each in found.json()["incoming_phone_numbers"]] == [number]

    def _update(self, number: str, told: tuple[str, ...], flags: dict[str, str]) -> None:
        names = [flags[name.removeprefix("--")] for name in told[::2]]
        form = dict(zip(names, told[1::2], strict=True))
        url = f"{self.url}/{self.book.number(number)['sid']}.json"
        assert requests.post(url, form, auth=(ACCOUNT, TOKEN), timeout=5).ok


@pytest.mark.parametrize(
    ("page", "address"), [(PAGE, TUNNEL), (README, "https://centralino.example.org")]
)
def test_after_the_twilio_clis_commands_nothing_is_left_to_change(
    run: Run, book: AccountApi, monkeypatch: pytest.MonkeyPatch, page: str, address: str
) -> None:
    book.own(URP)
    monkeypatch.setenv("PUBLIC_URL", address)
    assert run("numbers", "plan", URP).exit_code == 1
    told = [command[1:] for command in commands(page) if command[0] == "twilio"]
    assert len(told) == 3
    for command in told:
        TwilioCli(book).run(*command)
    found = data(run("numbers", "plan", "--json", URP))
    assert found["numbers"][0]["changes"] == {}
    assert found["in_step"]


def test_an_address_of_this_machine_is_refused_as_the_page_says(book: AccountApi) -> None:
    book.own(URP)
    with pytest.raises(LocalhostError):
        TwilioCli(book).run("phone-numbers:update", URP, "--voice-url", "http://localhost:8000")
    assert str(LocalhostError()).rstrip(".") in " ".join(PAGE.split())


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
