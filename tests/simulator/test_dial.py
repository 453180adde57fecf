import pytest

from centralino.simulator.events import (
    Declined,
    Failed,
    Pressed,
    Rang,
    Spoke,
    Talked,
    Warned,
    Whispered,
)

from .little_app import CALLER, FIRST, NUMBER, SECOND, LittleApp, ring

BOTH = f"<Number>{FIRST}</Number><Number>{SECOND}</Number>"
ASKS = '<Gather action="/joined" numDigits="1"><Say>Press 1</Say></Gather><Hangup/>'


def dialling(inside: str, attributes: str = "", after: str = "<Say>After</Say>") -> LittleApp:
    document = f'<Dial action="/dialled" callerId="{NUMBER}" {attributes}>{inside}</Dial>{after}'
    return LittleApp().on("/voice", document).on("/dialled", "<Say>Dialled</Say>")


def rings(app: LittleApp, dial: str) -> list[tuple[str, float, str]]:
    events = ring(app, dial=dial).events
    return [(e.number, e.seconds, e.result) for e in events if isinstance(e, Rang)]


@pytest.mark.parametrize("result", ["busy", "no-answer", "failed", "canceled"])
def test_a_number_that_is_not_reached_tells_its_action_how(result: str) -> None:
    app = dialling(FIRST)
    transcript = ring(app, dial=result)
    form = app.sent("/dialled")[0].form
    assert form["DialCallStatus"] == result
    assert form["DialBridged"] == "false"
    assert form["DialCallSid"].startswith("CA")
    assert "DialCallDuration" not in form
    assert transcript.heard() == "Dialled"


def test_a_conversation_tells_its_action_how_long_it_was() -> None:
    app = dialling(FIRST)
    transcript = ring(app, dial="answered:45s")
    form = app.sent("/dialled")[0].form
    assert form["DialCallStatus"] == "completed"
    assert (form["DialBridged"], form["DialCallDuration"]) == ("true", "45")
    assert [e.seconds for e in transcript.events if isinstance(e, Talked)] == [45]
    assert transcript.ending.how == "conversation"
    assert transcript.dialled == (FIRST,)


def test_an_unanswered_number_rings_for_its_time_out_and_twilios_five_seconds() -> None:
    assert rings(dialling(FIRST, 'timeout="20"'), "no-answer") == [(FIRST, 25, "no-answer")]


def test_a_time_out_too_short_for_twilio_is_told_and_raised() -> None:
    transcript = ring(dialling(FIRST, 'timeout="1"'), dial="no-answer")
    assert [e.seconds for e in transcript.events if isinstance(e, Rang)] == [10]
    assert any("Twilio takes 5 to 600" in e.text for e in transcript.events if type(e) is Warned)


def test_a_time_limit_ends_the_conversation() -> None:
    app = dialling(FIRST, 'timeLimit="30"')
    ring(app, dial="answered:300")
    assert app.sent("/dialled")[0].form["DialCallDuration"] == "30"


@pytest.mark.parametrize("result", ["busy", "answered"])
def test_without_an_action_the_next_verb_runs(result: str) -> None:
    app = LittleApp().on("/voice", f"<Dial>{FIRST}</Dial><Say>After</Say>")
    assert ring(app, dial=result).heard() == "After"


def test_numbers_at_once_ring_together_until_one_is_joined() -> None:
    found = rings(dialling(BOTH), "no-answer,answered")
    assert found == [(SECOND, 8, "answered"), (FIRST, 8, "canceled")]


def test_numbers_at_once_share_their_time_out() -> None:
    transcript = ring(dialling(BOTH, 'timeout="10"'), dial="no-answer,no-answer")
    assert transcript.ending.seconds == pytest.approx(15.5, abs=0.1)


@pytest.mark.parametrize(
    ("dial", "status"),
    [("busy,busy", "busy"), ("busy,failed", "no-answer"), ("no-answer,busy", "no-answer")],
)
def test_numbers_at_once_tell_what_they_agree_on(dial: str, status: str) -> None:
    app = dialling(BOTH)
    ring(app, dial=dial)
    assert app.sent("/dialled")[0].form["DialCallStatus"] == status


