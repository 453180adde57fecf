from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.wrappers import Response

from centralino.simulator import CallClock, Event, HttpAnswer
from centralino.simulator.events import Ended, Failed, Paused, Played, Spoke, Warned, Webhook
from centralino.simulator.simulated_call import FAULT_MESSAGE
from centralino.simulator.twiml import UnusableError, read_twiml

from .little_app import CALLER, NUMBER, LittleApp, ring, twiml

XML = "text/xml"


def codes(events: tuple[Event, ...]) -> list[int]:
    return [event.code for event in events if isinstance(event, Failed)]


def warnings(events: tuple[Event, ...]) -> list[str]:
    return [event.text for event in events if isinstance(event, Warned)]


def test_the_first_request_tells_who_calls_whom() -> None:
    app = LittleApp().on("/voice", "<Say>Hello</Say>")
    transcript = ring(app)
    form = app.sent("/voice")[0].form
    assert (form["From"], form["To"], form["CallSid"]) == (CALLER, NUMBER, transcript.sid)
    assert (form["CallStatus"], form["Direction"]) == ("ringing", "inbound")
    assert form["AccountSid"].startswith("AC")


def test_the_end_of_a_document_ends_the_call_and_the_status_callback_tells_it() -> None:
    app = LittleApp().on("/voice", '<Say>Hello</Say><Pause length="3"/>')
    transcript = ring(app)
    assert (transcript.ending.how, transcript.ending.by) == ("information", "switchboard")
    assert transcript.went_well
    form = app.sent("/voice/status")[0].form
    assert (form["CallStatus"], form["CallDuration"]) == ("completed", "3")
    assert isinstance(transcript.events[-1], Ended)


@pytest.mark.parametrize("verb", ["<Hangup/>", "<Leave/>", "<Redirect>/other</Redirect>"])
def test_nothing_after_these_is_reached(verb: str) -> None:
    app = LittleApp().on("/voice", f"<Say>Before</Say>{verb}<Say>After</Say>").on("/other", "")
    assert ring(app).heard() == "Before"


def test_a_call_that_says_nothing_ended_badly() -> None:
    transcript = ring(LittleApp().on("/voice", "<Hangup/>"))
    assert transcript.ending.how == "silence"
    assert not transcript.went_well


def test_a_rejected_call_is_busy_and_was_never_answered() -> None:
    app = LittleApp().on("/voice", '<Reject reason="busy"/>')
    assert ring(app).ending.how == "rejected"
    form = app.sent("/voice/status")[0].form
    assert (form["CallStatus"], form["CallDuration"]) == ("busy", "0")


def test_a_reject_that_does_not_come_first_is_told() -> None:
    app = LittleApp().on("/voice", "<Say>Hello</Say><Reject/>")
    transcript = ring(app)
    assert transcript.ending.how == "information"
    assert any("must come first" in text for text in warnings(transcript.events))


@pytest.mark.parametrize("target", ["next?a=1", "/voice/next?a=1"])
def test_a_relative_address_is_resolved_on_the_current_document(target: str) -> None:
    app = LittleApp().on("/voice", "<Redirect>/voice/first</Redirect>")
    app.on("/voice/first", f"<Redirect>{target}</Redirect>").on("/voice/next", "<Say>Here</Say>")
    assert ring(app).heard() == "Here"
    assert app.sent("/voice/next")[0].query == "a=1"


def test_a_redirect_by_get_is_a_get() -> None:
    app = LittleApp().on("/voice", '<Redirect method="GET">/next</Redirect>').on("/next", "")
    ring(app)
    assert app.sent("/next")[0].method == "GET"
    assert "CallSid=CA" in app.sent("/next")[0].query


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Response("broken", 500, content_type=XML), 11200),
        (Response("not found", 404), 11200),
        (Response("", 200, content_type=XML), 12100),
        (Response("", 204), 12100),
        (Response("\n<?xml version='1.0'?><Response/>", content_type=XML), 12100),
        (Response("<Response><Say>", content_type=XML), 12100),
        (Response("<html/>", content_type="text/html"), 12100),
        (Response("{}", content_type="application/json"), 12300),
        (Response(f"<Response>{' ' * 65536}</Response>", content_type=XML), 11750),
    ],
)
def test_an_answer_that_cannot_be_used_goes_to_the_fallback(answer: Response, code: int) -> None:
    app = LittleApp().on("/voice", answer).on("/voice/fallback", "<Say>Sorry</Say>")
    transcript = ring(app)
    form = app.sent("/voice/fallback")[0].form
    assert form["ErrorCode"] == str(code)
    assert form["ErrorUrl"] == f"{app.public_url}/voice"
    assert codes(transcript.events) == [code]
    assert transcript.heard() == "Sorry"
    assert transcript.ending.how == "information"
    assert not transcript.went_well


