"""The store: where transactions come from. Made cheaply, connected when first used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from centralino.core.texts import _
from centralino.store import migrating
from centralino.store.connections import engine_for
from centralino.store.waits import RESHAPING, WORK, Waits


class StoreNotReadyError(RuntimeError):
    """The database is behind this version: `centralino db upgrade` has not been run."""


class Store:
    """One database. A process that was forked from another gets connections of its own.

    `waits` is how long its connections wait for the database before they give up.
    """

    def __init__(self, url: str, waits: Waits = WORK) -> None:
        self.url = url
        self._waits = waits
        self._lock = Lock()
        self._engine: Engine | None = None
        self._pid = 0
        self._ready = False

    @property
    def engine(self) -> Engine:
        with self._lock:
            if self._engine is None or self._pid != os.getpid():
                self._engine, self._pid = engine_for(self.url, self._waits), os.getpid()
            return self._engine

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def prepare(self) -> None:
        """See to it that the tables are there. SQLite's are made on the spot.

        Raises StoreNotReadyError for a PostgreSQL that an older version left, and SQLAlchemyError
        while the database cannot be reached.
        """
        if self._ready:
            return
        if migrating.revision(self.engine) != migrating.newest():
            if not self.is_sqlite:
                raise StoreNotReadyError(_("the database is behind: run `centralino db upgrade`"))
            migrating.upgrade(self.engine)
        self._ready = True

    def reshape(self) -> None:
        """Bring the tables to the shape that this version needs, however long that takes.

        Raises SQLAlchemyError while the database cannot be reached.
        """
        engine = engine_for(self.url, RESHAPING)
        try:
            migrating.upgrade(engine)
        finally:
            engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that changes nothing."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction, committed at the end unless something was raised.

        On SQLite it holds the write lock from its start, so that what it reads stays true.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session

    def close(self) -> None:
        with self._lock:
            if self._engine is not None and self._pid == os.getpid():
                self._engine.dispose()
            self._engine, self._ready = None, False