def test_numbers_in_sequence_ring_one_after_the_other() -> None:
    app = dialling(BOTH, 'sequential="true" timeout="10"')
    assert rings(app, "no-answer,busy") == [(FIRST, 15, "no-answer"), (SECOND, 2, "busy")]
    assert app.sent("/dialled")[0].form["DialCallStatus"] == "busy"


def test_numbers_in_sequence_stop_at_the_first_who_answers() -> None:
    assert rings(dialling(BOTH, 'sequential="true"'), "answered,busy") == [(FIRST, 8, "answered")]


def screened(whisper: str = ASKS, joined: str = "") -> LittleApp:
    app = dialling(f'<Number url="/whisper?n=1">{FIRST}</Number>')
    return app.on("/whisper", whisper).on("/joined", joined)


def test_who_picks_up_is_asked_and_joined_when_they_press_the_key() -> None:
    app = screened()
    transcript = ring(app, dial="answered:30s")
    assert app.sent("/joined")[0].form["Digits"] == "1"
    assert [e.text for e in transcript.events if isinstance(e, Whispered)] == ["Press 1"]
    assert [e.by for e in transcript.events if isinstance(e, Pressed)] == [FIRST]
    assert transcript.heard() == "Dialled"
    assert transcript.ending.how == "conversation"
    assert app.sent("/dialled")[0].form["DialCallDuration"] == "30"


def test_a_screening_is_a_leg_of_its_own() -> None:
    app = screened()
    transcript = ring(app, dial="answered")
    form = app.sent("/whisper")[0].form
    assert (form["From"], form["To"], form["Direction"]) == (NUMBER, FIRST, "outbound-dial")
    assert form["ParentCallSid"] == transcript.sid
    assert form["CallSid"] == app.sent("/dialled")[0].form["DialCallSid"] != transcript.sid


def test_a_machine_that_presses_nothing_is_completed_and_not_bridged() -> None:
    app = screened()
    transcript = ring(app, dial="unconfirmed")
    form = app.sent("/dialled")[0].form
    assert (form["DialCallStatus"], form["DialBridged"]) == ("completed", "false")
    assert app.sent("/joined") == []
    assert [e.reason for e in transcript.events if isinstance(e, Declined)] == ["nobody confirmed"]
    assert transcript.ending.how == "information"


def test_a_hangup_after_the_key_refuses_the_caller() -> None:
    transcript = ring(screened(joined="<Hangup/>"), dial="answered")
    reasons = [e.reason for e in transcript.events if isinstance(e, Declined)]
    assert reasons == ["it was not accepted"]


def test_a_machine_that_nobody_asks_swallows_the_caller_and_that_is_told() -> None:
    transcript = ring(dialling(FIRST), dial="unconfirmed")
    assert [e.confirmed for e in transcript.events if isinstance(e, Talked)] == [False]


def test_while_one_is_screened_another_may_be_joined() -> None:
    whispering = f'<Number url="/whisper">{FIRST}</Number><Number>{SECOND}</Number>'
    app = dialling(whispering).on("/whisper", "<Say>Busy here</Say><Hangup/>")
    transcript = ring(app, dial="answered,answered")
    assert [e.number for e in transcript.events if isinstance(e, Talked)] == [SECOND]
    assert app.sent("/dialled")[0].form["DialBridged"] == "true"


def test_a_whisper_that_fails_is_a_fault_and_nobody_is_joined() -> None:
    app = dialling(f'<Number url="/nowhere">{FIRST}</Number>')
    transcript = ring(app, dial="answered")
    assert [e.code for e in transcript.events if isinstance(e, Failed)] == [11200]
    assert app.sent("/dialled")[0].form["DialBridged"] == "false"
    assert not transcript.went_well