def test_a_fallback_that_fails_too_leaves_twilios_own_message() -> None:
    transcript = ring(LittleApp().on("/voice", Response(status=500)))
    assert codes(transcript.events) == [11200, 11200]
    assert transcript.heard() == FAULT_MESSAGE
    assert transcript.ending.how == "fault"


def test_a_fault_in_the_middle_of_a_call_goes_to_the_fallback_with_what_was_sent() -> None:
    app = LittleApp().on("/voice", '<Gather action="/gone" numDigits="1"/>')
    ring(app.on("/voice/fallback", "<Say>Sorry</Say>"), press="7")
    form = app.sent("/voice/fallback")[0].form
    assert (form["Digits"], form["ErrorUrl"]) == ("7", f"{app.public_url}/gone")


def test_a_refused_signature_is_told_with_what_to_look_at() -> None:
    app = LittleApp().on("/voice", Response("signature", 403))
    reasons = [e.reason for e in ring(app).events if isinstance(e, Failed)]
    assert "same PUBLIC_URL" in reasons[0]


def test_an_answer_after_fifteen_seconds_comes_too_late() -> None:
    with pytest.raises(UnusableError, match="took 16 s"):
        read_twiml("https://a.example/voice", HttpAnswer(200, XML, b"<Response/>", 16.0))
    assert (
        read_twiml("https://a.example/voice", HttpAnswer(200, XML, b"<Response/>", 14.9)).verbs
        == ()
    )


def test_plain_text_is_read_aloud() -> None:
    app = LittleApp().on("/voice", Response("Just words", content_type="text/plain"))
    assert ring(app).heard() == "Just words"


def test_a_call_that_goes_round_is_ended_and_told() -> None:
    app = LittleApp().on("/voice", "<Redirect>/voice</Redirect>")
    transcript = ring(app, documents=7)
    assert transcript.ending.how == "loop"
    assert transcript.ending.reason.startswith("7 documents without an end")
    assert len(app.sent("/voice")) == 7
    assert not transcript.went_well


def test_another_servers_document_is_not_simulated() -> None:
    app = LittleApp().on("/voice", "<Redirect>https://elsewhere.example/</Redirect>")
    assert ring(app).ending.how == "not simulated"


@pytest.mark.parametrize("verb", ["Enqueue", "Connect", "Pay"])
def test_a_verb_that_keeps_the_caller_is_not_simulated(verb: str) -> None:
    transcript = ring(LittleApp().on("/voice", f"<Say>Hi</Say><{verb}/>"))
    assert transcript.ending.reason == f"not simulated: <{verb}>"


@pytest.mark.parametrize("verb", ["Sms", "Sing"])
def test_an_unknown_verb_is_told_and_left_out(verb: str) -> None:
    transcript = ring(LittleApp().on("/voice", f"<{verb}>x</{verb}><Say>Hi</Say>"))
    assert any(f"<{verb}>" in text for text in warnings(transcript.events))
    assert transcript.heard() == "Hi"


def test_a_voice_says_which_and_in_what_language() -> None:
    say = '<Say language="it-IT" voice="Polly.Bianca-Neural">Buon <emphasis>giorno</emphasis></Say>'
    spoken = [e for e in ring(LittleApp().on("/voice", say)).events if isinstance(e, Spoke)]
    found = [(e.text, e.language, e.voice) for e in spoken]
    assert found == [("Buon giorno", "it-IT", "Polly.Bianca-Neural")]


def test_what_cannot_be_said_is_told() -> None:
    long = f'<Say voice="Polly.Bianca">{"a" * 3001}</Say>'
    found = warnings(ring(LittleApp().on("/voice", f"<Say> </Say>{long}")).events)
    assert any("13520" in text for text in found)
    assert any("Twilio takes 3000" in text for text in found)


@pytest.mark.parametrize(
    ("voice", "most"), [("Polly.Bianca", 3000), ("Google.it-IT-Neural2-A", 4500), ("man", 4000)]
)
def test_the_last_character_that_a_voice_takes_is_not_told(voice: str, most: int) -> None:
    for length, told in ((most, 0), (most + 1, 1)):
        say = f'<Say voice="{voice}">{"a" * length}</Say>'
        found = warnings(ring(LittleApp().on("/voice", say)).events)
        assert len([text for text in found if "<Say>" in text]) == told


def test_audio_that_is_not_there_is_told() -> None:
    app = LittleApp().on("/voice", "<Play>/static/a.mp3</Play><Play>/static/b.mp3</Play>")
    transcript = ring(app.on("/static/a.mp3", Response("", content_type="audio/mpeg")))
    played = [e.url for e in transcript.events if isinstance(e, Played)]
    assert played == [f"{app.public_url}/static/{name}.mp3" for name in "ab"]
    assert [text.split(": ")[-1] for text in warnings(transcript.events)] == [
        "the app answered 404"
    ]


