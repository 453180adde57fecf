"""Live switches: how soon calls hear of a change, and what reading them costs the call path.

The delay: two processes, each with its own board, from the moment at which a notice is committed.
The cost: the webhook of bench.callpath, one gunicorn worker of each kind asked in turns: nothing
live at all; a board that finds nothing; a board with twenty switches. All give the same answer.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from flask import Flask

from bench.callpath import FLOW, ORGANISATION, TOKEN, Rival, ask, free_port, ratio, wait_for
from centralino import logs
from centralino.calendar.layers import Layer, Switch
from centralino.delivery.queueing import Dispatch
from centralino.settings import Settings
from centralino.speech.prompts import Prompt
from centralino.store import schema
from centralino.store.store import Store
from centralino.switches import Aim, Nothing, Notice, Switched
from centralino.switching.board import LiveBoard
from centralino.switching.desk import Desk, Hand

CHANGES, PROCESSES = 20, 2
ROUNDS, SECONDS = 8, 1.0
SLUG, HOUR = "0577235501", timedelta(hours=1)
KINDS = {
    "held": "nothing live",
    "empty": "a board, nothing switched",
    "busy": "twenty switches elsewhere",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        logs.quiet()
        print("| database | changes | median s | p95 s | longest s |\n|---|---:|---:|---:|---:|")
        print(delay_row("SQLite", Store(f"sqlite:///{folder}/store.sqlite3")))
        if url := os.environ.get("TEST_DATABASE_URL"):
            print(delay_row("PostgreSQL", Store(url)))
        else:
            print("\nPostgreSQL was not measured: TEST_DATABASE_URL names none.")
        print(f"\n{cost_table(Path(folder))}")


# --- how soon a change is heard


def delay_row(name: str, store: Store) -> str:
    schema.upgrade(store.engine)
    delays = sorted(measured(store))
    late = delays[int(len(delays) * 0.95)]
    return (
        f"| {name} | {len(delays)} | {statistics.median(delays):.2f} | {late:.2f} "
        f"| {delays[-1]:.2f} |"
    )


def measured(store: Store) -> Iterator[float]:
    """Seconds from each commit until each process has the change in memory."""
    desk = Desk(store, Dispatch(store))
    context = get_context("fork")
    pairs = [context.Pipe() for _ in range(PROCESSES)]
    followers = [context.Process(target=follow, args=(store.url, there)) for _, there in pairs]
    for follower in followers:
        follower.start()
    for here, _ in pairs:
        here.recv()
    for turn in range(CHANGES):
        time.sleep(0.137 * (turn % 7))  # so that changes fall anywhere between two readings
        desk.put_up(notice(f"Avviso {turn}."), hand())
        made = time.monotonic()
        for here, _ in pairs:
            yield here.recv() - made
    for follower in followers:
        follower.terminate()
        follower.join()


def follow(url: str, told: Connection) -> None:
    """A process that answers calls: it tells when it has heard of each change."""
    board = LiveBoard(url)
    known = board.current()
    told.send(time.monotonic())
    while True:
        if board.current() is not known:
            known = board.current()
            told.send(time.monotonic())
        time.sleep(0.002)


# --- what it costs the call path


@dataclass
class Kind(Rival):
    name: str = ""

    @property
    def label(self) -> str:
        return KINDS[self.name]


def held() -> Flask:
    """The app with nothing live."""
    return _app(Nothing())


def empty() -> Flask:
    return _app(LiveBoard(Settings().database_url))


busy = empty


def _app(switches: Nothing | LiveBoard) -> Flask:
    from app import create_app

    settings = Settings()
    logs.set_up(settings)
    return create_app(settings, switches=switches)


def cost_table(work: Path) -> str:
    (work / "flows").mkdir()
    (work / "flows" / "centralino.yaml").write_text(ORGANISATION)
    (work / "flows" / f"{SLUG}.yaml").write_text(FLOW)
    for name in KINDS:
        store = Store(f"sqlite:///{work}/{name}.sqlite3")
        store.prepare()
        if name == "busy":
            switch_twenty(Desk(store, Dispatch(store)))
        store.close()
    kinds = [Kind(name[0], free_port(), name=name) for name in KINDS]
    with served(kinds, work):
        for turn in range(-1, ROUNDS):
            for kind in kinds if turn % 2 == 0 else reversed(kinds):
                ask(kind, SECONDS)
            if turn < 0:  # that was to warm them
                for kind in kinds:
                    kind.seconds, kind.rates = [], []
    return table(kinds)


def table(kinds: Sequence[Kind]) -> str:
    lines = [
        "| call path with | requests/s | p50 ms | p99 ms | ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind in kinds:
        cuts = statistics.quantiles(kind.seconds, n=100)
        lines.append(
            f"| {kind.label} | {statistics.median(kind.rates):.0f} | {cuts[49] * 1000:.2f} "
            f"| {cuts[98] * 1000:.2f} | {ratio(kind, kinds[0]):.3f} |"
        )
    return "\n".join(lines)


@contextmanager
def served(kinds: Sequence[Kind], work: Path) -> Iterator[None]:
    processes = [serve(kind, work) for kind in kinds]
    try:
        for kind in kinds:
            wait_for(kind.port)
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(10)


def serve(kind: Kind, work: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": f"http://127.0.0.1:{kind.port}",
        "FLOWS_DIR": str(work / "flows"),
        "DATABASE_URL": f"sqlite:///{work}/{kind.name}.sqlite3",
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    }
    command = [sys.executable, "-m", "gunicorn", f"bench.switches:{kind.name}()", "-k", "gthread"]
    command += ["-w", "1", "--threads", "4", "-b", f"127.0.0.1:{kind.port}", "-c", "/dev/null"]
    command += ["--log-level", "error", "--keep-alive", "30"]
    log = (work / f"{kind.name}.log").open("wb")
    return subprocess.Popen(command, env=environment, cwd=work, stdout=log, stderr=log)


def switch_twenty(desk: Desk) -> None:
    """Ten notices and ten closings, none of them for the number that is called."""
    for turn in range(10):
        elsewhere = Aim(numbers=frozenset({f"05772355{turn:02}9"}))
        desk.put_up(replace(notice(f"Avviso {turn}."), aim=elsewhere), hand())
    for _ in range(10):
        now = datetime.now(UTC)
        switch = Switch(Layer.SITE_SWITCH, False, now, now + HOUR)
        desk.switch(Switched(switch, Aim(site="altrove")), hand())


def notice(text: str) -> Notice:
    now = datetime.now(UTC)
    return Notice(Prompt({"it": text}), now - HOUR, now + HOUR)


def hand() -> Hand:
    return Hand("bench", datetime.now(UTC))


if __name__ == "__main__":
    main()
