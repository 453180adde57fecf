"""The walk: what comes before every flow, what travels in the URL, and what bounds a call."""

from urllib.parse import parse_qs, urlsplit

import pytest
from support.house import Document, House, Housed, at

from centralino.calendar.layers import Layer, Switch
from centralino.calls.call_state import MOST_HOPS
from centralino.flows.switches import Aim, Gravity, Notice, Switched, Switches
from centralino.languages.prompts import Prompt

OPEN = "2026-11-23 11:00"
FLOW = """
site: a
email: a@example.org
hours: {mon-fri: "10-13"}
calendar: [{on: 2026-11-25, reason: trasloco}]
steps:
  start: {gate: hours, open: welcome, closed: outside}
  welcome: {menu: Prema uno., keys: {1: mailbox, 9: {language: en, then: welcome}}, otherwise: bye}
  outside: {say: "Chiuso per {reason}. Riapre {reopens}.", then: mailbox}
  mailbox: {voicemail: office, greeting: {it: Dica., en: Speak.}}
  bye: {hangup: Ciao.}
"""
ORGANISATION = """
organisation: {it: Ateneo, en: University}
mail: {from: c@example.org, helpdesk: h@example.org}
recording_notice: false
holidays: {country: IT, province: SI}
calendar: [{from: 2026-11-26, to: 2026-11-27, reason: ponte}]
sites: {a: {calendar: [{on: 2026-11-24, reason: guasto}]}, b: {}}
"""


@pytest.fixture
def desk(housed: Housed) -> House:
    return housed(FLOW, now=OPEN, **{"centralino.yaml": ORGANISATION})


def notice(text: str, **more: object) -> Notice:
    return Notice(Prompt({"it": text}), at("2026-11-23 08:00"), at("2026-11-23 20:00"), **more)  # type: ignore[arg-type]  # a test's shorthand


def closing(layer: Layer, aim: Aim, *, opens: bool = False) -> Switched:
    start, end = at("2026-11-23 08:00"), at("2026-11-23 20:00")
    return Switched(Switch(layer, opens, start, end, {"it": "neve"}), aim)


