"""What goes wrong, and how the caller is helped all the same."""

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs
from support.house import CALLER, FORM, NUMBER, SID, House, Housed, document

from centralino.loading.organisation import Organisation as Loaded
from centralino.switchboard.switchboard import Switchboard

FLOW = """
office: Ufficio Tasse
email: tasse@example.org
steps:
  start: {say: Buongiorno., then: ask}
  ask: {menu: Prema uno., keys: {1: mailbox}}
  mailbox: {voicemail: office, greeting: Dica.}
"""
UNAVAILABLE = "Università di Prova. Questo numero in questo momento non è attivo."


@pytest.fixture
def desk(housed: Housed) -> House:
    return housed(FLOW)


@pytest.mark.parametrize("to", ["+390577235599", "", "x", "+1" * 5000, "anonymous", "☎", "+39\x00"])
def test_a_number_without_a_flow_gets_the_organisations_message(desk: House, to: str) -> None:
    with capture_logs() as events:
        answer = desk.call(to)
    assert answer.spoken.startswith(UNAVAILABLE)
    assert answer.verbs[-1] == "Hangup"
    assert [event["log_level"] for event in events] == ["error"]


def test_a_broken_flow_gets_the_organisations_message_and_the_others_work(housed: Housed) -> None:
    desk = housed(FLOW, broken='number: "0577 235502"\nring: [nobody]')
    assert desk.call("+390577235502").spoken.startswith(UNAVAILABLE)
    assert desk.call().spoken == "Buongiorno. Prema uno."


def test_a_call_without_parameters_is_answered(desk: House) -> None:
    assert document(desk.send("/voice", [])).spoken.startswith(UNAVAILABLE)
    assert document(desk.send("/voice", {"To": NUMBER})).spoken.startswith("Buongiorno.")


def test_of_a_repeated_parameter_the_first_counts(desk: House) -> None:
    pairs = [*FORM.items(), ("To", "+390577235599"), ("From", "+390000")]
    assert document(desk.send("/voice", pairs)).spoken.startswith("Buongiorno.")
    assert desk.last.caller == CALLER


@pytest.mark.parametrize("body", [b"To=%2B390577235501&From=%FF%FE", b"To=%2B390577235501&%C3=%C3"])
def test_parameters_of_no_encoding_are_answered(desk: House, body: bytes) -> None:
    assert document(desk.send_bytes("/voice", body)).spoken.startswith("Buongiorno.")


@pytest.mark.parametrize(
    "sent",
    [
        "anonymous",
        "Anonymous",
        "UNKNOWN",
        "restricted",
        "Restricted",
        "+7378742833",
        "266696687",
        "",
        "x",
    ],
)
def test_a_withheld_number_is_told_to_nobody_as_a_number(desk: House, sent: str) -> None:
    assert desk.call(From=sent).spoken.startswith("Buongiorno.")
    assert desk.last.caller is None


def test_a_step_that_is_no_more_begins_the_flow_again_and_is_logged(desk: House) -> None:
    with capture_logs() as events:
        answer = desk.post("/voice/0577235501/gone?n=3", Digits="1")
    assert "Buongiorno. Prema uno." in answer.spoken
    assert answer.spoken.startswith("Il servizio è stato appena aggiornato")
    assert any(event["event"] == "step failed" for event in events)


@pytest.mark.parametrize("step", ["a/b", "a%2Fb", "ask/", "/ask", "/", "//", "", "%2F", "a/../b"])
@pytest.mark.parametrize("number", ["0577235501", "0577235599", ""])
def test_a_step_with_slashes_in_its_name_gets_an_answer(
    desk: House, number: str, step: str
) -> None:
    with capture_logs() as events:
        answer = desk.post(f"/voice/{number}/{step}?n=2", Digits="1")
    expected = "Buongiorno." if number == "0577235501" else UNAVAILABLE
    assert expected in answer.spoken
    assert any(event["log_level"] in ("error", "warning") for event in events)


def test_no_webhook_below_voice_is_left_without_an_answer(desk: House) -> None:
    for path in ("/voice/", "/voice/0577235501", "/voice//", "/voice/control/1/2", "/voice/x/y/z"):
        assert desk.post(path).spoken
    assert desk.app.test_client().post("/voice/x/y/z").status_code == 403


def test_a_conversation_whose_step_is_no_more_still_ends_the_call(desk: House) -> None:
    answer = desk.post("/voice/0577235501/gone?n=3", DialCallStatus="completed")
    assert (answer.verbs, desk.last.ending) == (["Hangup"], "conversation")


def test_a_message_whose_step_is_no_more_still_counts(desk: House) -> None:
    answer = desk.post("/voice/0577235501/gone?n=3", RecordingSid="RE1", RecordingDuration="9")
    assert answer.verbs == ["Say", "Hangup"]
    assert desk.last.ending == "voicemail"
    gone = desk.post("/voice/0577235501/gone?n=3", RecordingSid="RE1", Digits="hangup")
    assert (gone.verbs, desk.last.ending) == ([], "voicemail")


