"""Kept answers equal freshly walked ones, at any time, whatever is switched and in any state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flows import HOUSE
from support.house import CALLER, ROME, SID, Board, at, write

from centralino.calendar.layers import Layer, Switch
from centralino.calls.call import Call
from centralino.calls.call_state import CallState
from centralino.calls.caller_input import NOTHING, CallerInput
from centralino.calls.trail import Passage
from centralino.flows.switches import NONE, Aim, Notice, Switched, Switches
from centralino.flows.walk import Walk, answer
from centralino.languages.prompts import Prompt
from centralino.loading.loader import load
from centralino.switchboard.switchboard import Switchboard

WORDS = """
number: "0577 235503"
email: a@example.org
hours:
  mon-fri: "9-12"
  sat: "22:00-03:00"
  seasons: [{from: "03-20", to: "04-02", hours: {mon: "8-9"}}]
steps:
  start: {gate: hours, open: ask, closed: shut}
  ask: {menu: "{hours}. {reopens}.", keys: {1: start, 9: {language: en}}}
  shut: {menu: "Chiuso. Riapre {reopens}. Motivo: {reason}. Orario {hours}.", keys: {1: start}}
"""
NIGHTS = WORDS.replace("235503", "235504").replace('mon-fri: "9-12"', 'daily: "00:30-02:00"')
START = at("2026-10-20 00:00")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Switchboard, Board]:
    files = {**HOUSE, "0577235503": WORDS, "0577235504": NIGHTS}
    loaded = load(write(tmp_path_factory.mktemp("memo") / "flows", files))
    assert loaded.problems == ()
    board = Board()
    return Switchboard(loaded, board), board


def moments() -> st.SearchStrategy[datetime]:
    """Any time of 400 days; mostly near midnights, openings, and the clock's changes."""
    near = st.sampled_from(
        [at(f"{day} {hour}") for day in DAYS for hour in ("00:00", "03:00", "09:00", "12:00")]
    )
    wobble = st.integers(-5400, 5400).map(lambda seconds: timedelta(seconds=seconds))
    plain = st.integers(0, 400 * 1440).map(lambda minutes: START + timedelta(minutes=minutes))
    return st.one_of(plain, st.builds(lambda moment, by: moment + by, near, wobble))


DAYS = ["2026-10-24", "2026-10-25", "2026-12-24", "2026-12-29", "2027-01-01", "2027-03-28"]
BOUNDS = [at(f"{day} {hour}") for day in DAYS for hour in ("00:00", "09:30", "11:00", "23:00")]
aims = st.sampled_from([Aim(), Aim(site="x"), Aim(numbers=frozenset({"0577235503"}))])


@st.composite
def switches(draw: st.DrawFn) -> Switches:
    def period() -> tuple[datetime, datetime]:
        first, last = sorted(draw(st.tuples(st.sampled_from(BOUNDS), st.sampled_from(BOUNDS))))
        return first, last + timedelta(hours=1)

    notices = [
        Notice(Prompt({"it": f"Avviso {n}."}), *period(), draw(aims), ends_call=draw(st.booleans()))
        for n in range(draw(st.integers(0, 2)))
    ]
    made = []
    for _ in range(draw(st.integers(0, 2))):
        aim = draw(aims)
        switch = Switch(aim.layer, draw(st.booleans()), *period(), {"it": "neve"})
        made.append(Switched(switch, aim))
    return Switches(tuple(notices), tuple(made))


memories = st.builds(
    CallState,
    language=st.sampled_from(["", "it", "en"]),
    hops=st.sampled_from([0, 1, 2]),
    tries=st.sampled_from([0, 1]),
    leg=st.sampled_from([0, 1]),
    since=st.sampled_from([0, int(START.timestamp())]),
    trail=st.sampled_from([(), (Passage("ask", "1"),)]),
)
inputs = st.sampled_from(
    [
        NOTHING,
        *(CallerInput(digits=key) for key in "1239*#5"),
        CallerInput(part="silence"),
        CallerInput(dial_status="busy"),
        CallerInput(recording="RE1", seconds=9),
        CallerInput(recording="RE2", seconds=9),
        CallerInput(part="screen"),
    ]
)
calls = st.sampled_from(
    [Call(SID, CALLER, START), Call(SID[:-1] + "2", None, START), Call("x", "+390577235010", START)]
)


