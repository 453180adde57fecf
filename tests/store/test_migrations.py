from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session

from centralino.calls.reference import reference
from centralino.store import migrating
from centralino.store.connections import engine_for
from centralino.store.inbox_models import InboxItem
from centralino.store.models import Base, CallRecord, CallVerdict, DeliveryState, Recording
from centralino.store.store import Store, StoreNotReadyError


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    yield engine
    engine.dispose()


def test_what_the_migrations_build_is_what_the_models_say(empty: Engine) -> None:
    migrating.upgrade(empty)
    with empty.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in ours()}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgrade_may_be_repeated_and_run_from_several_sides_at_once(empty: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrating.upgrade, [empty] * 4))
    assert migrating.revision(empty) == migrating.newest()
    assert ours() <= set(inspect(empty).get_table_names())


def test_a_store_makes_sqlite_ready_and_asks_for_an_upgrade_of_postgresql(
    database_url: str,
) -> None:
    store = Store(database_url)
    if store.is_sqlite:
        store.prepare()
    else:
        with pytest.raises(StoreNotReadyError, match="db upgrade"):
            store.prepare()
        migrating.upgrade(store.engine)
        store.prepare()
    assert migrating.revision(store.engine) == migrating.newest()
    store.close()


def test_sqlite_writes_ahead_and_survives_a_power_cut(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/deep/below/store.sqlite3")
    with store.engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


def test_the_inbox_begins_with_what_is_kept_and_what_was_delivered_is_done(empty: Engine) -> None:
    migrating.upgrade(empty)
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    with empty.begin() as connection:
        for statement in ("DROP TABLE inbox", "UPDATE alembic_version SET version_num = '0006'"):
            connection.execute(text(statement))
    with Session(empty) as session, session.begin():
        for n, state in enumerate((DeliveryState.DELIVERED, DeliveryState.DEAD, "empty")):
            given = {"call_sid": "CA1", "number": "0577235501", "taken_at": at, "due_at": at}
            session.add(Recording(sid=f"RE{n}", state=state, patience_until=at, **given))
        for n, verdict in enumerate((CallVerdict.TOLD, CallVerdict.MISSED, CallVerdict.ANSWERED)):
            call = {"number": "", "started_at": at, "heard_at": at, "verdict": verdict}
            session.add(CallRecord(sid=f"CA{n}", **call))
    migrating.upgrade(empty)
    with Session(empty) as session:
        found = session.scalars(select(InboxItem).order_by(InboxItem.key)).all()
    told = [(each.key, each.number, each.reference, each.at, each.is_done) for each in found]
    assert told == [
        ("CA0", "-", "", at, True),
        ("CA1", "-", "", at, False),
        ("RE0", "0577235501", reference("RE0"), at, True),
        ("RE1", "0577235501", reference("RE1"), at, False),
    ]


def ours() -> set[str]:
    return set(Base.metadata.tables)
