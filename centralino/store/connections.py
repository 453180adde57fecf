"""The connection to the database, with what each kind needs to be safe under several processes."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from centralino.core import private_files
from centralino.store.bounded_connection import BoundedConnection
from centralino.store.waits import WORK, Waits, libpq

BESIDE = ("", "-wal", "-shm", "-journal")

# WAL lets the web process read and write while the worker does. `synchronous` is FULL on purpose:
# a callback is answered only when its recording would survive a power cut.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def engine_for(url: str, waits: Waits = WORK) -> Engine:
    """An engine for `sqlite:///path` (whose folder is made) or `postgresql://…`, by psycopg 3."""
    if url.startswith("sqlite"):
        return _sqlite(url, waits)
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args=libpq(waits),
        **_pool(waits),
    )
    event.listen(engine, "do_connect", partial(_connected, waits))
    return engine


def _pool(waits: Waits) -> dict[str, Any]:
    return {
        "pool_size": 10,
        "max_overflow": 20,
        "pool_timeout": waits.pool,
        # The text of a database error must not tell who called.
        "hide_parameters": True,
    }


def _connected(
    waits: Waits,
    dialect: Dialect,
    record: ConnectionPoolEntry,
    where: list[Any],
    how: dict[str, Any],
) -> BoundedConnection:
    return BoundedConnection.patient(waits.answer, *where, **how)


def _sqlite(url: str, waits: Waits) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:" and not path.startswith("file:"):
        _make_private(Path(path))
    engine = create_engine(url, connect_args={"timeout": waits.busy}, **_pool(waits))
    event.listen(engine, "connect", _prepared)
    return engine


def _make_private(file: Path) -> None:
    """SQLite gives the files that it makes beside a database the mode which that has.

    Where it cannot be made, SQLite says so itself, each time that it is tried.
    """
    with suppress(OSError):
        private_files.make_folder(file.parent)
        file.touch(private_files.FILE)
    private_files.tighten_files(*(file.with_name(file.name + beside) for beside in BESIDE))


def _prepared(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # A transaction takes the write lock when it begins: two that read first and write later
    # could otherwise only fail.
    connection.isolation_level = "IMMEDIATE"
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
