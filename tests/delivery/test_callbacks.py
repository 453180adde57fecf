"""What Twilio posts about recordings and ended calls, good and bad."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import update
from standins.twilio_api import ACCOUNT, TwilioApi

from centralino.calls.call_log import Learned
from centralino.delivery import job_rows
from centralino.delivery.delivery_services import make_delivery_services
from centralino.delivery.intake import Announced, Intake
from centralino.delivery.job_runner import JobRunner
from centralino.store.models import AudioState, DeliveryState, Receipt, Recipient, Recording
from handlers.database_share import Share
from handlers.twilio import recordings, status

from .office import CALLER, QUICK, URP, Bench, directory, office, settings

NOW = datetime(2026, 11, 23, 11, 2, tzinfo=UTC)
RE = "RE" + "ab" * 16
CA = "CA" + "cd" * 16
QUERY = (
    f"/voice/recordings?number={URP}&step=mailbox&l=en&w=welcome.1~office.busy%400577235010"
    "&caller=%2B393331234567&to=a%40example.org,b%40example.org"
)
FORM = {
    "AccountSid": ACCOUNT,
    "CallSid": CA,
    "RecordingSid": RE,
    "RecordingStatus": "completed",
    "RecordingDuration": "12",
    "RecordingUrl": "https://evil.example/steal.mp3",
    "RecordingSource": "RecordVerb",
}


class Trusting:
    def is_from_twilio(self, _: object) -> bool:
        return True


class Notes:
    def __init__(self) -> None:
        self.taken: list[Learned] = []
        self.has_room = True

    def note(self, learned: Learned) -> bool:
        self.taken.append(learned)
        return self.has_room


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def web(desk: Bench, notes: Notes) -> FlaskClient:
    app = trusting_app()
    app.register_blueprint(recordings.blueprint(desk.intake, ACCOUNT, lambda: NOW, QUICK))
    app.register_blueprint(status.blueprint(notes, desk.means.directory, lambda: NOW))
    return app.test_client()


def trusting_app() -> Flask:
    app = Flask(__name__)
    app.extensions["verifier"], app.extensions["share"] = Trusting(), Share(8)
    return app


def kept(desk: Bench, recording: str = RE) -> Recording | None:
    with desk.means.store.reading() as session:
        found = session.get(Recording, recording)
        if found is not None:
            assert found.recipients is not None
        return found


def queued(desk: Bench) -> list[str]:
    return sorted(one.workflow_id for one in job_rows.under_way(desk.means.dispatch.client))


def test_a_recording_is_stored_with_all_that_its_call_has_learned(
    desk: Bench, web: FlaskClient
) -> None:
    assert web.post(QUERY, data=FORM).status_code == 204
    found = kept(desk)
    assert found is not None
    assert (found.call_sid, found.number, found.caller) == (CA, URP, CALLER)
    assert (found.step, found.language, found.seconds) == ("mailbox", "en", 12)
    assert found.trail == "welcome.1~office.busy@0577235010"
    assert [item.address for item in found.recipients] == ["a@example.org", "b@example.org"]
    assert (found.state, found.taken_at) == (DeliveryState.WAITING, NOW)


def test_replays_and_callbacks_out_of_order_change_nothing(desk: Bench, web: FlaskClient) -> None:
    for change in ({}, {}, {"RecordingStatus": "absent"}, {"RecordingStatus": "in-progress"}):
        answer = web.post(QUERY, data={**FORM, **change, "RecordingDuration": "99"})
        assert answer.status_code == 204
    found = kept(desk)
    assert found is not None
    assert (found.state, found.seconds) == (DeliveryState.WAITING, 99)


def test_a_recording_that_was_absent_first_is_delivered_when_it_is_there(
    desk: Bench, web: FlaskClient
) -> None:
    web.post(QUERY, data={**FORM, "RecordingStatus": "absent"})
    before = kept(desk)
    assert before is not None
    assert before.state == DeliveryState.EMPTY
    web.post(QUERY, data=FORM)
    after = kept(desk)
    assert after is not None
    assert (after.state, after.seconds) == (DeliveryState.WAITING, 12)


@pytest.mark.parametrize(
    "change",
    [
        {"RecordingSid": ""},
        {"RecordingSid": "RE1"},
        {"RecordingSid": "../../Calls/CA1"},
        {"RecordingSid": "CA" + "ab" * 16},
        {"RecordingSid": RE + "\n"},
        {"AccountSid": "AC" + "0" * 32},
        {"AccountSid": ""},
        {"CallSid": "unknown"},
        {"RecordingStatus": "in-progress"},
    ],
)
def test_what_is_no_recording_of_ours_is_ignored(
    desk: Bench, web: FlaskClient, change: dict[str, str]
) -> None:
    assert web.post(QUERY, data={**FORM, **change}).status_code == 204
    assert kept(desk) is None


URL = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RE}"


@pytest.mark.parametrize("url", [URL, f"{URL}.mp3", f"{URL}.json?Download=true"])
def test_a_recording_that_only_its_url_names_is_taken_in(
    desk: Bench, web: FlaskClient, url: str
) -> None:
    web.post(QUERY, data={**FORM, "RecordingSid": "", "RecordingUrl": url})
    assert kept(desk) is not None


@pytest.mark.parametrize(
    "url", [f"{URL}/../Calls", f"{URL}00", URL.replace("/RE", "/CA"), f"{URL}\n", f"?{URL}", ""]
)
def test_a_url_that_names_no_recording_is_none(desk: Bench, web: FlaskClient, url: str) -> None:
    web.post(QUERY, data={**FORM, "RecordingSid": "", "RecordingUrl": url})
    assert kept(desk) is None


@pytest.mark.parametrize("seconds", ["0", "-1", "12"])
def test_a_recording_that_failed_is_to_be_told_whatever_its_length(
    desk: Bench, web: FlaskClient, seconds: str
) -> None:
    form = {**FORM, "RecordingStatus": "failed", "RecordingDuration": seconds}
    for _ in range(3):
        assert web.post(QUERY, data=form).status_code == 204
    found = kept(desk)
    assert found is not None
    assert (found.state, found.audio, found.caller) == (
        DeliveryState.WAITING,
        AudioState.FAILED,
        CALLER,
    )
    assert [item.address for item in found.recipients] == ["a@example.org", "b@example.org"]
    assert queued(desk) == [f"voicemail/{RE}.1"]


def test_what_failed_first_and_came_after_all_is_delivered_anew(
    desk: Bench, web: FlaskClient
) -> None:
    for told in ("absent", "failed", "completed", "completed", "failed"):
        web.post(QUERY, data={**FORM, "RecordingStatus": told})
    found = kept(desk)
    assert found is not None
    assert (found.state, found.audio, found.turn) == (
        DeliveryState.WAITING,
        AudioState.UNKNOWN,
        "c",
    )
    assert queued(desk) == [f"voicemail/{RE}+c.1", f"voicemail/{RE}+f.1"]


def test_a_recording_is_new_when_it_is_taken_in_and_has_its_whole_patience(
    desk: Bench, web: FlaskClient
) -> None:
    web.post(QUERY, data=FORM)
    found = kept(desk)
    assert found is not None
    assert (found.attempts, found.deaths, found.error) == (0, 0, "")
    assert (found.due_at, found.patience_until) == (NOW, NOW + QUICK.patience)
    assert [(item.receipt, item.error) for item in found.recipients] == [(Receipt.WAITING, "")] * 2


@pytest.mark.parametrize("absent", [True, False])
def test_what_is_taken_in_again_is_said_to_be_known(desk: Bench, absent: bool) -> None:
    announced = Announced(RE, CA, URP, CALLER, NOW, seconds=12, absent=absent)
    assert [desk.intake.take(announced) for _ in range(3)] == [True, False, False]
    assert [desk.intake.take(replace(announced, absent=False)) for _ in range(2)] == [absent, False]


def test_a_correction_begins_its_own_recording_anew_and_touches_no_other(
    desk: Bench, web: FlaskClient
) -> None:
    other = "RE" + "ef" * 16
    for recording in (RE, other):
        web.post(QUERY, data={**FORM, "RecordingSid": recording, "RecordingStatus": "failed"})
    with desk.means.store.writing() as session:
        session.execute(
            update(Recording).values(state=DeliveryState.DEAD, settled_at=NOW, told_at=NOW)
        )
        session.execute(update(Recipient).values(receipt=Receipt.REFUSED, error="550"))
    web.post(QUERY, data={**FORM, "RecordingDuration": "34"})
    mended, left = kept(desk), kept(desk, other)
    assert mended is not None
    assert left is not None
    assert (mended.state, mended.seconds) == (DeliveryState.WAITING, 34)
    assert (mended.settled_at, mended.told_at, mended.due_at) == (None, None, NOW)
    assert {(item.receipt, item.error) for item in mended.recipients} == {(Receipt.WAITING, "")}
    assert (left.state, left.settled_at, left.told_at) == (DeliveryState.DEAD, NOW, NOW)
    assert {(item.receipt, item.error) for item in left.recipients} == {(Receipt.REFUSED, "550")}


@pytest.mark.parametrize(
    "field", ["EncryptionCek", "EncryptionIv", "EncryptionPublicKeySid", "EncryptionDetails"]
)
def test_an_encrypted_recording_is_known_for_one(desk: Bench, web: FlaskClient, field: str) -> None:
    web.post(QUERY, data={**FORM, field: "sealed"})
    found = kept(desk)
    assert found is not None
    assert found.audio == AudioState.ENCRYPTED


@pytest.mark.parametrize("language", ["xx", "de", "../en", "EN", "tlh-Latn"])
def test_an_unknown_language_is_the_offices(
    desk: Bench, web: FlaskClient, api: TwilioApi, language: str
) -> None:
    desk.book[0] = directory(office(language="en"))
    api.keep(RE, CA)
    assert web.post(QUERY.replace("l=en", f"l={language}"), data=FORM).status_code == 204
    found = kept(desk)
    assert found is not None
    assert found.language == "en"
    result = JobRunner(desk.means).send("voicemail", RE, 1, "")
    assert (result.is_told, result.failure) == (True, "")


@pytest.mark.parametrize("sent", ["-5", "999999", "1e3", "", "¹²", "9" * 5000, "NaN"])
def test_an_absurd_length_is_left_out_and_the_recording_kept(
    desk: Bench, web: FlaskClient, sent: str
) -> None:
    assert web.post(QUERY, data={**FORM, "RecordingDuration": sent}).status_code == 204
    found = kept(desk)
    assert found is not None
    assert (found.state, found.seconds) == (DeliveryState.WAITING, None)


@pytest.mark.parametrize(
    ("seconds", "state"), [("1", DeliveryState.EMPTY), ("2", DeliveryState.WAITING)]
)
def test_what_callers_were_told_is_too_short_is_not_delivered(
    desk: Bench, web: FlaskClient, seconds: str, state: DeliveryState
) -> None:
    assert web.post(QUERY, data={**FORM, "RecordingDuration": seconds}).status_code == 204
    found = kept(desk)
    assert found is not None
    assert found.state == state


def test_a_recording_goes_to_twenty_addresses_and_no_more(desk: Bench, web: FlaskClient) -> None:
    addresses = [f"a{number:02}@example.org" for number in range(21)]
    for recording, some in ((RE, addresses), (RE.replace("a", "c"), addresses[:20])):
        query = {"number": URP, "to": ",".join(some)}
        web.post("/voice/recordings", query_string=query, data={**FORM, "RecordingSid": recording})
        found = kept(desk, recording)
        assert found is not None
        assert sorted(item.address for item in found.recipients) == addresses[:20]


def test_a_store_that_fails_gives_500_so_that_twilio_tries_again() -> None:
    means = make_delivery_services(
        settings("postgresql://nobody@127.0.0.1:9/none"), directory, QUICK
    )
    intake = Intake(means.store, means.dispatch, means.directory, QUICK)
    app = trusting_app()
    app.register_blueprint(recordings.blueprint(intake, ACCOUNT, lambda: NOW, QUICK))
    assert app.test_client().post(QUERY, data=FORM).status_code == 500
    means.close()


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.text(max_size=80) for name in ("number", "step", "l", "w", "caller", "to")
        },
    )
)
def test_whatever_the_query_says_the_recording_is_kept(
    desk: Bench, web: FlaskClient, query: dict[str, str]
) -> None:
    recording = f"RE{abs(hash(repr(query))):032x}"
    form = {**FORM, "RecordingSid": recording}
    answer = web.post("/voice/recordings", data=form, query_string=query)
    assert answer.status_code == 204
    found = kept(desk, recording)
    assert found is not None
    assert all(re.fullmatch(r"\S+@\S+", item.address) for item in found.recipients)
    assert found.recipients


def test_the_end_of_a_call_is_noted(web: FlaskClient, notes: Notes) -> None:
    form = {
        "CallSid": CA,
        "To": f"+39{URP}",
        "From": CALLER,
        "CallStatus": "completed",
        "CallDuration": "41",
    }
    assert web.post("/voice/status", data=form).status_code == 204
    assert notes.taken == [Learned(CA, URP, CALLER, NOW, ended=True, seconds=41)]


@pytest.mark.parametrize(
    ("change", "count", "expected"),
    [
        ({"CallSid": "x"}, 0, None),
        ({"CallStatus": "ringing"}, 0, None),
        ({"CallDuration": "-1"}, 1, (URP, CALLER, None)),
        ({"From": "anonymous"}, 1, (URP, None, 41)),
        ({"To": "+390577999999"}, 1, ("", CALLER, 41)),
    ],
)
def test_bad_news_of_an_end_is_answered_all_the_same(
    web: FlaskClient,
    notes: Notes,
    change: dict[str, str],
    count: int,
    expected: tuple[str, str | None, int | None] | None,
) -> None:
    form = {"CallSid": CA, "To": f"+39{URP}", "From": CALLER, "CallStatus": "completed"}
    answer = web.post("/voice/status", data={**form, "CallDuration": "41", **change})
    assert answer.status_code == 204
    assert len(notes.taken) == count
    for learned in notes.taken:
        assert (learned.number, learned.caller, learned.seconds) == expected


def test_the_office_is_asked_for_its_addresses_where_the_step_names_none(
    desk: Bench, web: FlaskClient
) -> None:
    desk.book[0] = directory(office(addresses=("front@example.org",)))
    web.post(QUERY.replace("to=a%40example.org,b%40example.org", "to="), data=FORM)
    found = kept(desk)
    assert found is not None
    assert [item.address for item in found.recipients] == ["front@example.org"]


def test_an_end_for_which_the_call_log_has_no_room_is_asked_for_again(
    web: FlaskClient, notes: Notes
) -> None:
    form = {"CallSid": CA, "CallStatus": "completed", "To": "+390577235501", "From": CALLER}
    notes.has_room = False
    assert web.post("/voice/status", data=form).status_code == 503
    notes.has_room = True
    assert web.post("/voice/status", data=form).status_code == 204