def test_hanging_up_after_a_while_ends_whatever_goes_on() -> None:
    app = LittleApp().on("/voice", '<Say>Hello</Say><Pause length="60"/>')
    transcript = ring(app, hang_up="20s")
    assert (transcript.ending.seconds, transcript.ending.by) == (20, "caller")
    assert app.sent("/voice/status")[0].form["CallDuration"] == "20"


def test_a_pause_that_comes_first_delays_the_answer() -> None:
    app = LittleApp().on("/voice", '<Pause length="10"/><Say>Hi</Say><Pause length="4"/>')
    transcript = ring(app)
    assert [e.seconds for e in transcript.events if isinstance(e, Paused)] == [10, 4]
    assert app.sent("/voice/status")[0].form["CallDuration"] == "4"


def test_a_status_callback_that_fails_is_a_fault() -> None:
    app = LittleApp().on("/voice", "<Say>Hi</Say>").on("/voice/status", Response(status=500))
    assert not ring(app).went_well


def test_what_was_told_and_never_came_to_be_is_said() -> None:
    transcript = ring(LittleApp().on("/voice", "<Say>Hi</Say>"), press="1,2", record="3s")
    assert warnings(transcript.events) == [
        "told, but never needed: keys for 2 prompts",
        "told, but never needed: 1 message",
    ]


def test_the_apps_clock_goes_on_with_the_call() -> None:
    clock = CallClock(datetime(2026, 11, 23, 12, 59, tzinfo=ZoneInfo("Europe/Rome")))
    seen: list[datetime] = []
    app = LittleApp().on("/voice", '<Pause length="90"/><Redirect>/next</Redirect>').on("/next", "")
    ring(app, clock=clock, listen=lambda event: seen.append(clock()))
    assert seen[0].strftime("%H:%M:%S %Z") == "12:59:00 CET"
    assert seen[-1].strftime("%H:%M:%S %Z") == "13:00:30 CET"


def test_the_clock_counts_true_seconds_through_a_change_of_hour() -> None:
    clock = CallClock(datetime(2026, 10, 25, 2, 59, 50, tzinfo=ZoneInfo("Europe/Rome")))
    clock.advance(20)
    assert clock().astimezone(UTC) == datetime(2026, 10, 25, 1, 0, 10, tzinfo=UTC)
    assert clock().strftime("%H:%M:%S %Z") == "02:00:10 CET"


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(
    verbs=st.lists(
        st.sampled_from(
            [
                "<Say>Hello there</Say>",
                '<Gather action="/voice" numDigits="1"><Say>Press</Say></Gather>',
                '<Dial action="/voice" callerId="+390577235501">+390577235010</Dial>',
                "<Dial>+390577235010</Dial>",
                '<Record action="/voice" maxLength="4"/>',
                "<Redirect>/voice</Redirect>",
                "<Hangup/>",
                "<Unknown/>",
            ]
        ),
        max_size=5,
    ),
    press=st.sampled_from(["1", "-", "hangup", "1,-,12#"]),
    dial=st.sampled_from(["busy", "answered:5", "hangup", "no-answer,unconfirmed"]),
    record=st.sampled_from(["0", "3s", "9s:hangup", "hangup"]),
    hang_up=st.none() | st.integers(1, 60).map(str),
)
def test_every_call_ends_once_in_order_and_is_told(
    verbs: list[str], press: str, dial: str, record: str, hang_up: str | None
) -> None:
    app = LittleApp().on("/voice", "".join(verbs))
    transcript = ring(app, press=press, dial=dial, record=record, hang_up=hang_up, documents=20)
    assert [type(e) is Ended for e in transcript.events].count(True) == 1
    assert transcript.events[-1] is transcript.ending
    times = [event.at for event in transcript.events]
    assert times == sorted(times)
    assert transcript.ending.seconds <= float(hang_up or "inf")
    assert len(app.sent("/voice/status")) == 1
    assert len(app.sent("/voice")) <= 20 + len(transcript.recordings) + 1


def test_webhooks_are_kept_as_they_were_exchanged() -> None:
    app = LittleApp().on("/voice", twiml("<Say>Hi</Say>"))
    webhooks = [e for e in ring(app).events if isinstance(e, Webhook)]
    assert [(w.url, w.status) for w in webhooks] == [
        (f"{app.public_url}/voice", 200),
        (f"{app.public_url}/voice/status", 204),
    ]
    assert webhooks[0].body.endswith("<Response><Say>Hi</Say></Response>")
