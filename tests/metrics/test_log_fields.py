"""What callers and strangers choose of a log line breaks none, and has an end."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from support.house import FORM, House, Housed

from centralino.core import logs
from centralino.core.log_fields import LONGEST, LONGEST_TRACE, SID, tidy, without_callers
from centralino.core.settings import Settings

FLOW = "steps: {start: {hangup: Buongiorno.}}"
ODD = "\x00\x07\n\r\x1b[2J\x7f\x80\x85\x9b\x9f\u2028\u2029\u202e\u200b\ufeff\ud800"
Written = Callable[[], str]


@pytest.fixture(params=["json", "console"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    form: Literal["json", "console"] = request.param
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    gathered = logs.set_up(Settings(log_format=form))

    def read() -> str:
        gathered.flush()
        return stream.getvalue()

    yield read
    gathered.end()
    structlog.reset_defaults()


def test_a_field_that_holds_anything_is_one_line(written: Written) -> None:
    structlog.get_logger().warning("odd", said=ODD, path=("a", ODD), call_sid=ODD)
    # Without the half of a character: what libraries log, pytest hands on between its processes.
    logging.getLogger("gunicorn.error").warning("odd %s", ODD.replace("\ud800", ""))
    text = written()
    assert text.endswith("\n")
    assert len(text.splitlines()) == 2
    assert not set(ODD) & set(text.replace("\n", "").replace("[2J", "")) - set("[2J")


def test_a_call_sid_is_cut_wherever_it_is_logged(housed: Housed, written: Written) -> None:
    house: House = housed(FLOW)
    sid = "CA" + "é\u2028" * 2_000
    house.call(CallSid=sid)
    house.call("+390577235599", CallSid=sid)
    house.post("/voice/0577235501/gone", CallSid=sid)
    house.post("/voice/fallback", CallSid=sid, ErrorCode="9" * 5_000)
    house.send("/voice", {**FORM, "CallSid": sid}, token="another's")
    house.send("/voice/recordings", {**FORM, "CallSid": sid})
    lines = written().splitlines()
    assert len([line for line in lines if "é" in line]) >= 6
    assert all(len(line) < 2 * LONGEST for line in lines)
    assert all(line.count("é") <= SID for line in lines)


def test_a_line_of_json_reads_as_what_was_cut_and_escaped() -> None:
    event = {"event": "odd", "call_sid": "CA\u2028" + "1" * 60, "said": "x" * 5_000, "n": 1}
    found = json.loads(json.dumps(tidy(None, "", dict(event))))
    assert found["call_sid"] == r"CA\u2028" + "1" * (SID - 3)
    assert found["said"] == "x" * LONGEST + "…"
    assert found["n"] == 1


def test_what_people_write_stays_as_it_is() -> None:
    event: dict[str, Any] = {"event": "Università: «sì», l’è così – 5 €", "numbers": 3}
    assert tidy(None, "", dict(event)) == event


def test_a_trace_keeps_its_lines_and_its_end() -> None:
    found = tidy(None, "", {"exception": "Traceback\n\tx\x1b[0m" + "y\n" * 20_000 + "Error: z"})
    assert len(found["exception"]) == LONGEST_TRACE
    assert found["exception"].endswith("y\nError: z")
    assert r"\x1b" in tidy(None, "", {"exception": "x\x1b[0m\n"})["exception"]


@given(st.text(), st.text())
def test_whatever_is_logged_has_no_line_of_its_own(said: str, sid: str) -> None:
    found = tidy(None, "", {"said": said, "call_sid": sid, "path": [said]})
    for text in (found["said"], found["call_sid"], found["path"][0]):
        assert len(text.splitlines()) <= 1
        text.encode()


@pytest.mark.parametrize(
    "line",
    [
        "Error handling request POST /voice/0577235501/a?caller=%2B393331234567&n=1",
        "Error handling request http://x/voice?From=+393331234567 HTTP/1.1",
        "Invalid request from ip=127.0.0.1: Invalid HTTP request line: 'a b +39 333 123 4567'",
        'Invalid request from ip=127.0.0.1: Invalid HTTP Header: "X\': 333 123 4567"',
        "Invalid request from ip=127.0.0.1: Invalid HTTP method: b'393331234567'",
        "a caller %2b393331234567 in a path, and +39333123456 and 3331234567",
    ],
)
def test_a_librarys_line_shows_no_caller(line: str) -> None:
    assert "333" not in without_callers(line)
    assert "123" not in without_callers(line)


@pytest.mark.parametrize(
    "line", ["Booting worker with pid: 4194304", "Listening at: http://127.0.0.1:8000 (1)"]
)
def test_what_names_nobody_is_shown(line: str) -> None:
    assert without_callers(line) == line