@settings(max_examples=250)
@given(data=st.data())
def test_a_kept_answer_equals_a_freshly_walked_one(
    served: tuple[Switchboard, Board], data: st.DataObject
) -> None:
    board, source = served
    flow = board.house.flows[data.draw(st.sampled_from(sorted(board.house.flows)))]
    step = data.draw(st.sampled_from(["", "", *flow.steps]))
    call_state, given = data.draw(memories), data.draw(inputs)
    for _ in range(data.draw(st.integers(2, 6))):
        if data.draw(st.integers(0, 5)) == 0:
            source.switches = data.draw(st.just(NONE) | switches())
        call = replace(data.draw(calls), now=data.draw(moments()))
        kept = board.answer(flow, call, step, call_state, given)
        walk = Walk(flow, step, call_state, given)
        fresh = answer(walk, call, board.house.flows, source.switches)
        assert kept.twiml == fresh.twiml
        assert (kept.trail, kept.ending, kept.path) == (fresh.trail, fresh.ending, fresh.path)


@pytest.mark.parametrize("day", DAYS)
def test_through_a_whole_day_every_kept_answer_is_what_it_would_be_anew(
    served: tuple[Switchboard, Board], day: str
) -> None:
    board, source = served
    source.switches = Switches()
    midnight = at(f"{day} 00:00")
    for step in range(-10, 160):
        call = Call(SID, CALLER, (midnight.astimezone(UTC) + step * timedelta(minutes=10)))
        for flow in board.house.flows.values():
            fresh = answer(Walk(flow, "", CallState(), NOTHING), call, board.house.flows, NONE)
            assert board.answer(flow, call).twiml == fresh.twiml, call.now


def test_an_answer_that_holds_is_not_walked_again(
    served: tuple[Switchboard, Board],
) -> None:
    board, source = served
    source.switches = Switches()
    flow = board.house.flows["0577235503"]
    first = board.answer(flow, Call(SID, CALLER, at("2026-11-23 11:00")))
    again = board.answer(flow, Call("another", None, at("2026-11-23 11:30")))
    assert again is first
    assert board.answer(flow, Call(SID, CALLER, at("2026-11-23 12:30"))) is not first


def test_an_answer_with_failures_is_walked_again_each_time(
    served: tuple[Switchboard, Board],
) -> None:
    board, source = served
    source.switches = Switches()
    flow = board.house.flows["0577235503"]
    call = Call(SID, CALLER, at("2026-11-23 11:00"))
    first, again = (board.answer(flow, call, "a step of yesterday") for _ in range(2))
    assert (first.failures, first.personal) == (("vanished step",), False)
    assert again.failures == first.failures
    assert again is not first


def test_what_is_switched_is_heard_by_the_next_call(served: tuple[Switchboard, Board]) -> None:
    board, source = served
    source.switches = Switches()
    flow = board.house.flows["0577235503"]
    call = Call(SID, CALLER, at("2026-11-23 11:00"))
    before = board.answer(flow, call)
    start, end = at("2026-11-23 10:00"), at("2026-11-23 18:00")
    closing = Switch(Layer.ALL_SWITCH, False, start, end, {"it": "neve"})
    source.switches = Switches(switched=(Switched(closing, Aim()),))
    assert "neve" in board.answer(flow, call).twiml
    source.switches = Switches()
    assert board.answer(flow, call).twiml == before.twiml


def test_a_kept_notice_is_heard_exactly_while_it_is_in_force(
    served: tuple[Switchboard, Board],
) -> None:
    board, source = served
    start, end = at("2026-11-25 10:30"), at("2026-11-25 11:30")
    source.switches = Switches((Notice(Prompt({"it": "Sciopero."}), start, end),))
    flow = board.house.flows["0577235503"]
    for _ in range(2):
        for minute in range(0, 119, 7):
            now = at("2026-11-25 10:00") + timedelta(minutes=minute)
            told = "Sciopero." in board.answer(flow, Call(SID, CALLER, now)).twiml
            assert told is (start <= now < end), now


def test_two_callers_hear_their_own_receipts_and_ring_their_own_order(
    served: tuple[Switchboard, Board],
) -> None:
    board, source = served
    source.switches = Switches()
    flow = board.house.flows["0577235501"]
    now = datetime(2026, 11, 23, 11, 0, tzinfo=ROME)
    for number in range(40):
        call = Call(f"CA{number}", CALLER, now)
        twiml = board.answer(flow, call, "welcome", given=CallerInput(digits="2")).twiml
        assert (
            twiml
            == answer(
                Walk(flow, "welcome", CallState(), CallerInput(digits="2")),
                call,
                board.house.flows,
                NONE,
            ).twiml
        )
    receipts = {
        board.answer(
            flow, Call(SID, CALLER, now), "mailbox", given=CallerInput(recording=sid)
        ).twiml
        for sid in ("RE1", "RE2")
    }
    assert len(receipts) == 2
