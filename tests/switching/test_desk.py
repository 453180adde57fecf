"""Switches in a real database: nothing is lost, nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from centralino.delivery.queueing import Dispatch
from centralino.flows.switches import Switches
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switching.current_switches import read_switches, trail
from centralino.switching.desk import Desk, RepeatedError

from .made import ALL, HOUR, NUMBER, SITE, hand, notice, now, switched


def rows(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(LiveSwitch)) or 0


def mails(desk: Desk) -> list[str]:
    found = Dispatch(desk.store).client.list_workflows(load_input=False, load_output=False)
    return [workflow.workflow_id for workflow in found]


def test_what_is_put_up_is_read_back_as_it_was(desk: Desk) -> None:
    made = notice("Neve.", SITE, ends_call=True)
    closing, opening = switched(reason="sciopero"), switched(opens=True, aim=ALL)
    desk.put_up(made, hand())
    desk.switch(closing, hand())
    desk.switch(opening, hand())
    assert read_switches(desk.store, now()) == Switches((made,), (closing, opening))


def test_what_has_ended_or_was_ended_is_not_read(desk: Desk) -> None:
    number = desk.put_up(notice(), hand())
    desk.put_up(notice(end=now() - HOUR / 2), hand())
    assert len(read_switches(desk.store, now()).notices) == 1
    assert desk.end(number, hand()) is not None
    assert desk.end(number, hand()) is None
    assert read_switches(desk.store, now()) == Switches()


def test_two_people_who_switch_at_once_are_both_kept_in_order(desk: Desk) -> None:
    together = Barrier(8)

    def act(turn: int) -> tuple[int, int]:
        made = switched(opens=bool(turn % 2), reason=str(turn))
        together.wait(60)
        return desk.switch(made, hand(f"person {turn}")), turn

    with ThreadPoolExecutor(8) as pool:
        numbers = dict(pool.map(act, range(8)))
    found = read_switches(desk.store, now()).switched
    order = [int((each.switch.reason or {})["it"]) for each in found]
    assert order == [numbers[number] for number in sorted(numbers)]
    with desk.store.reading() as session:
        people = [deed.who for deed in trail(session, now() - HOUR)]
    assert sorted(people) == [f"person {turn}" for turn in range(8)]


def test_the_same_request_again_changes_nothing(desk: Desk) -> None:
    once = hand(once="CA1-4")
    desk.put_up(notice(), once)
    with pytest.raises(RepeatedError):
        desk.put_up(notice(), once)
    assert rows(desk.store) == 1
    assert mails(desk) == ["switched/CA1-4.1"]


def test_the_same_request_a_hundred_times_at_once_is_one(desk: Desk) -> None:
    once, made = hand(once="CA1-4"), notice()

    def act(_: int) -> bool:
        try:
            desk.put_up(made, once)
        except RepeatedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(act, range(40))) == 1
    assert rows(desk.store) == 1


def test_a_reopening_that_is_repeated_later_does_not_end_a_later_closing(desk: Desk) -> None:
    reopening = hand(once="CA1-7")
    assert list(desk.end_all(NUMBER, [Kind.CLOSING], reopening)) == []
    desk.switch(switched(), hand())
    with pytest.raises(RepeatedError):
        desk.end_all(NUMBER, [Kind.CLOSING], reopening)
    assert len(read_switches(desk.store, now()).switched) == 1


def test_reopening_ends_what_was_aimed_at_this_number_and_nothing_else(desk: Desk) -> None:
    desk.switch(switched(), hand())
    desk.switch(switched(aim=SITE), hand())
    desk.put_up(notice(aim=NUMBER), hand())
    ended = desk.end_all(NUMBER, [Kind.CLOSING], hand())
    assert [row.kind for row in ended] == [Kind.CLOSING]
    left = read_switches(desk.store, now())
    assert [each.aim for each in left.switched] == [SITE]
    assert len(left.notices) == 1


def test_the_trail_tells_who_did_what_and_by_which_means(desk: Desk) -> None:
    number = desk.put_up(notice(), hand("anna"))
    desk.end(number, hand("bruno"))
    with desk.store.reading() as session:
        deeds = trail(session, now() - HOUR)
    told = [(deed.who, deed.act, deed.means, deed.switches) for deed in deeds]
    assert told == [
        ("bruno", Act.ENDED, "command line", [number]),
        ("anna", Act.MADE, "command line", [number]),
    ]


def test_a_fault_on_the_way_leaves_neither_switch_nor_trail(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise SQLAlchemyError("no queue")

    monkeypatch.setattr(Dispatch, "send", broken)
    with pytest.raises(SQLAlchemyError):
        desk.put_up(notice(), hand())
    assert rows(desk.store) == 0
    with desk.store.reading() as session:
        assert session.scalars(select(Deed)).all() == []