def test_a_caller_who_hung_up_at_a_step_that_is_no_more_is_spoken_to_by_nobody(
    desk: House,
) -> None:
    answer = desk.post("/voice/0577235501/gone?n=3", CallStatus="completed")
    assert (answer.verbs, desk.last.ending) == ([], "hung-up")


@pytest.mark.parametrize("step", ["gone", "start", "ask", "mailbox"])
@pytest.mark.parametrize("number", ["0577235501", "0577235599"])
def test_a_callee_hears_nothing_of_a_flow_that_changed_meanwhile(
    desk: House, step: str, number: str
) -> None:
    screened = desk.post(f"/voice/{number}/{step}?n=2&part=screen&caller=%2B393331234567")
    assert screened.verbs == ["Gather", "Hangup"]
    assert screened.verb("Gather").get("action") is not None
    path = f"/voice/{number}/{step}?n=2&part=accept&caller="
    assert desk.post(path, Digits="1").verbs == [], "joined to the caller"
    assert desk.post(path, Digits="2").verbs == ["Hangup"]
    assert set(desk.post(path.replace("accept", "whisper")).verbs) == {"Say"}


def test_a_number_whose_flow_is_gone_during_the_call_ends_it_rightly(desk: House) -> None:
    ended = desk.post("/voice/0577235599/ring?n=2", DialCallStatus="completed")
    assert ended.verbs == ["Hangup"]
    busy = desk.post("/voice/0577235599/ring?n=2", DialCallStatus="busy")
    assert busy.spoken.startswith(UNAVAILABLE)


def test_a_flow_in_circles_is_logged_and_its_caller_told_where_to_write(housed: Housed) -> None:
    desk = housed("email: a@example.org\nsteps: {a: {say: Uno., then: b}, b: {goto: a}}")
    with capture_logs() as events:
        answer = desk.call()
    assert "problema tecnico" in answer.spoken
    assert "a chiocciola example punto org" in answer.spoken
    assert "technical fault" in answer.spoken
    assert answer.verbs[-1] == "Hangup"
    (fault,) = [event for event in events if event["event"] == "webhook failed"]
    assert fault["log_level"] == "error"
    assert fault["call_sid"] == SID


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("a fault of ours")


def test_an_unexpected_exception_is_logged_and_its_caller_helped(
    desk: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Switchboard, "answer", broken)
    with capture_logs() as events:
        answers = [desk.call(), desk.post("/voice/0577235501/ask?n=1"), desk.call("+390577235599")]
    for answer in answers[:2]:
        assert "Ufficio Tasse. Per un problema tecnico" in answer.spoken
    assert "Università di Prova. Per un problema tecnico" in answers[2].spoken
    assert sum(event["event"] == "webhook failed" for event in events) == 3


@pytest.mark.parametrize("fault", [broken])
def test_a_clock_that_fails_leaves_nobody_alone(desk: House, fault: Callable[..., None]) -> None:
    desk.clock.__class__ = type("Broken", (desk.clock.__class__,), {"__call__": fault})
    assert "problema tecnico" in desk.call().spoken


@pytest.mark.parametrize("to", [NUMBER, "0577235501", "0577 235501"])
def test_the_fallback_speaks_for_the_number_and_logs_what_twilio_says(desk: House, to: str) -> None:
    with capture_logs() as events:
        answer = desk.post("/voice/fallback", To=to, ErrorCode="11200", ErrorUrl="https://a/b?c=d")
    assert "Ufficio Tasse. Per un problema tecnico" in answer.spoken
    assert answer.verbs[-1] == "Hangup"
    assert events[0]["error_code"] == "11200"
    assert events[0]["error_url"] == "https://a/b"


@pytest.mark.parametrize("to", ["", "+390577235599", "nobody"])
def test_the_fallback_of_an_unknown_number_speaks_for_the_organisation(
    desk: House, to: str
) -> None:
    answer = desk.post("/voice/fallback", To=to)
    assert "Università di Prova. Per un problema tecnico" in answer.spoken


def test_no_log_line_has_the_callers_whole_number(desk: House) -> None:
    with capture_logs() as events:
        desk.call()
        desk.post("/voice/0577235501/ask?n=1", Digits="1")
        desk.post("/voice/0577235501/gone?n=1")
        desk.send("/voice/0577235501/ask?caller=%2B393331234567", FORM, token="other")
    assert CALLER.strip("+") not in str(events).replace("%2B", "+")
    assert all(each["call_sid"] == SID for each in events if each["event"] == "webhook")


def test_a_house_without_a_single_good_file_still_answers(housed: Housed) -> None:
    desk = housed(FLOW, **{"centralino.yaml": "organisation: ["})
    assert isinstance(desk.app.extensions["centralino"].house, Loaded)
    assert "non è attivo" in desk.call().spoken
