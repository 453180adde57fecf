from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from centralino.store import migrating
from centralino.store.connections import engine_for
from centralino.store.models import Base
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


def ours() -> set[str]:
    return set(Base.metadata.tables)
