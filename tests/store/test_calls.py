from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from centralino.calls.call_log import Learned
from centralino.calls.ending import Ending
from centralino.calls.trail import Passage
from centralino.store import call_records, migrating
from centralino.store.instant import Instant
from centralino.store.models import CallRecord, DeliveryState, Recording
from centralino.store.store import Store

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SID = "CA" + "1" * 32


def learned(second: int, **more: object) -> Learned:
    values: dict[str, object] = {"call_sid": SID, "number": "0577235501", "caller": "+393331234567"}
    return Learned(at=START + timedelta(seconds=second), **values | more)  # type: ignore[arg-type]


NEWS = (
    learned(0, step="start", language="it"),
    learned(5, step="menu", trail=(Passage("menu", "1"),), language="en"),
    learned(30, step="office", trail=(Passage("menu", "1"), Passage("office", "busy"))),
    learned(40, ending=Ending.INFORMATION),
    learned(41, number="", caller=None, ended=True, seconds=41),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/store.sqlite3")
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def any_store(database_url: str) -> Iterator[Store]:
    made = Store(database_url)
    migrating.upgrade(made.engine)
    yield made
    made.close()


def told(store: Store, news: Iterable[Learned]) -> CallRecord:
    """A call of which this was told, one piece after the other."""
    sid = f"CA{uuid4().hex}"
    with store.writing() as session:
        for item in news:
            call_records.remember(session, [replace(item, call_sid=sid)])
    with store.reading() as session:
        return session.get_one(CallRecord, sid)


def test_the_order_in_which_news_is_written_does_not_matter(any_store: Store) -> None:
    for news in permutations(NEWS):
        call = told(any_store, news)
        assert (call.started_at, call.heard_at) == (START, START + timedelta(seconds=41))
        assert (call.number, call.caller, call.seconds) == ("0577235501", "+393331234567", 41)
        assert call.ended
        assert call.ending == Ending.INFORMATION


def test_news_of_many_calls_is_written_together(any_store: Store) -> None:
    sids = [f"CA{n:032}" for n in range(300)]
    with any_store.writing() as session:
        call_records.remember(
            session, [replace(item, call_sid=sid) for item in NEWS for sid in sids]
        )
    with any_store.reading() as session:
        found = session.scalars(select(CallRecord)).all()
    assert {call.sid for call in found} == set(sids)
    assert {call.trail for call in found} == {"menu.1~office.busy"}


def test_the_last_webhook_knows_best_where_a_call_is(any_store: Store) -> None:
    call = told(any_store, NEWS)
    assert (call.step, call.trail, call.language) == ("office", "menu.1~office.busy", "en")


def test_a_conversation_stays_one_whatever_comes_after(any_store: Store) -> None:
    spoke, left = learned(1, ending=Ending.CONVERSATION), learned(2, ending=Ending.INFORMATION)
    assert told(any_store, [spoke, left]).ending == Ending.CONVERSATION
    assert told(any_store, [left, spoke]).ending == Ending.CONVERSATION


def test_of_help_the_last_that_was_learned_counts(any_store: Store) -> None:
    told_so, rang, pressed = learned(1, helped=True), learned(2, helped=False), learned(3)
    assert told(any_store, [told_so, pressed]).helped is True
    assert told(any_store, [rang, told_so, pressed]).helped is False


def test_whether_the_office_was_open_is_kept_as_it_was_first_learned(any_store: Store) -> None:
    arrives, goes_on = learned(1, was_open=True), learned(2)
    assert told(any_store, [arrives, goes_on]).was_open is True
    assert told(any_store, [goes_on, arrives]).was_open is True


@pytest.mark.parametrize(
    ("ending", "helped", "missed"),
    [(None, True, False), (None, False, True), (Ending.INFORMATION, False, True)],
)
def test_a_call_that_was_told_nothing_since_it_rang_is_missed(
    store: Store, ending: Ending | None, helped: bool, missed: bool
) -> None:
    with store.writing() as session:
        call_records.remember(session, [learned(1, ending=ending, helped=helped)])
        assert call_records.is_missed(session, session.get_one(CallRecord, SID)) is missed


@pytest.mark.parametrize(
    ("ending", "trail", "recording", "missed"),
    [
        (None, "", None, True),
        (Ending.HUNG_UP, "menu.1", None, True),
        (Ending.VOICEMAIL, "", None, True),
        (Ending.VOICEMAIL, "", DeliveryState.EMPTY, True),
        (Ending.VOICEMAIL, "", DeliveryState.WAITING, False),
        (Ending.HUNG_UP, "", DeliveryState.DEAD, False),
        (Ending.CONVERSATION, "", None, False),
        (Ending.INFORMATION, "", None, False),
        (Ending.INFORMATION, "mailbox.empty", DeliveryState.EMPTY, True),
    ],
)
def test_which_calls_are_missed(
    store: Store, ending: Ending | None, trail: str, recording: DeliveryState | None, missed: bool
) -> None:
    with store.writing() as session:
        call = CallRecord(sid=SID, number="", started_at=START, heard_at=START, ended=False)
        call.ending, call.trail, call.step, call.language = ending, trail, "", ""
        session.add(call)
        if recording is not None:
            session.add(
                Recording(
                    sid="RE" + "1" * 32,
                    call_sid=SID,
                    number="",
                    taken_at=START,
                    due_at=START,
                    patience_until=START,
                    state=recording,
                )
            )
        session.flush()
        assert call_records.is_missed(session, call) is missed


@pytest.mark.parametrize(
    ("ended", "ending", "age", "over"),
    [
        (False, None, timedelta(minutes=30), False),
        (False, None, timedelta(hours=6), True),
        (True, None, timedelta(seconds=5), False),
        (True, None, timedelta(minutes=1), True),
        (True, Ending.VOICEMAIL, timedelta(minutes=1), False),
        (True, Ending.VOICEMAIL, timedelta(minutes=30), True),
    ],
)
def test_a_call_is_judged_when_nothing_more_can_come(
    store: Store, ended: bool, ending: Ending | None, age: timedelta, over: bool
) -> None:
    with store.writing() as session:
        call_records.remember(session, [learned(0, ended=ended, ending=ending)])
    with store.writing() as session:
        wait, late = timedelta(seconds=30), timedelta(minutes=20)
        found = call_records.over(session, START + age, wait, late)
        assert bool(found) is over


def test_a_moment_without_a_zone_does_not_go_into_the_store() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 -- the fault that is meant
    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(naive, sqlite.dialect())
