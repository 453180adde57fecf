"""Live switches: how soon calls hear of a change, and what reading them costs the call path.

The delay: two processes, each with its own board, from the moment at which a notice is committed.
The cost: the webhook of bench.callpath, without its server, in one process of each kind asked in
turns: nothing live at all; a board that finds nothing; a board with twenty switches. All give the
same answer. Processor time is told, so that what else the machine does counts for little.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from flask.testing import FlaskClient
from pydantic import SecretStr

from app import create_app
from bench.callpath import FLOW, ORGANISATION, TOKEN, webhooks
from centralino.calendar.layers import Layer, Switch
from centralino.core import logs
from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.delivery.queueing import Dispatch
from centralino.flows.switches import Aim, Nothing, Notice, Switched
from centralino.languages.prompts import Prompt
from centralino.services import live
from centralino.store import migrating
from centralino.store.store import Store
from centralino.switching.desk import Desk, Hand
from centralino.switching.live_board import LiveBoard

CHANGES, PROCESSES = 20, 2
ROUNDS, BATCH, PORT = 16, 400, 8000
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
    migrating.upgrade(store.engine)
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


def cost_table(work: Path) -> str:
    (work / "flows").mkdir()
    (work / "flows" / "centralino.yaml").write_text(ORGANISATION)
    (work / "flows" / f"{SLUG}.yaml").write_text(FLOW)
    found: dict[str, list[float]] = {name: [] for name in KINDS}
    workers = {name: started(name, work) for name in KINDS}
    for turn in range(ROUNDS):
        for name in KINDS if turn % 2 == 0 else reversed(KINDS):
            workers[name].send(BATCH)
            found[name].append(workers[name].recv())
    for worker in workers.values():
        worker.send(0)
    return table(found)


def table(found: Mapping[str, Sequence[float]]) -> str:
    """Milliseconds of processor for a webhook, and the ratios round by round (their median)."""
    lines = ["| call path with | ms of CPU a webhook | speed |", "|---|---:|---:|"]
    base = found["held"]
    for name, label in KINDS.items():
        ratio = statistics.median(one / each for one, each in zip(base, found[name], strict=True))
        lines.append(f"| {label} | {statistics.median(found[name]):.3f} | {ratio:.3f} |")
    return "\n".join(lines)


def started(name: str, work: Path) -> Connection:
    """A process with its own app; it answers how long a batch of webhooks took."""
    here, there = get_context("fork").Pipe()
    database = f"sqlite:///{work}/{name}.sqlite3"
    get_context("fork").Process(target=answers, args=(name, work, database, there)).start()
    return here


def answers(name: str, work: Path, database: str, asked: Connection) -> None:
    store = Store(database)
    store.prepare()
    if name == "busy":
        switch_twenty(Desk(store, Dispatch(store)))
    settings = Settings(
        twilio_auth_token=SecretStr(TOKEN),
        public_url=f"http://127.0.0.1:{PORT}",
        flows_dir=work / "flows",
        database_url=database,
    )
    board = Nothing() if name == "held" else LiveBoard(database)
    client = create_app(settings, live(settings, switches=board)).test_client()
    batch_of(client, BATCH)  # to warm it
    while count := asked.recv():
        asked.send(batch_of(client, count))


def batch_of(client: FlaskClient, count: int) -> float:
    """Milliseconds of this process's own time for each webhook, its reading thread's included."""
    began = time.process_time()
    for body, headers in islice(cycle(webhooks(PORT)), count):
        response = client.post("/voice", data=body, headers=headers)
        if b"<Gather" not in response.data:
            raise RuntimeError(response.data[:200])
    return (time.process_time() - began) * 1000 / count


def switch_twenty(desk: Desk) -> None:
    """Ten notices and ten closings, none of them for the number that is called."""
    for turn in range(10):
        elsewhere = Aim(numbers=frozenset({f"05772355{turn:02}9"}))
        desk.put_up(replace(notice(f"Avviso {turn}."), aim=elsewhere), hand())
    for _ in range(10):
        now = utc_now()
        switch = Switch(Layer.SITE_SWITCH, False, now, now + HOUR)
        desk.switch(Switched(switch, Aim(site="altrove")), hand())


def notice(text: str) -> Notice:
    now = utc_now()
    return Notice(Prompt({"it": text}), now - HOUR, now + HOUR)


def hand() -> Hand:
    return Hand("bench", utc_now())


if __name__ == "__main__":
    main()
