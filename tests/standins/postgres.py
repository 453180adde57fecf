"""A real PostgreSQL server, thrown away afterwards; or the one of TEST_DATABASE_URL."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

UNPRIVILEGED = "nobody"
OWN_PORTS = (15_000, 32_000)
WHY = "no PostgreSQL on this machine, and no TEST_DATABASE_URL"


def binaries() -> Path | None:
    """The newest server's programs, on the PATH or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def missing(reason: str) -> None:
    """Skip, unless nothing may be skipped.

    `make test` works where nobody can install a server; the same tests run on SQLite there.
    """
    if os.environ.get("CENTRALINO_NOTHING_SKIPPED") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def server() -> Iterator[str]:
    """A URL of a server's database `postgres`, in which others can be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    programs = binaries()
    if given:
        yield given
    elif programs is None:
        missing(WHY)
    else:
        with _thrown_away(programs) as url:
            yield url


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """An empty database of its own."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{server_url.rpartition('/')[0]}/{name}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Cluster:
    """A server that a test can stop and start again."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self._programs, self._data, self._port = programs, folder / "data", port
        self._folder = folder
        self.url = f"postgresql://tester@127.0.0.1:{port}/postgres"

    def create(self) -> None:
        self._run(
            "initdb", "-D", self._data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"
        )

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c fsync=off -k {self._folder}"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """All of its processes stand still: sockets stay open, and nothing answers on them."""
        processes = self._processes()
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)

    def _processes(self) -> list[int]:
        """The server, first so that it makes no more, and whatever it has made."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def _run(self, program: str, *arguments: str | Path) -> None:
        # The server refuses to run as root.
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        command = [self._programs / program, *arguments]
        subprocess.run(
            command,
            user=user,
            check=True,
            cwd=self._folder,
            env={**os.environ, "LC_ALL": "C"},  # it takes only locales that the machine has
            stdout=subprocess.DEVNULL,
            timeout=60,
        )


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server of one's own, to be stopped and started. Skips where there is none."""
    programs = binaries()
    if programs is None:
        missing(WHY)
    else:
        with _cluster(programs) as made:
            yield made


@contextmanager
def _thrown_away(programs: Path) -> Iterator[str]:
    with _cluster(programs) as made:
        yield made.url


@contextmanager
def _cluster(programs: Path) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="centralino-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        made = Cluster(programs, folder, _free_port())
        made.create()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    """Below those that systems give away: nobody takes it while the server is down."""
    while True:
        port = random.randrange(*OWN_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
