"""Databases that are ready: made and upgraded once of each kind, then copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from standins import postgres
from standins.databases import postgres_url

from centralino.delivery.queueing import Dispatch
from centralino.store import migrating
from centralino.store.store import Store
from centralino.switching.desk import Desk

__all__ = ["postgres_url"]


def upgraded(url: str) -> None:
    store = Store(url)
    migrating.upgrade(store.engine)
    store.close()


@pytest.fixture(scope="session")
def sqlite_ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ready") / "store.sqlite3"
    upgraded(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_ready(postgres_url: str) -> Iterator[str]:
    with postgres.database(postgres_url) as url:
        upgraded(url)
        yield url


@pytest.fixture
def quick(sqlite_ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """SQLite only, for what does not depend on the database; what is kept is the test's own."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "var" / "store.sqlite3"
    file.parent.mkdir()
    shutil.copy(sqlite_ready, file)
    made = Store(f"sqlite:///{file}")
    yield made
    made.close()


@pytest.fixture
def on_postgres(
    postgres_ready: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    server, _, template = postgres_ready.rpartition("/")
    name = f"t{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    made = Store(f"{server}/{name}")
    yield made
    made.close()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["quick", "on_postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """A database of each kind."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, Dispatch(store))