def test_a_verb_that_a_whisper_may_not_hold_is_told() -> None:
    transcript = ring(screened("<Dial>1234</Dial>"), dial="answered")
    assert any("<Dial> is not allowed" in e.text for e in transcript.events if type(e) is Warned)


def test_a_caller_who_gives_up_while_it_rings_is_told_to_the_action() -> None:
    app = dialling(FIRST)
    transcript = ring(app, dial="hangup")
    form = app.sent("/dialled")[0].form
    assert (form["CallStatus"], form["DialCallStatus"]) == ("completed", "canceled")
    assert transcript.heard() == ""
    assert (transcript.ending.how, transcript.ending.by) == ("abandoned", "caller")


def test_a_caller_who_hangs_up_while_they_talk_had_a_conversation() -> None:
    app = dialling(FIRST)
    transcript = ring(app, dial="answered:300", hang_up="18s")
    assert transcript.ending.how == "conversation"
    assert app.sent("/dialled")[0].form["DialCallDuration"] == "10"


def test_a_call_that_waits_for_the_bridge_is_not_answered_until_then() -> None:
    app = dialling(FIRST, 'answerOnBridge="true"')
    ring(app, dial="busy")
    assert app.sent("/dialled")[0].form["CallStatus"] == "ringing"
    app = dialling(FIRST, 'answerOnBridge="true"')
    ring(app, dial="answered:20")
    assert app.sent("/dialled")[0].form["CallStatus"] == "in-progress"
    assert app.sent("/voice/status")[0].form["CallDuration"] == "20"


def test_a_caller_once_answered_stays_so() -> None:
    app = LittleApp().on("/voice", f'<Say>Hi</Say><Dial answerOnBridge="true">{FIRST}</Dial>')
    ring(app.on("/dialled", ""), dial="busy")
    assert app.sent("/voice/status")[0].form["CallStatus"] == "completed"


@pytest.mark.parametrize("noun", ["Sip", "Client", "Queue", "Conference"])
def test_other_nouns_are_refused_plainly(noun: str) -> None:
    transcript = ring(dialling(f"<{noun}>somebody</{noun}>"))
    assert transcript.ending.how == "not simulated"
    assert f"<{noun}>" in transcript.ending.reason
    assert not transcript.went_well


@pytest.mark.parametrize("text", ["", "nobody", "+39 0577 x"])
def test_what_is_no_number_fails(text: str) -> None:
    app = dialling(f"<Number>{text}</Number>")
    transcript = ring(app, dial="answered")
    assert app.sent("/dialled")[0].form["DialCallStatus"] == "failed"
    assert any("13223" in e.text for e in transcript.events if isinstance(e, Warned))


def test_a_withheld_caller_shown_to_the_telephone_is_told() -> None:
    app = LittleApp().on("/voice", f"<Dial>{FIRST}</Dial>")
    transcript = ring(app, dial="busy", from_="anonymous")
    assert any("13214" in e.text for e in transcript.events if isinstance(e, Warned))
    shown = [e.caller_id for e in ring(app, dial="busy").events if isinstance(e, Rang)]
    assert shown == [CALLER]


def test_what_nobody_told_is_assumed_and_said_so() -> None:
    found = [e for e in ring(dialling(FIRST)).events if isinstance(e, Rang)]
    assert [(e.result, e.assumed) for e in found] == [("no-answer", True)]


def test_what_is_left_out_of_the_simulation_is_told() -> None:
    noun = f'<Number statusCallback="/ringing">{FIRST}</Number>'
    transcript = ring(dialling(noun, 'record="record-from-answer"'), dial="busy")
    assert [e.text for e in transcript.events if isinstance(e, Warned)] == [
        "<Dial record> is not simulated",
        "<Number statusCallback> is not simulated",
    ]


def test_nothing_after_a_dial_with_an_action_is_reached() -> None:
    spoken = [e.text for e in ring(dialling(FIRST), dial="busy").events if isinstance(e, Spoke)]
    assert "After" not in spoken
