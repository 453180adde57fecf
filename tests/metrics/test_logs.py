"""What is logged of a call: its SID on every line, its caller's number on none."""

import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import structlog
from support.house import CALLER, FORM, RECORDING, SID, House, Housed

from centralino.core import logs
from centralino.core.log_lines import GatheredLines
from centralino.core.settings import Settings

FLOW = """
email: urp@example.org
always_open: true
steps:
  welcome: {menu: "Uno o due", keys: {1: {then: office}, 2: {then: mailbox}}}
  office: {dial: ["0577 235010"], otherwise: mailbox}
  mailbox: {voicemail: urp@example.org}
"""
BARE = CALLER.removeprefix("+39")


class Written(NamedTuple):
    """Everything that a server would write, as JSON."""

    stream: io.StringIO
    gathered: GatheredLines

    def getvalue(self) -> str:
        self.gathered.flush()
        return self.stream.getvalue()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    gathered = logs.set_up(Settings())
    yield Written(stream, gathered)
    gathered.end()
    structlog.reset_defaults()


def lines(written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def live_through(house: House) -> None:
    """A call that goes through everything that is logged on the way."""
    menu = house.call()
    ringing = house.post(menu.action, Digits="1")
    mailbox = house.post(ringing.action, DialCallStatus="failed")
    house.post(mailbox.action, RecordingSid=RECORDING, RecordingDuration="12")
    house.post("/voice/fallback", ErrorCode="11200", ErrorUrl=f"https://x/?caller={CALLER}")
    house.post("/voice", To="+390577235599")
    told = {"RecordingSid": RECORDING, "RecordingDuration": "long", "RecordingStatus": "completed"}
    house.send(f"/voice/recordings?number=0577235501&caller=%2B39{BARE}", {**FORM, **told})
    house.send("/voice/recordings", {**FORM, "RecordingSid": "no", "From": CALLER})
    house.send("/voice", FORM, token="another's")


def test_every_line_of_a_call_carries_its_sid_and_no_callers_number(
    housed: Housed, written: Written
) -> None:
    house = housed(FLOW)
    before = len(lines(written))
    live_through(house)
    found = lines(written)[before:]
    events = {line["event"] for line in found}
    assert events >= {
        "webhook",
        "step failed",
        "Twilio could not use an answer",
        "no flow for this number",
        "recording of no sensible length",
        "recording taken in",
        "recording callback ignored",
        "signature refused",
    }
    assert [line for line in found if line.get("call_sid") != SID] == []
    assert BARE not in written.getvalue()
    assert all("timestamp" in line and "level" in line for line in found)


def test_an_exception_that_names_the_caller_is_masked(
    housed: Housed, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = housed(FLOW)

    def fails(*_: object, **__: object) -> None:
        raise ValueError(f"no route for {CALLER}")

    monkeypatch.setattr(house.app.extensions["centralino"], "answer", fails)
    house.call()
    (line,) = [each for each in lines(written) if each["event"] == "webhook failed"]
    assert "no route for +39333*****67" in line["exception"]
    assert line["call_sid"] == SID
    assert BARE not in written.getvalue()
