"""How long a connection waits for its database: real servers that stand still, real locks."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from standins import postgres

from centralino.store.bounded_connection import BoundedConnection
from centralino.store.connections import engine_for
from centralino.store.store import Store
from centralino.store.waits import WEB, WORK, Waits

TWILIO = 15.0  # seconds for a webhook
BRIEF = replace(WEB, answer=0.5, statement=0.3, lock=0.3, busy=0.3)
PATIENT = 60.0  # seconds, on a machine that does other things too


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as made:
        yield made


def given_up(do: Callable[[], object]) -> str:
    """Why it was given up, which it was before it would have been answered."""
    began = time.monotonic()
    with pytest.raises(SQLAlchemyError) as caught:
        do()
    assert time.monotonic() - began < PATIENT
    return str(caught.value)


def ask(engine: Engine, sql: str = "SELECT 1") -> object:
    with engine.connect() as connection:
        return connection.scalar(text(sql))


def test_the_web_process_gives_up_well_before_twilio_does() -> None:
    assert WEB.answer is not None
    assert WEB.answer + WEB.connect + WEB.pool < TWILIO
    assert WEB.busy + WEB.pool < TWILIO
    assert max(WEB.statement, WEB.lock) < WEB.answer, "the server's word comes first"


def test_a_server_that_stands_still_is_given_up_and_asked_again_when_it_runs(
    server: postgres.Cluster,
) -> None:
    engine = engine_for(server.url, BRIEF)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with server.frozen():
            assert "no answer within 0.5 s" in given_up(
                lambda: connection.execute(text("SELECT 2"))
            )
            given_up(lambda: ask(engine))
    assert ask(engine) == 1
    engine.dispose()


def test_a_transaction_under_way_when_a_server_stops_is_not_half_there(
    server: postgres.Cluster,
) -> None:
    engine = engine_for(server.url, BRIEF)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id int)"))

    def write_twice() -> None:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO kept VALUES (1)"))
            with server.frozen():
                connection.execute(text("INSERT INTO kept VALUES (2)"))

    given_up(write_twice)
    assert ask(engine, "SELECT count(*) FROM kept") == 0
    engine.dispose()


@pytest.mark.parametrize("sql", ["SELECT pg_sleep(60)", "LOCK TABLE held"])
def test_what_takes_too_long_for_a_webhook_is_ended_by_the_server_and_the_connection_kept(
    server: postgres.Cluster, sql: str
) -> None:
    engine = engine_for(server.url, replace(BRIEF, answer=30.0))
    with psycopg.connect(server.url) as other:
        other.execute("CREATE TABLE IF NOT EXISTS held ()")
        other.commit()
        other.execute("LOCK TABLE held")
        with engine.connect() as connection:
            assert "timeout" in given_up(lambda: connection.execute(text(sql)))
            connection.rollback()
            assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_what_works_behind_the_scenes_may_take_longer(server: postgres.Cluster) -> None:
    engine = engine_for(server.url, WORK)
    assert ask(engine, "SELECT current_setting('statement_timeout')") == "0"
    assert ask(engine, "SELECT current_setting('lock_timeout')") == "0"
    assert ask(engine, "SELECT current_setting('idle_in_transaction_session_timeout')") == "1min"
    engine.dispose()


def test_whoever_listens_is_not_cut_off_by_silence(server: postgres.Cluster) -> None:
    def speak() -> None:
        time.sleep(1.0)
        with psycopg.connect(server.url, autocommit=True) as other:
            other.execute("NOTIFY news")

    with BoundedConnection.patient(0.3, server.url, autocommit=True) as connection:
        connection.execute("LISTEN news")
        speaker = Thread(target=speak)
        speaker.start()
        assert next(connection.notifies()).channel == "news"
        speaker.join()


@pytest.mark.parametrize("waits", [WEB, WORK])
def test_a_writer_of_sqlite_waits_as_long_as_it_may(tmp_path: Path, waits: Waits) -> None:
    engine = engine_for(f"sqlite:///{tmp_path}/store.sqlite3", waits)
    assert ask(engine, "PRAGMA busy_timeout") == waits.busy * 1000
    engine.dispose()


def test_a_locked_sqlite_is_given_up(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.sqlite3", BRIEF)
    store.prepare()
    with closing(sqlite3.connect(f"{tmp_path}/store.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"), store.writing():
            raise AssertionError("nobody can write")
        assert ask(store.engine) == 1, "who reads need not wait"
    with store.writing():
        store.close()


def test_a_migration_takes_what_it_takes(server: postgres.Cluster) -> None:
    with postgres.database(server.url) as url:
        store = Store(url, replace(BRIEF, statement=0.001))
        store.reshape()
        store.close()
        patient = Store(url)
        patient.prepare()
        patient.close()
