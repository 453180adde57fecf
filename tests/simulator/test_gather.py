import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.simulator.events import Pressed, Replied, Silent, Spoke, Warned
from centralino.simulator.gather import enter_keys

from .little_app import LittleApp, ring

KEYS = st.text("0123456789*#", min_size=1, max_size=12)
MENU = '<Say language="it-IT">Premere uno.</Say>'


def menu(attributes: str = "", after: str = "<Say>Nothing</Say>") -> LittleApp:
    voice = f'<Gather action="/chosen" {attributes}>{MENU}</Gather>{after}'
    return LittleApp().on("/voice", voice).on("/chosen", "<Say>Chosen</Say>")


@pytest.mark.parametrize(
    ("attributes", "pressed", "digits"),
    [
        ('numDigits="1"', "1", "1"),
        ('numDigits="2"', "123", "12"),
        ("", "12#", "12"),
        ("", "12", "12"),
        ('finishOnKey="*"', "1#2*", "1#2"),
        ('finishOnKey="" numDigits="1"', "#", "#"),
        ('finishOnKey=""', "1#*", "1#*"),
    ],
)
def test_what_is_entered_is_submitted(attributes: str, pressed: str, digits: str) -> None:
    app = menu(attributes)
    transcript = ring(app, press=pressed)
    assert app.sent("/chosen")[0].form["Digits"] == digits
    assert transcript.heard() == "Premere uno.\nChosen"
    assert Pressed(pressed) in [undated(e) for e in transcript.events if isinstance(e, Pressed)]


def undated(event: Pressed) -> Pressed:
    return Pressed(event.keys, event.by, event.assumed)


@given(keys=KEYS, finish=st.sampled_from(["", "#", "*", "5"]), limit=st.integers(1, 5) | st.none())
def test_an_entry_never_holds_its_finish_key_nor_more_than_its_limit(
    keys: str, finish: str, limit: int | None
) -> None:
    entry = enter_keys(keys, finish, limit)
    assert not finish or finish not in entry.digits
    assert limit is None or len(entry.digits) <= limit
    assert entry.complete or (entry.digits, entry.lost) == (keys, "")
    assert keys.startswith(entry.digits)
    assert keys.endswith(entry.lost)


def test_silence_goes_on_with_the_next_verb_after_the_time_out() -> None:
    app = menu('timeout="7"')
    transcript = ring(app, press="-")
    assert app.sent("/chosen") == []
    assert transcript.heard() == "Premere uno.\nNothing"
    assert [e.seconds for e in transcript.events if isinstance(e, Silent)] == [7]
    assert 7 < transcript.ending.seconds < 10


def test_the_finish_key_alone_is_no_input() -> None:
    app = menu()
    assert ring(app, press="#").heard() == "Premere uno.\nNothing"
    assert app.sent("/chosen") == []


@pytest.mark.parametrize("press", ["-", "#"])
def test_an_empty_result_is_submitted_when_asked_for(press: str) -> None:
    app = menu('actionOnEmptyResult="true"')
    ring(app, press=press)
    assert app.sent("/chosen")[0].form["Digits"] == ""


def test_without_an_action_the_same_document_is_asked_again() -> None:
    app = LittleApp().on("/voice", "<Redirect>/here?step=a</Redirect>")
    app.on("/here", f"<Gather>{MENU}</Gather>", "<Hangup/>")
    ring(app, press="4#")
    assert [r.query for r in app.sent("/here")] == ["step=a", "step=a"]
    assert app.sent("/here")[1].form["Digits"] == "4"


def test_a_get_action_has_the_digits_in_its_query() -> None:
    app = menu('method="GET" numDigits="1"')
    ring(app, press="3")
    assert app.sent("/chosen")[0].method == "GET"
    assert "Digits=3" in app.sent("/chosen")[0].query


def test_a_key_cuts_the_prompt_short_when_told_to() -> None:
    prompts = "<Gather action='/chosen' numDigits='1'><Say>One</Say><Say>Two</Say></Gather>"
    app = LittleApp().on("/voice", prompts).on("/chosen", "<Say>Chosen</Say>")
    spoken = [e for e in ring(app, press="1!").events if isinstance(e, Spoke)]
    assert [(e.text, e.cut_short) for e in spoken] == [("One", True), ("Chosen", False)]


def test_keys_beyond_the_limit_are_told_as_lost() -> None:
    warned = [e.text for e in ring(menu('numDigits="1"'), press="12").events if type(e) is Warned]
    assert warned == ["'2' was lost: the prompt took '1' and went on"]


def test_speech_is_submitted_where_it_is_listened_to() -> None:
    app = menu('input="dtmf speech"')
    transcript = ring(app, speak="segreteria")
    form = app.sent("/chosen")[0].form
    assert (form["SpeechResult"], form["Confidence"]) == ("segreteria", "0.9")
    assert [e.text for e in transcript.events if isinstance(e, Replied)] == ["segreteria"]


def test_speech_is_not_heard_by_a_prompt_for_keys() -> None:
    app = menu()
    transcript = ring(app, speak="segreteria")
    assert app.sent("/chosen") == []
    assert any("words for 1 prompt" in e.text for e in transcript.events if type(e) is Warned)


def test_keys_are_not_read_by_a_prompt_for_speech() -> None:
    app = menu('input="speech"')
    ring(app, press="1")
    assert app.sent("/chosen") == []


def test_hanging_up_at_a_prompt_submits_nothing() -> None:
    app = menu()
    transcript = ring(app, press="hangup")
    assert (transcript.ending.how, transcript.ending.by) == ("abandoned", "caller")
    assert app.sent("/chosen") == []
    assert app.sent("/voice/status")[0].form["CallStatus"] == "completed"


def test_what_may_not_stand_inside_is_told() -> None:
    app = LittleApp().on("/voice", "<Gather><Record/><Say>Go on</Say></Gather>")
    transcript = ring(app)
    assert "<Record> inside <Gather> is ignored by Twilio" in [
        e.text for e in transcript.events if isinstance(e, Warned)
    ]
    assert transcript.heard() == "Go on"


def test_a_number_that_is_none_leaves_the_default() -> None:
    transcript = ring(menu('timeout="soon"'))
    assert [e.seconds for e in transcript.events if isinstance(e, Silent)] == [5]
    assert any('timeout="soon"' in e.text for e in transcript.events if isinstance(e, Warned))


def test_a_prompt_repeated_without_end_is_left_by_hanging_up() -> None:
    app = LittleApp().on("/voice", '<Gather><Say loop="0">Press</Say></Gather>')
    assert ring(app).ending.how == "abandoned"