def query_of(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_gates_and_messages_are_walked_within_one_request(desk: House) -> None:
    desk.clock.now = at("2026-11-23 15:00")
    answer = desk.call()
    assert answer.verbs == ["Say", "Say", "Record", "Redirect"]
    assert "Riapre giovedì" not in answer.spoken


@pytest.mark.parametrize(
    ("when", "speaks"),
    [
        ("2026-11-23 11:00", "Prema uno."),
        ("2026-11-23 15:00", "Riapre"),
        ("2026-11-24 11:00", "guasto"),
        ("2026-11-25 11:00", "Chiuso per trasloco. Riapre lunedì"),
        ("2026-11-26 11:00", "ponte"),
        ("2026-12-01 11:00", "Sant'Ansano"),
        ("2026-12-25 11:00", "Natale"),
    ],
)
def test_the_closure_of_site_and_organisation_comes_before_the_flow_and_the_offices_in_it(
    desk: House, when: str, speaks: str
) -> None:
    desk.clock.now = at(when)
    answer = desk.call()
    assert speaks in answer.spoken
    shared = speaks in ("guasto", "ponte", "Sant'Ansano", "Natale")
    assert (answer.verbs[-1] == "Hangup") is shared


def test_a_reopening_looks_through_every_closure(desk: House) -> None:
    desk.clock.now = at("2026-11-23 15:00")
    assert "Riapre lunedì 30 novembre alle 10" in desk.call().spoken


def test_always_open_knows_no_closure_of_the_organisation(housed: Housed) -> None:
    files = {"centralino.yaml": ORGANISATION}
    desk = housed(FLOW + "always_open: true", now="2026-11-26 11:00", **files)
    assert desk.call().spoken == "Prema uno."
    desk.clock.now = at("2026-11-25 11:00")
    assert "trasloco" in desk.call().spoken, "its own calendar counts"
    desk.board.switches = Switches(switched=(closing(Layer.ALL_SWITCH, Aim()),))
    desk.clock.now = at(OPEN)
    assert desk.call().spoken == "Prema uno."
    own = closing(Layer.NUMBER_SWITCH, Aim(numbers=frozenset({"0577235501"})))
    desk.board.switches = Switches(switched=(own,))
    assert "neve" in desk.call().spoken


def test_a_closure_of_the_office_is_told_where_no_gate_tells_of_it(housed: Housed) -> None:
    flow = "calendar: [{on: 2026-11-23, reason: trasloco}]\nsteps: {start: {hangup: Buongiorno.}}"
    desk = housed(flow, now=OPEN)
    assert "trasloco" in desk.call().spoken
    desk.clock.now = at("2026-11-24 11:00")
    assert desk.call().spoken == "Buongiorno."


def test_a_notice_comes_first_and_the_call_goes_on(desk: House) -> None:
    desk.board.switches = Switches(notices=(notice("Sciopero."),))
    assert desk.call().spoken == "Sciopero. Prema uno."
    desk.clock.now = at("2026-11-23 20:00")
    assert "Sciopero" not in desk.call().spoken
    desk.clock.now = at("2026-11-23 07:59")
    assert "Sciopero" not in desk.call().spoken


def test_a_notice_that_ends_the_call_leaves_nothing_after_it(desk: House) -> None:
    end = notice("Evacuato.", ends_call=True, gravity=Gravity.EMERGENCY)
    desk.board.switches = Switches(notices=(notice("Sciopero."), end))
    answer = desk.call()
    assert (answer.spoken, answer.verbs) == ("Evacuato.", ["Say", "Hangup"])
    assert desk.last.ending == "information"


def test_notices_reach_whom_they_are_aimed_at_the_gravest_first(desk: House) -> None:
    here, there = Aim(site="a"), Aim(site="b")
    desk.board.switches = Switches(
        notices=(
            notice("Informazione.", gravity=Gravity.INFORMATION),
            notice("Altrove.", aim=there),
            notice("Sede.", aim=here),
            notice("Tutti."),
            notice("Numero.", aim=Aim(numbers=frozenset({"0577235501"}))),
            notice("Tutti.", aim=here),
            notice("Altro numero.", aim=Aim(numbers=frozenset({"0577235502"}))),
        )
    )
    assert desk.call().spoken == "Numero. Sede. Tutti. Informazione. Prema uno."


def test_notices_are_said_once_a_call(desk: House) -> None:
    desk.board.switches = Switches(notices=(notice("Sciopero."),))
    first = desk.call()
    again = desk.post(first.action, Digits="9")
    assert "Sciopero" not in again.spoken


def test_notices_reach_a_number_without_a_flow(desk: House) -> None:
    desk.board.switches = Switches(notices=(notice("Sciopero."),))
    assert desk.call("+390577235599").spoken.startswith("Sciopero. Ateneo.")


def test_a_live_closing_and_a_live_opening_are_heard(desk: House) -> None:
    desk.board.switches = Switches(switched=(closing(Layer.ALL_SWITCH, Aim()),))
    closed = desk.call()
    assert "neve" in closed.spoken
    assert closed.verbs[-1] == "Hangup"
    mine = Aim(numbers=frozenset({"0577235501"}))
    opening = closing(Layer.NUMBER_SWITCH, mine, opens=True)
    desk.board.switches = Switches(switched=(opening, closing(Layer.ALL_SWITCH, Aim())))
    assert desk.call().spoken == "Prema uno."


def test_the_language_chosen_travels_with_the_call(desk: House) -> None:
    first = desk.call()
    assert first.verb("Say").get("language") == "it-IT"
    assert first.verb("Say").get("voice") == "Polly.Bianca-Neural"
    english = desk.post(first.action, Digits="9")
    assert query_of(english.action)["l"] == ["en"]
    greeted = desk.post(english.action, Digits="1")
    assert greeted.spoken == "Speak."
    assert greeted.verb("Say").get("language") == "en-GB"
    assert greeted.verb("Say").get("voice") == "Polly.Amy-Neural"
    assert desk.last.language == "en"


def test_a_prompt_without_the_callers_language_is_said_in_the_numbers_own(desk: House) -> None:
    english = desk.post(desk.call().action, Digits="9")
    assert english.spoken == "Prema uno."
    assert english.verb("Say").get("language") == "it-IT"


def test_what_happened_travels_in_the_url_and_reaches_the_call_log(desk: House) -> None:
    english = desk.post(desk.call().action, Digits="9")
    greeted = desk.post(english.action, Digits="1")
    assert query_of(greeted.action)["w"] == ["welcome.9~welcome.1"]
    assert query_of(greeted.action)["n"] == ["3"]
    assert [tuple(passage) for passage in desk.last.trail] == [("welcome", "9"), ("welcome", "1")]


def test_any_process_can_answer_any_webhook(desk: House, housed: Housed) -> None:
    action = desk.post(desk.call().action, Digits="9").action
    other = housed(FLOW, now=OPEN, **{"centralino.yaml": ORGANISATION})
    assert other.post(action, Digits="1").spoken == desk.post(action, Digits="1").spoken


def test_a_call_has_so_many_webhooks_and_then_gets_its_information(desk: House) -> None:
    answer: Document = desk.call()
    for _ in range(MOST_HOPS - 1):
        answer = desk.post(answer.action, Digits="9")
        assert answer.verbs == ["Gather", "Redirect"]
    ended = desk.post(answer.action, Digits="9")
    assert ended.verbs[-1] == "Hangup"
    assert "a at example dot org" in ended.spoken
    assert desk.last.ending == "information"


@pytest.mark.parametrize(
    ("answered", "ending"),
    [
        ({"DialCallStatus": "completed"}, "conversation"),
        ({"CallStatus": "completed"}, "hung-up"),
        ({"RecordingSid": "RE1"}, "voicemail"),
    ],
)
def test_the_last_webhook_of_a_call_knows_how_it_went(
    desk: House, answered: dict[str, str], ending: str
) -> None:
    answer = desk.post(f"/voice/0577235501/mailbox?n={MOST_HOPS}", **answered)
    assert desk.last.ending == ending
    assert "Record" not in answer.verbs


def test_at_its_last_webhook_a_call_whose_step_is_gone_gets_its_information(desk: House) -> None:
    ended = desk.post(f"/voice/0577235501/gone?n={MOST_HOPS}", Digits="1")
    assert "a chiocciola example punto org" in ended.spoken
    assert (ended.verbs[-1], desk.last.ending) == ("Hangup", "information")
    begun_anew = desk.post(f"/voice/0577235501/gone?n={MOST_HOPS - 1}", Digits="1")
    assert "Prema uno." in begun_anew.spoken


def test_a_message_at_a_step_that_is_gone_is_taken_and_the_call_says_goodbye(desk: House) -> None:
    answer = desk.post("/voice/0577235501/gone?n=2", RecordingSid="RE1")
    assert (answer.verbs[-1], desk.last.ending) == ("Hangup", "voicemail")
    assert "Prema uno." not in answer.spoken


@pytest.mark.parametrize("step", ["start", "welcome", "outside", "mailbox", "bye"])
def test_a_conversation_ends_the_call_even_where_its_step_is_of_another_kind_now(
    desk: House, step: str
) -> None:
    answer = desk.post(f"/voice/0577235501/{step}?n=2", DialCallStatus="completed")
    assert (answer.verbs, desk.last.ending) == (["Hangup"], "conversation")


def test_a_step_that_asks_nothing_is_entered_anew_by_an_answer_to_it(desk: House) -> None:
    assert desk.post("/voice/0577235501/bye?n=2", Digits="1").spoken == "Ciao."


def test_a_jump_to_another_number_begins_with_its_own_preamble(housed: Housed) -> None:
    other = """
number: "0577 235502"
office: {it: Portineria, en: Porter}
site: b
email: b@example.org
steps: {start: {say: "{office}.", then: box}, box: {voicemail: office, greeting: Dica.}}
"""
    sites = "\nsites: {a: {}, b: {calendar: [{on: 2026-11-24, reason: guasto}]}}\n"
    files = {"centralino.yaml": ORGANISATION.partition("sites:")[0] + sites, "b": other}
    desk = housed(
        'site: a\nsteps: {start: {say: Attenda., then: b}, b: {goto: "0577 235502"}}', **files
    )
    desk.board.switches = Switches(notices=(notice("Solo di là.", aim=Aim(site="b")),))
    answer = desk.call()
    assert answer.spoken == "Attenda. Solo di là. Portineria. Dica."
    everywhere = notice("Per tutti.")
    last = notice("Si evacua.", ends_call=True, aim=Aim(site="b"))
    desk.board.switches = Switches(notices=(everywhere,))
    assert desk.call().spoken == "Per tutti. Attenda. Portineria. Dica."
    desk.board.switches = Switches(notices=(everywhere, last))
    assert desk.call().spoken == "Per tutti. Attenda. Si evacua."
    assert answer.action.startswith("/voice/0577235502/box?")
    assert "number=0577235502" in str(answer.verb("Record").get("recordingStatusCallback"))
    desk.board.switches = Switches()
    desk.clock.now = at("2026-11-24 11:00")
    closed = desk.call()
    assert "guasto" in closed.spoken
    assert closed.verbs[-1] == "Hangup"
