"""A database that can be taken away for a while."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from standins import postgres


class Database(Protocol):
    @property
    def url(self) -> str:
        """For DATABASE_URL."""

    def away(self, seconds: float) -> None:
        """Nobody can write for so long, or reach it at all."""


@dataclass(frozen=True)
class Sqlite:
    url: str
    file: Path

    def away(self, seconds: float) -> None:
        with sqlite3.connect(self.file, timeout=60, isolation_level=None) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            lock.execute("ROLLBACK")
        lock.close()


@dataclass(frozen=True)
class Postgres:
    url: str
    cluster: postgres.Cluster

    def away(self, seconds: float) -> None:
        self.cluster.stop()
        time.sleep(seconds)
        self.cluster.start()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """`sqlite` or `postgresql`, thrown away afterwards."""
    if kind == "sqlite":
        file = folder / "store.sqlite3"
        yield Sqlite(f"sqlite:///{file}", file)
        return
    with postgres.cluster() as cluster:
        yield Postgres(cluster.url, cluster)
