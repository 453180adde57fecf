"""What a worker logs of a call tells which call: from its delivery to its deletion."""

from collections.abc import Iterator
from typing import Any

import pytest
from standins.twilio_api import Reply, TwilioApi
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from centralino.delivery.job import Result
from centralino.delivery.job_runner import JobRunner
from centralino.delivery.retention import Retirement

from .office import Bench, sid

CALL = sid("CA")


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    with capture_logs(processors=[merge_contextvars]) as lines:
        yield lines


def test_an_errand_that_fails_tells_the_call(
    desk: Bench, api: TwilioApi, logged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = sid()
    api.keep(recording, CALL)
    desk.take(recording, call_sid=CALL)
    monkeypatch.setattr("centralino.delivery.voicemail_delivery.voicemail_letter", None)
    errands = JobRunner(desk.means)
    errands.settle("voicemail", recording, 1, "", errands.send("voicemail", recording, 1, ""))
    assert [line["event"] for line in logged] == ["errand failed", "errand put off"]
    assert {line["call_sid"] for line in logged} == {CALL}


def test_a_voicemail_that_is_delivered_tells_the_call(
    desk: Bench, api: TwilioApi, logged: list[Any]
) -> None:
    recording = sid()
    api.keep(recording, CALL)
    desk.take(recording, call_sid=CALL)
    errands = JobRunner(desk.means)
    errands.settle("voicemail", recording, 1, "", errands.send("voicemail", recording, 1, ""))
    (line,) = logged
    assert (line["event"], line["call_sid"]) == ("voicemail delivered", CALL)


def test_audio_that_cannot_be_deleted_tells_the_call(
    desk: Bench, api: TwilioApi, logged: list[Any]
) -> None:
    recording = sid()
    desk.take(recording, call_sid=CALL)
    api.outage = Reply(500)
    Retirement(desk.means).erase_recordings([recording])
    (line,) = logged
    assert (line["event"], line["call_sid"]) == ("recording not deleted yet", CALL)


def test_an_errand_of_a_call_tells_it_and_one_of_a_day_tells_none(
    desk: Bench, logged: list[Any]
) -> None:
    failed = Result(failure="no mail server")
    JobRunner(desk.means).settle("missed", CALL, 1, "", failed)
    JobRunner(desk.means).settle("digest", "0577235501/2026-11-23", 1, "", failed)
    of_call, of_day = (line for line in logged if line["event"] == "errand put off")
    assert of_call["call_sid"] == CALL
    assert "call_sid" not in of_day
