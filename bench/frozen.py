"""A database that stands still: what calls notice of it, and whether anything is lost by it.

The real server with its two processes; PostgreSQL with all its processes stopped, then SQLite
locked by another process. Meanwhile calls come in, callbacks are posted and tried again as Twilio
would, and /metrics is asked for each second. Afterwards the reconciliation runs once.
`python -m bench.frozen [SECONDS]`
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from centralino.core.clock import utc_now

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from delivery.office import QUICK, bench, settings, sid
from setup.served import FORM, PUBLIC_URL, Served, environment, eventually, says, serving
from sqlalchemy import select
from standins import postgres
from standins.twilio_api import ACCOUNT, TOKEN, TwilioApi, twilio_api

from centralino.core import logs
from centralino.core.settings import Settings
from centralino.delivery.reconcile import Reconciliation
from centralino.simulator.line import Signer
from centralino.store import migrating
from centralino.store.models import CallRecord, Recording
from centralino.store.store import Store

SECONDS = 120.0  # for which the database stands still
A_SECOND = 20  # calls, and as many callbacks, of which every fourth tells of a call that has ended
TRIES, PAUSE = 6, 2.0  # Twilio's, where the URL asks for five more: all within its 15 seconds
CLIENTS = 200
ADDRESS = "urp%40example.org"
SLUG = "0577235501"
Frozen = Callable[[], AbstractContextManager[None]]


@dataclass
class Tally:
    """What came of it. Times in seconds, from the moment at which something was due."""

    calls: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    scrapes: list[float] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    at_once: int = 0
    ended: set[str] = field(default_factory=set)
    adopted: int = 0
    lost: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        cuts = statistics.quantiles(self.calls, n=100)
        return (
            f"| {name} | {len(self.calls)} | {len(self.unanswered)} | {cuts[49] * 1000:.0f} "
            f"| {cuts[98] * 1000:.0f} | {max(self.calls) * 1000:.0f} | {len(self.announced)} "
            f"| {self.at_once} | {len(self.acknowledged) - self.at_once} | {self.adopted} "
            f"| {len(self.lost)} | {max(self.scrapes):.1f} |"
        )


@dataclass(frozen=True)
class Twilio:
    """Asks the server as Twilio would, each time on a connection of its own."""

    server: Served
    api: TwilioApi
    tally: Tally

    def call(self, due: float) -> None:
        try:
            status, body = self._post("/voice", {"CallSid": sid("CA")})
        except (OSError, HTTPException) as error:
            status, body = 0, type(error).__name__.encode()
        self.tally.calls.append(time.monotonic() - due)
        if status != 200 or b"<Record" not in body:
            self.tally.unanswered.append(f"{status} {body[:80]!r}")

    def announce(self, due: float) -> None:
        """A recording is ready: posted until it is acknowledged, or Twilio gives up."""
        recording, call = sid(), sid("CA")
        self.api.keep(recording, call)
        self.api.calls[call] = {"sid": call, "to": FORM["To"], "from": FORM["From"]}
        self.tally.announced.append(recording)
        told = {"CallSid": call, "RecordingSid": recording, "RecordingDuration": "9"}
        path = f"/voice/recordings?number={SLUG}&step=box&to={ADDRESS}"
        tries = self._until_acknowledged(path, {**told, "RecordingStatus": "completed"})
        if tries:
            self.tally.acknowledged.add(recording)
            self.tally.at_once += tries == 1

    def end(self, due: float) -> None:
        call = sid("CA")
        told = {"CallSid": call, "CallStatus": "completed", "CallDuration": "9"}
        if self._until_acknowledged("/voice/status", told):
            self.tally.ended.add(call)

    def scrape(self, due: float) -> None:
        try:
            with self._line() as line:
                line.request("GET", "/metrics")
                if b"centralino_calls_total" not in line.getresponse().read():
                    self.tally.unanswered.append("/metrics")
        except (OSError, HTTPException) as error:
            self.tally.unanswered.append(f"/metrics: {type(error).__name__}")
        self.tally.scrapes.append(time.monotonic() - due)

    def _until_acknowledged(self, path: str, form: dict[str, str]) -> int:
        """After how many tries; 0 for never."""
        for number in range(1, TRIES + 1):
            try:
                status, _ = self._post(path, form)
            except (OSError, HTTPException):
                status = 0
            if 200 <= status < 300:
                return number
            time.sleep(PAUSE)
        return 0

    def _post(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        signed = Signer(PUBLIC_URL, TOKEN).sign(
            path, {**FORM, "AccountSid": ACCOUNT, **form}, "POST"
        )
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        with self._line() as line:
            line.request("POST", signed.path, urlencode(signed.body), {**kind, **signed.headers})
            answer = line.getresponse()
            return answer.status, answer.read()

    @contextmanager
    def _line(self) -> Iterator[HTTPConnection]:
        line = HTTPConnection("127.0.0.1", self.server.port, timeout=15)
        try:
            yield line
        finally:
            line.close()


def measured(url: str, frozen: Frozen, seconds: float) -> Tally:
    """What came of standing still for so long, with the server over that database."""
    with tempfile.TemporaryDirectory() as folder, twilio_api() as api:
        variables = {
            **environment(),
            "DATABASE_URL": url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_URL": api.url,
        }
        store, tally = Store(url), Tally()
        migrating.upgrade(store.engine)
        with serving(Path(folder), says("Buongiorno."), variables) as server:
            twilio = Twilio(server, api, tally)
            with ThreadPoolExecutor(CLIENTS) as clients:
                settled(busy(twilio, clients, 2.0))  # so that every process has its connections
                tally.calls.clear()
                with frozen():
                    under_way = busy(twilio, clients, seconds)
                settled(under_way)
            eventually(lambda: not tally.ended - ends(store))
            tally.lost += sorted(tally.acknowledged - recordings(store))
            tally.adopted = adopt(settings(url, api))
            tally.lost += sorted(set(tally.announced) - recordings(store))
        store.close()
    return tally


def busy(twilio: Twilio, clients: ThreadPoolExecutor, seconds: float) -> list[Future[None]]:
    """All that comes in, each at its time, whatever became of what came before."""
    began, under_way = time.monotonic(), list[Future[None]]()
    for tick in range(round(seconds * A_SECOND)):
        due = began + tick / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        under_way.append(clients.submit(twilio.call, due))
        under_way.append(clients.submit(twilio.announce if tick % 4 else twilio.end, due))
        if tick % A_SECOND == 0:
            under_way.append(clients.submit(twilio.scrape, due))
    return under_way


def settled(under_way: list[Future[None]]) -> None:
    for each in under_way:
        each.result()


def adopt(made: Settings) -> int:
    """The reconciliation, as a worker runs it every ten minutes; how many it adopted."""
    desk = bench(made, QUICK)
    try:
        return Reconciliation(desk.means, desk.intake).adopt(utc_now())
    finally:
        desk.means.close()


def recordings(store: Store) -> set[str]:
    with store.reading() as session:
        return set(session.scalars(select(Recording.sid)))


def ends(store: Store) -> set[str]:
    with store.reading() as session:
        return set(session.scalars(select(CallRecord.sid).where(CallRecord.ended)))


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process holds SQLite's lock, for as long as its input is open."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30);"
        "c.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(file)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdin
    holder.stdout.readline()
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait(30)
        holder.stdout.close()


def on_sqlite(seconds: float) -> Tally:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite3"
        return measured(f"sqlite:///{file}", lambda: locked(file), seconds)


def on_postgresql(seconds: float) -> Tally:
    with postgres.cluster() as cluster, postgres.database(cluster.url) as url:
        return measured(url, cluster.frozen, seconds)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    logs.quiet()
    print(f"The database stands still for {seconds:g} s.\n")
    print(
        "| | calls | unanswered | p50 ms | p99 ms | longest ms | voicemails | taken at once "
        "| by another try | adopted | lost | longest scrape s |"
    )
    print("|---|" + "---:|" * 11)
    print(on_postgresql(seconds).row("PostgreSQL, stopped"))
    print(on_sqlite(seconds).row("SQLite, locked"))


if __name__ == "__main__":
    main()
