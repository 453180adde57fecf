"""The connection to the database, with what each kind needs to be safe under several processes."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY = 15_000  # ms a writer waits for another before it gives up
IDLE = 60_000  # ms after which PostgreSQL ends a transaction that nobody continues
CONNECT = 5  # seconds to reach PostgreSQL

# WAL lets the web process read and write while the worker does. `synchronous` is FULL on purpose:
# a callback is answered only when its recording would survive a power cut.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY}",
    "PRAGMA foreign_keys=ON",
)


def engine_for(url: str) -> Engine:
    """An engine for `sqlite:///path` (whose folder is made) or `postgresql://…`, by psycopg 3."""
    if url.startswith("sqlite"):
        return _sqlite(url)
    options = f"-c idle_in_transaction_session_timeout={IDLE}"
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        **_POOL,
        connect_args={"options": options, "connect_timeout": CONNECT},
    )


# hide_parameters: the text of a database error must not tell who called.
_POOL: dict[str, Any] = {
    "pool_size": 10,
    "max_overflow": 20,
    "pool_timeout": 20,
    "hide_parameters": True,
}


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, **_POOL)
    event.listen(engine, "connect", _prepared)
    return engine


def _prepared(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # A transaction takes the write lock when it begins: two that read first and write later
    # could otherwise only fail.
    connection.isolation_level = "IMMEDIATE"
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
