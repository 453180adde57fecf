"""How a change reaches calls: real processes, real databases, and a database that is gone."""

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path

import psycopg
import pytest
from standins import postgres

from centralino.core.clock import Clock, utc_now
from centralino.delivery.queueing import Dispatch
from centralino.flows.switches import NONE
from centralino.store import migrating
from centralino.store.connections import engine_for
from centralino.store.store import Store
from centralino.switching.desk import Desk
from centralino.switching.live_board import LiveBoard

from .made import hand, notice, switched

SOON = 2.0  # seconds, as promised


@contextmanager
def board(url: str, clock: Clock = utc_now, **more: float) -> Iterator[LiveBoard]:
    made = LiveBoard(url, clock, every=more.get("every", 0.1))
    try:
        yield made
    finally:
        made.close()


def eventually(true: Callable[[], object], seconds: float = 60.0) -> float:
    """Seconds until it was so."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - began


def reports(url: str, heard: "Queue[float]", ready: "Queue[int]") -> None:
    """Another process: when it has first heard of something."""
    made = LiveBoard(url)
    ready.put(os.getpid())
    eventually(lambda: made.current().notices, 60)
    heard.put(time.monotonic())
    made.close()


def test_a_change_is_heard_within_two_seconds_on_every_process(desk: Desk) -> None:
    context = get_context("fork")
    heard, ready = context.Queue(), context.Queue()
    processes = [
        context.Process(target=reports, args=(desk.store.url, heard, ready)) for _ in range(2)
    ]
    for process in processes:
        process.start()
    for _ in processes:
        ready.get(timeout=60)
    made = time.monotonic()
    desk.put_up(notice(), hand())
    delays = [heard.get(timeout=60) - made for _ in processes]
    for process in processes:
        process.join(60)
    assert max(delays) < SOON


def test_the_state_is_there_when_a_process_begins(desk: Desk) -> None:
    desk.put_up(notice(), hand())
    with board(desk.store.url) as made:
        assert len(made.current().notices) == 1
        assert made.trouble() == ""


def test_what_stands_is_decided_by_the_clock_that_was_given(quick: Store) -> None:
    """In the database and, while that is away, in what was kept beside it."""
    then = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
    Desk(quick, Dispatch(quick)).put_up(notice(at=then), hand(at=then))
    for moment, count in ((then, 1), (then + timedelta(hours=1), 0), (then, 1)):
        with board(quick.url, lambda moment=moment: moment) as made:  # type: ignore[misc]  # a clock
            assert len(made.current().notices) == count
    quick.close()
    Path("var/store.sqlite3").write_bytes(b"no database, and nothing that could be taken for one")
    for moment, count in ((then, 1), (then + timedelta(hours=1), 0)):
        with board(quick.url, lambda moment=moment: moment) as made:  # type: ignore[misc]  # a clock
            assert made.trouble()
            assert len(made.current().notices) == count


def test_one_state_is_one_object_until_its_content_changes(desk: Desk) -> None:
    desk.put_up(notice(), hand())
    with board(desk.store.url, every=60.0) as made:
        first = made.current()
        made.refresh()
        assert made.current() is first
        desk.switch(switched(), hand())
        made.refresh()
        assert made.current() is not first


def test_a_fork_follows_by_itself(quick: Store) -> None:
    desk = Desk(quick, Dispatch(quick))
    with board(quick.url) as made:
        reads, writes = os.pipe()
        pid = os.fork()
        if pid == 0:
            said = b"late"
            with suppress(AssertionError):
                eventually(lambda: made.current().notices, 5)
                said = b"heard"
            os.write(writes, said)
            os._exit(0)
        desk.put_up(notice(), hand())
        assert os.read(reads, 10) == b"heard"
        os.waitpid(pid, 0)


def test_a_board_that_nobody_has_any_more_stops_reading(quick: Store) -> None:
    made = LiveBoard(quick.url, every=0.05)
    thread = made._thread
    assert thread in threading.enumerate()
    del made
    gc.collect()
    thread.join(60)
    assert not thread.is_alive()


def test_a_database_that_nobody_has_made_yet_has_nothing_switched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "none.sqlite3"
    with board(f"sqlite:///{file}") as made:
        assert made.current() == NONE
        assert made.trouble() == ""
        assert not file.exists()


def test_a_postgresql_that_was_not_upgraded_is_told(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with postgres.database(postgres_url) as url, board(url) as made:
        assert "centralino db upgrade" in made.trouble()
        engine = engine_for(url)
        migrating.upgrade(engine)
        engine.dispose()
        eventually(lambda: made.trouble() == "")


def test_with_the_database_gone_the_last_state_holds_and_is_told(on_postgres: Store) -> None:
    url = on_postgres.url
    Desk(on_postgres, Dispatch(on_postgres)).put_up(notice(), hand())
    on_postgres.close()
    with board(url) as made:
        server, _, name = url.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        eventually(lambda: "last known state" in made.trouble())
        assert len(made.current().notices) == 1
    with board(url) as born_without:
        assert len(born_without.current().notices) == 1
        assert "does not answer" in born_without.trouble()


def test_a_file_that_is_moved_or_replaced_is_told_until_it_is_back(quick: Store) -> None:
    Desk(quick, Dispatch(quick)).put_up(notice(), hand())
    quick.close()
    file = Path("var/store.sqlite3")
    aside = file.with_name("aside")
    with board(quick.url) as made:
        file.rename(aside)
        eventually(lambda: "moved or replaced" in made.trouble())
        file.write_bytes(aside.read_bytes())
        time.sleep(0.3)
        assert "moved or replaced" in made.trouble(), "another file of that name is not ours"
        assert len(made.current().notices) == 1
        aside.rename(file)
        eventually(lambda: made.trouble() == "")


def test_kept_switches_that_do_not_read_are_left_aside(quick: Store) -> None:
    Desk(quick, Dispatch(quick)).put_up(notice(), hand())
    with board(quick.url) as made:
        kept = made._kept.file
    kept.write_text("{broken", encoding="utf-8")
    with board(quick.url) as made:
        assert len(made.current().notices) == 1


def test_a_process_that_starts_while_the_database_stands_still_tells_so() -> None:
    with postgres.cluster() as cluster, cluster.frozen():
        made = LiveBoard(cluster.url)
        assert made.current() == NONE
        eventually(lambda: "the database does not answer" in made.trouble(), 60)
        made.close()


def test_a_process_does_not_wait_for_its_first_reading_for_long(
    quick: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr("centralino.switching.live_board.AT_FIRST", 0.1)
    monkeypatch.setattr(LiveBoard, "refresh", lambda _: answers.wait(60))
    made = LiveBoard(quick.url)
    assert made.current() == NONE
    assert not answers.is_set()
    answers.set()
    made.close()
