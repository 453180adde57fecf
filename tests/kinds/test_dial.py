"""`dial`: which telephones ring, for how long, and what follows each result."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.house import CALLER, NUMBER, House, Housed, at

from centralino.languages.catalogue import BUILT_IN

A, B, C = "+390577235010", "+390577235011", "+390577235012"
LEGS = '["0577 235010", "0577 235011", "0577 235012"]'
OPEN = "2026-11-23 11:00"
ENDS = "\n  bye: {hangup: Nessuno.}\n"


def flow(step: str, head: str = "") -> str:
    return f"{head}\nsteps:\n  hunt: {{{step}, otherwise: bye}}{ENDS}"


def test_a_dial_rings_the_first_telephone(housed: Housed) -> None:
    answer = housed(flow(f"dial: {LEGS}")).call()
    assert answer.verbs == ["Dial"]
    dial = dict(answer.verb("Dial").attrib)
    action = dial.pop("action")
    assert action.startswith("/voice/0577235501/hunt?n=1&s=")
    assert dial == {
        "answerOnBridge": "true",
        "callerId": NUMBER,
        "method": "POST",
        "timeout": "20",
    }
    assert answer.numbers == [A]
    assert answer.verb("Number").attrib == {}


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
def test_a_number_that_is_not_reached_passes_the_call_to_the_next(
    housed: Housed, status: str
) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    second = desk.post(desk.call().action, DialCallStatus=status)
    assert second.numbers == [B]
    third = desk.post(second.action, DialCallStatus=status)
    assert third.numbers == [C]
    last = desk.post(third.action, DialCallStatus=status)
    assert last.spoken == "Nessuno."
    outcomes = [f"{status}@0577235010", f"{status}@0577235011", f"{status}@0577235012"]
    assert [passage.outcome for passage in desk.last.trail] == outcomes


@pytest.mark.parametrize(
    "answered",
    [
        {"DialCallStatus": "completed"},
        {"DialCallStatus": "answered"},
        {"DialCallStatus": "completed", "DialBridged": "true"},
        {"DialCallStatus": "answered", "DialBridged": "true"},
        {"DialCallStatus": "no-answer", "DialBridged": "true"},
        {"DialCallStatus": "completed", "CallStatus": "completed"},
    ],
)
@pytest.mark.parametrize("order", ["in sequence", "all at once", "rotating", "random"])
def test_after_a_conversation_the_call_ends_and_never_falls_into_voicemail(
    housed: Housed, answered: dict[str, str], order: str
) -> None:
    desk = housed(
        "email: a@example.org\nsteps:\n"
        f"  hunt: {{dial: {LEGS}, order: {order}, otherwise: box}}\n  box: {{voicemail: office}}"
    )
    answer = desk.post(desk.call().action, **answered)
    assert answer.verbs == ["Hangup"]
    assert desk.last.ending == "conversation"
    assert desk.last.trail[0].outcome.startswith("completed")


@pytest.mark.parametrize("status", ["complete", "COMPLETED", "Completed", "done", "", "queued"])
def test_the_words_of_twilio_count_exactly_as_they_are(housed: Housed, status: str) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    answer = desk.post(desk.call().action, DialCallStatus=status)
    assert answer.numbers == [B], "no conversation, so the next one rings"
    assert desk.last.trail[0].outcome == "failed@0577235010"


def test_whoever_hung_up_while_being_screened_did_not_answer(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}, confirm: true"))
    answer = desk.post(desk.call().action, DialCallStatus="completed", DialBridged="false")
    assert answer.numbers == [B]
    assert desk.last.trail[0].outcome == "unconfirmed@0577235010"


def test_a_caller_who_hung_up_while_it_rang_is_left_alone(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    status = {"DialCallStatus": "no-answer", "CallStatus": "completed"}
    assert desk.post(desk.call().action, **status).verbs == []
    assert desk.last.ending == "hung-up"


def test_a_failed_leg_is_logged(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    with capture_logs() as events:
        desk.post(desk.call().action, DialCallStatus="failed")
    (event,) = [each for each in events if each["event"] == "step failed"]
    assert event["failure"] == "failed@0577235010"


def test_all_at_once_rings_every_telephone_once(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}, order: all at once"))
    answer = desk.call()
    assert answer.numbers == [A, B, C]
    assert len(answer.says("Dial")) == 1
    assert desk.post(answer.action, DialCallStatus="no-answer").spoken == "Nessuno."
    assert desk.last.trail[0].outcome == "no-answer"


def test_the_offices_telephones_are_those_of_its_ring(housed: Housed) -> None:
    head = 'ring: ["0577 235011", {number: "0577 235010", ring: 7s, name: Anna}]'
    desk = housed(flow("dial: office, ring: 30s", head))
    first = desk.call()
    assert (first.numbers, first.verb("Dial").get("timeout")) == ([B], "30")
    second = desk.post(first.action, DialCallStatus="busy")
    assert (second.numbers, second.verb("Dial").get("timeout")) == ([A], "7")


@pytest.mark.parametrize("dial", ["dial: []", "dial: office"])
def test_an_empty_list_goes_straight_on(housed: Housed, dial: str) -> None:
    assert housed(flow(dial)).call().spoken == "Nessuno."


def test_without_otherwise_it_gives_the_information(housed: Housed) -> None:
    desk = housed('email: a@example.org\nsteps: {hunt: {dial: ["0577 235010"]}}')
    assert "chiocciola" in desk.post(desk.call().action, DialCallStatus="busy").spoken
    assert desk.last.ending == "information"


@pytest.mark.parametrize(
    ("setting", "sent", "shown"),
    [
        ("", CALLER, NUMBER),
        ("caller_id: number", CALLER, NUMBER),
        ("caller_id: caller", CALLER, CALLER),
        ("caller_id: caller", "anonymous", NUMBER),
        ("caller_id: caller", "+266696687", NUMBER),
        ("caller_id: caller", "Restricted", NUMBER),
        ("caller_id: caller", "", NUMBER),
        ("caller_id: 0577 235500", CALLER, "+390577235500"),
    ],
)
@pytest.mark.parametrize("where", ["number", "step", "organisation"])
def test_the_number_shown(housed: Housed, setting: str, sent: str, shown: str, where: str) -> None:
    step = f"dial: {LEGS}" + (f", {setting}" if setting and where == "step" else "")
    desk = housed(
        flow(step, setting if where == "number" else ""),
        **{"centralino.yaml": "organisation: A\n" + (setting if where == "organisation" else "")},
    )
    assert desk.call(From=sent).verb("Dial").get("callerId") == shown


def test_a_step_shows_what_it_says_rather_than_what_its_number_says(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}, caller_id: number", "caller_id: caller"))
    assert desk.call().verb("Dial").get("callerId") == NUMBER


OTHER = """
number: "0577 235502"
steps:
  hunt: {dial: ["0577 235020", "0577 235021"], progress: true}
