"""Delivery's speed beside a plain loop's, and a backlog that must not delay what is new.

SQLite and PostgreSQL side by side; one worker process with the limits of the real one, except for
the bound on messages a minute. The loop (bench/plainloop.py) has the same stand-ins, and runs
before and after each. `python -m bench.delivery [BACKLOG]`
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from delivery.office import Bench, announced, bench, eventually, settings, sid
from sqlalchemy import func, select
from standins import postgres
from standins.mailserver import MailServer, mail_server
from standins.twilio_api import MP3, TwilioApi, twilio_api

from bench import plainloop
from bench.plainloop import Pace, mean_of
from centralino.core.clock import utc_now
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.worker import Worker
from centralino.store import migrating
from centralino.store.models import DeliveryState, Recording

BACKLOG, CLIENTS, QUARTERS = 1_000, 8, 4
LOOP = 200  # deliveries of the plain loop, twice
LIMITS = replace(DeliveryLimits(), a_minute=1_000_000)
AUDIO = {"a minute": 240_000, "two seconds": 8_000}  # bytes at 32 kbit/s


@dataclass(frozen=True)
class Measured:
    """`rates`: deliveries a second in each quarter of a backlog; `late`: what new ones waited.

    `mean` is of the whole backlog, `cpu` the worker's own processor time for each in ms; both also
    of the loop.
    """

    taken: float
    rates: tuple[float, ...]
    late: tuple[float, ...]
    mean: float
    cpu: float
    loop: Pace

    @property
    def ratio(self) -> float:
        return self.mean / self.loop.rate


@dataclass
class Floor:
    """One database, a worker to be started on it, and what is around it."""

    desk: Bench
    api: TwilioApi
    post: MailServer

    def leave(self, count: int) -> float:
        """So many voicemails, taken in by several clients at once; callbacks a second."""
        news = [announced(sid()) for _ in range(count)]
        for one in news:
            self.api.keep(one.sid, one.call_sid)
        started = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(self.desk.intake.take, news))
        return count / (time.perf_counter() - started)

    def delivered(self) -> int:
        with self.desk.means.store.reading() as session:
            found = select(func.count()).where(Recording.state == DeliveryState.DELIVERED)
            return session.scalar(found.select_from(Recording)) or 0

    def newest_delay(self) -> float:
        """Seconds from taking a new voicemail in to its mail."""
        recording = sid()
        self.api.keep(recording, sid("CA"))
        started = time.perf_counter()
        self.desk.take(recording, at=utc_now())
        while not self.post.names[f"<{recording}.voicemail@example.org>"]:
            time.sleep(0.05)
        return time.perf_counter() - started


def measured(url: str, backlog: int, audio: int) -> Measured:
    with ExitStack() as stack:
        api = stack.enter_context(twilio_api())
        post = stack.enter_context(mail_server())
        post.keeps = api.remembers = False
        api.audio = (MP3 * (audio // len(MP3) + 1))[:audio]
        floor = Floor(bench(settings(url, api, post.url), LIMITS), api, post)
        stack.callback(floor.desk.means.close)
        migrating.upgrade(floor.desk.means.store.engine)
        taken = floor.leave(backlog)
        before = loop_process(floor)
        with worker_process(url, api, post) as pid:
            rates, late = [], []
            eventually(lambda: floor.delivered(), 60)
            first, used, started = floor.delivered(), cpu_of(pid), time.perf_counter()
            for quarter in range(1, QUARTERS + 1):
                rates.append(rate_until(floor, backlog * quarter // QUARTERS))
                if quarter < QUARTERS:
                    late.append(floor.newest_delay())
            done, took = floor.delivered() - first, time.perf_counter() - started
            cpu = (cpu_of(pid) - used) / done * 1000
        loop = mean_of(before, loop_process(floor))
        return Measured(taken, tuple(rates), tuple(late), done / took, cpu, loop)


def loop_process(floor: Floor) -> Pace:
    sids = list(floor.api.recordings)[:LOOP]
    command = [
        sys.executable,
        "-m",
        "bench.delivery",
        "loop",
        floor.api.url,
        str(floor.post.port),
        *sids,
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rate, cpu = map(float, done.stdout.split())
    return Pace(rate, cpu)


def rate_until(floor: Floor, count: int) -> float:
    """Deliveries a second from now until so many are delivered."""
    started, before = time.perf_counter(), floor.delivered()
    while (now := floor.delivered()) < count:
        time.sleep(0.5)
    return (now - before) / (time.perf_counter() - started)


def cpu_of(pid: int) -> float:
    """Seconds of processor time, user's and system's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def worker_process(url: str, api: TwilioApi, post: MailServer) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.delivery", "worker", url, api.url, post.url]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as started:
        try:
            yield started.pid
        finally:
            started.kill()


def work(url: str, api: str, smtp: str) -> None:
    Worker(bench(settings(url, TwilioApi(url=api), smtp), LIMITS).means).run(Event())


def table(results: dict[str, Measured]) -> Iterator[str]:
    yield f"{'':<44}" + "".join(f"{name:>14}" for name in results)
    rows = {
        f"callbacks taken in, a second ({CLIENTS} clients)": [r.taken for r in results.values()],
        "a plain loop delivers, a second": [r.loop.rate for r in results.values()],
        "voicemails delivered, a second": [r.mean for r in results.values()],
        "  in the worst quarter of the backlog": [min(r.rates) for r in results.values()],
        "  beside the loop": [r.ratio for r in results.values()],
        "the loop's processor time for each, ms": [r.loop.cpu for r in results.values()],
        "the worker's": [r.cpu for r in results.values()],
        "a new one behind the backlog waits, seconds": [max(r.late) for r in results.values()],
    }
    for name, values in rows.items():
        yield f"{name:<44}" + "".join(f"{value:>14.2f}" for value in values)


def main(backlog: int) -> None:
    with postgres.server() as server:
        for length, audio in AUDIO.items():
            results = {}
            with tempfile.TemporaryDirectory() as folder:
                url = f"sqlite:///{folder}/store.sqlite3"
                results["SQLite"] = measured(url, backlog, audio)
            with postgres.database(server) as url:
                results["PostgreSQL"] = measured(url, backlog, audio)
            print(f"A backlog of {backlog}, {length} of audio each")
            print("\n".join(table(results)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        work(*sys.argv[2:])
    elif sys.argv[1:2] == ["loop"]:
        plainloop.main(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else BACKLOG)
