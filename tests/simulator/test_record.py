import pytest
from werkzeug.wrappers import Response

from centralino.simulator.events import Beeped, Failed, Recorded, Silent, Warned

from .little_app import LittleApp, ring

CALLBACK = 'recordingStatusCallback="/voice/recordings?n=1#rc=5"'


def recorder(attributes: str = "") -> LittleApp:
    document = f'<Say>Speak</Say><Record action="/done" {attributes}/><Say>Empty</Say>'
    app = LittleApp().on("/voice", document).on("/done", "<Say>Thanks</Say>")
    return app.on("/voice/recordings", Response(status=204))


@pytest.mark.parametrize(
    ("attributes", "record", "seconds", "stopped_by", "digits"),
    [
        ("", "12s", "12", "silence", None),
        ("", "12s#", "12", "key", "#"),
        ('maxLength="10"', "12s", "10", "limit", None),
        ('finishOnKey="*"', "12s#", "12", "silence", None),
        ('maxLength="10"', "10s", "10", "silence", None),
    ],
)
def test_a_message_is_told_to_the_action(
    attributes: str, record: str, seconds: str, stopped_by: str, digits: str | None
) -> None:
    app = recorder(attributes)
    transcript = ring(app, record=record)
    form = app.sent("/done")[0].form
    assert (form["RecordingDuration"], form.get("Digits")) == (seconds, digits)
    assert form["RecordingUrl"].endswith(form["RecordingSid"])
    assert [e.stopped_by for e in transcript.recordings] == [stopped_by]
    assert transcript.heard() == "Speak\nThanks"
    assert transcript.ending.how == "voicemail"


@pytest.mark.parametrize("attributes", ["", 'timeout="9"'])
def test_nothing_said_goes_on_with_the_next_verb(attributes: str) -> None:
    app = recorder(f"{attributes} {CALLBACK}")
    transcript = ring(app, record="0")
    assert app.sent("/done") == app.sent("/voice/recordings") == []
    assert transcript.heard() == "Speak\nEmpty"
    waited = [e.seconds for e in transcript.events if isinstance(e, Silent)]
    assert waited == [9 if attributes else 5]
    assert transcript.ending.how == "information"


@pytest.mark.parametrize(("record", "hang_up"), [("12s:hangup", None), ("60s", "14s")])
def test_hanging_up_after_a_message_is_told_and_keeps_it(record: str, hang_up: str | None) -> None:
    app = recorder()
    transcript = ring(app, record=record, hang_up=hang_up)
    form = app.sent("/done")[0].form
    assert (form["Digits"], form["CallStatus"]) == ("hangup", "completed")
    assert form["RecordingDuration"] == "12"
    assert transcript.heard() == "Speak"
    assert (transcript.ending.how, transcript.ending.by) == ("voicemail", "caller")


def test_hanging_up_at_the_beep_leaves_nothing() -> None:
    app = recorder(CALLBACK)
    transcript = ring(app, record="hangup")
    assert transcript.ending.how == "abandoned"
    assert app.sent("/done") == app.sent("/voice/recordings") == []


def test_the_recordings_callback_comes_after_the_action() -> None:
    app = recorder(CALLBACK)
    transcript = ring(app, record="12s")
    paths = [received.path for received in app.received]
    assert paths == ["/voice", "/done", "/voice/recordings", "/voice/status"]
    received = app.sent("/voice/recordings")[0]
    assert received.query == "n=1"
    assert received.form["RecordingStatus"] == "completed"
    assert received.form["RecordingSource"] == "RecordVerb"
    assert received.form["RecordingSid"] == transcript.recordings[0].sid
    assert received.form["RecordingDuration"] == "12"
    assert received.form["CallSid"] == transcript.sid


def test_only_the_statuses_asked_for_are_told() -> None:
    asked = f'{CALLBACK} recordingStatusCallbackEvent="in-progress completed absent"'
    for record, statuses in (("5s", ["in-progress", "completed"]), ("0", ["absent"])):
        app = recorder(asked)
        ring(app, record=record)
        told = [received.form["RecordingStatus"] for received in app.sent("/voice/recordings")]
        assert told == statuses


def test_a_recording_nobody_took_note_of_is_a_fault() -> None:
    app = recorder(CALLBACK).on("/voice/recordings", Response(status=500))
    transcript = ring(app, record="5s")
    assert transcript.ending.how == "voicemail"
    assert [e.code for e in transcript.events if isinstance(e, Failed)] == [11200]
    assert not transcript.went_well


def test_there_is_a_beep_unless_it_is_turned_off() -> None:
    assert any(isinstance(e, Beeped) for e in ring(recorder(), record="5s").events)
    silent = ring(recorder('playBeep="false"'), record="5s")
    assert not any(isinstance(e, Beeped) for e in silent.events)


def test_a_message_nobody_told_of_is_assumed() -> None:
    found = [e for e in ring(recorder()).events if isinstance(e, Recorded)]
    assert [(e.seconds, e.assumed) for e in found] == [(10, True)]


def test_a_callback_to_another_server_is_only_told() -> None:
    app = recorder('recordingStatusCallback="https://elsewhere.example/r"')
    transcript = ring(app, record="5s")
    assert any("another server" in e.text for e in transcript.events if isinstance(e, Warned))
    assert transcript.went_well