"""


@pytest.mark.parametrize(
    ("setting", "sent", "shown"),
    [
        ("", CALLER, NUMBER),
        ("caller_id: number", CALLER, NUMBER),
        ("caller_id: caller", CALLER, CALLER),
        ("caller_id: caller", "anonymous", NUMBER),
        ("caller_id: 0577 235500", CALLER, "+390577235500"),
    ],
)
def test_after_a_jump_the_number_shown_is_the_one_that_was_called(
    housed: Housed, setting: str, sent: str, shown: str
) -> None:
    """Twilio knows that one to be ours, and of the other number nothing: error 13214."""
    desk = housed('steps: {over: {goto: "0577 235502"}}', **{"0577235502": f"{OTHER}{setting}\n"})
    first = desk.call(From=sent)
    assert "/voice/0577235502/hunt" in first.action
    assert first.verb("Dial").get("callerId") == shown
    second = desk.post(first.action, From=sent, DialCallStatus="busy")
    assert second.numbers == ["+390577235021"]
    assert second.verb("Dial").get("callerId") == shown


@pytest.mark.parametrize("to", ["sip:urp@example.org", "client:urp", ""])
def test_what_was_called_and_is_no_number_shows_the_flows_own(housed: Housed, to: str) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    first = desk.call()
    second = desk.post(first.action, To=to, DialCallStatus="busy")
    assert second.verb("Dial").get("callerId") == NUMBER


def test_calls_to_two_numbers_that_meet_in_one_flow_show_each_its_own(housed: Housed) -> None:
    """Whatever is kept of an answer for other calls, what they show is not."""
    desk = housed(
        'steps: {over: {goto: "0577 235502"}}',
        **{
            "0577235502": OTHER,
            "0577235503": 'number: "0577 235503"\nsteps: {over: {goto: "0577 235502"}}\n',
        },
    )
    for number in (NUMBER, "+390577235503", "+390577235502", NUMBER):
        assert desk.call(number).verb("Dial").get("callerId") == number


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        ("", ""),
        ("progress: false", ""),
        ("progress: true", BUILT_IN["progress"].versions["it"]),
        ("progress: Ecco.", "Ecco."),
    ],
)
def test_progress_is_told_between_numbers(housed: Housed, progress: str, told: Any) -> None:
    desk = housed(flow(", ".join(filter(None, [f"dial: {LEGS}", progress]))))
    first = desk.call()
    assert first.spoken == ""
    second = desk.post(first.action, DialCallStatus="busy")
    assert (told in second.spoken) if told else second.spoken == ""
    assert second.verbs[-1] == "Dial"


def play(desk: House, seconds: list[int], status: str = "no-answer") -> list[tuple[int, int]]:
    """Hunt to its end, each leg ringing as long as it may or as `seconds` says.

    Returns (when it begins, for how long it may ring) of each leg, in seconds of the hunt.
    """
    begun = desk.clock.now
    rung: list[tuple[int, int]] = []
    answer = desk.call()
    for most in [*seconds, *[9999] * 40]:
        if "Dial" not in answer.verbs:
            return rung
        timeout = int(str(answer.verb("Dial").get("timeout")))
        assert 5 <= timeout <= 600
        rung.append((int((desk.clock.now - begun).total_seconds()), timeout))
        desk.clock.now += timedelta(seconds=min(most, timeout + 5))  # Twilio adds five
        answer = desk.post(answer.action, DialCallStatus=status)
    raise AssertionError("the hunt does not end")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_hunt_never_rings_beyond_its_cap(housed: Housed, data: st.DataObject) -> None:
    rings = data.draw(st.lists(st.integers(5, 90), min_size=1, max_size=7))
    cap, ring = data.draw(st.integers(10, 200)), data.draw(st.integers(5, 60))
    order = data.draw(st.sampled_from(["in sequence", "rotating", "random", "all at once"]))
    legs = [f'{{number: "0577 2350{10 + n}", ring: {each}}}' for n, each in enumerate(rings)]
    desk = housed(flow(f"dial: [{', '.join(legs)}], cap: {cap}s, ring: {ring}, order: {order}"))
    desk.clock.now = at(OPEN)
    rung = play(desk, data.draw(st.lists(st.integers(0, 100), max_size=8)))
    for begins, timeout in rung:
        assert begins + timeout + 5 <= max(cap, 10)
    assert rung
    assert len(rung) <= (1 if order == "all at once" else len(rings))


def test_a_hunt_whose_time_is_up_goes_on(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}, ring: 30s, cap: 50s"))
    assert play(desk, []) == [(0, 30), (35, 10)]
    desk.clock.now = at(OPEN)
    assert play(desk, [2, 2, 2], "busy") == [(0, 30), (2, 30), (4, 30)]


def test_without_a_cap_of_its_own_a_hunt_ends_within_three_minutes(housed: Housed) -> None:
    legs = ", ".join(f'"0577 2350{n}"' for n in range(10, 30))
    rung = play(housed(flow(f"dial: [{legs}]")), [])
    assert rung[-1][0] + rung[-1][1] + 5 <= 180


def test_a_clock_that_goes_back_does_not_prolong_a_leg(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}, ring: 60s, cap: 50s"))
    first = desk.call()
    desk.clock.now -= timedelta(hours=1)
    second = desk.post(first.action, DialCallStatus="busy")
    assert second.verb("Dial").get("timeout") == "45"


def test_a_hunt_entered_again_begins_anew(housed: Housed) -> None:
    desk = housed(
        'steps:\n  hunt: {dial: ["0577 235010"], otherwise: ask}\n'
        "  ask: {menu: Ancora?, keys: {1: hunt}}"
    )
    asked = desk.post(desk.call().action, DialCallStatus="busy")
    desk.clock.now += timedelta(minutes=10)
    again = desk.post(asked.action, Digits="1")
    assert again.numbers == [A]
    assert again.verb("Dial").get("timeout") == "20"


def test_a_leg_that_is_gone_from_the_flow_meanwhile_harms_nobody(housed: Housed) -> None:
    desk = housed(flow(f"dial: {LEGS}"))
    answer = desk.post("/voice/0577235501/hunt?n=2&i=9&s=1795428000", DialCallStatus="busy")
    assert answer.spoken == "Nessuno."
    assert desk.last.trail[0].outcome == "busy"
