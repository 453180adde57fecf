"""The call path's speed: one signed webhook that walks notice, closures, gate and menu.

Each application has one gunicorn worker process with as many threads, and is asked in turns by the
same clients, so that what else the machine does falls on all alike. The rivals run as anybody would
run them, Centralino as it is deployed; and each of them under the other's kind of worker.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from bench.load import CONNECTIONS, Sample, load, means

ROUNDS, SECONDS, CALLS = 6, 2, 1_000
TOKEN = "a-token-for-measuring"
THREADS = 4
STOCK, OURS = "gthread", "handlers.server.whole_requests.WholeRequestWorker"
RIVALS = {
    "a": ("constant", "a constant, unchecked", STOCK),
    "b": ("validated", "a constant behind RequestValidator", STOCK),
    "c": ("quickstart", "the quickstart's pattern", STOCK),
    "d": ("centralino", "Centralino", OURS),
    "b'": ("validated", "as b", OURS),
    "c'": ("quickstart", "as c", OURS),
    "d'": ("centralino", "as d", STOCK),
}
COMPARED = [("d", "b"), ("d", "c"), ("d", "a"), ("d", "b'"), ("d", "c'"), ("d'", "b"), ("d'", "c")]
FLOW = """
number: "0577 235501"
office: Segreteria studenti
email: studenti@example.org
hours: {mon-sun: "00:00-24:00"}
steps:
  hours: {gate: hours, open: welcome, closed: information}
  welcome:
    menu:
    keys:
      1: {say: le immatricolazioni, then: information}
      2: {say: tasse e contributi, then: information}
      3: {say: parlare con un operatore, then: information}
"""
ORGANISATION = """
organisation: Università di Siena
holidays: {country: IT, province: SI}
always_open: false
calendar:
  - {from: 2020-08-10, to: 2020-08-21, reason: chiusura estiva}
"""


@dataclass
class Rival:
    """One application under measurement."""

    letter: str
    port: int
    master: int = 0  # its process id
    samples: list[Sample] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)  # ms of processor time for each request

    @property
    def label(self) -> str:
        return RIVALS[self.letter][1]

    @property
    def kind(self) -> str:
        return "gthread" if RIVALS[self.letter][2] == STOCK else "Centralino's"

    def median(self, what: str) -> float:
        values = [float(getattr(sample, what)) for sample in self.samples]
        return statistics.median(values)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "flows").mkdir()
        (work / "flows" / "centralino.yaml").write_text(ORGANISATION)
        (work / "flows" / "0577235501.yaml").write_text(FLOW)
        rivals = [Rival(letter, free_port()) for letter in RIVALS]
        with _served(rivals, work):
            for rival in rivals:
                ask(rival, 1, work)  # warm
                rival.samples.clear()
                rival.costs.clear()
            for turn in range(ROUNDS):
                for rival in rivals if turn % 2 == 0 else reversed(rivals):
                    ask(rival, SECONDS, work)
        print(f"Asked by {means()}, {CONNECTIONS} connections\n\n{table(rivals)}")


def table(rivals: list[Rival]) -> str:
    """Requests a second, latencies, and the ratios of the rates round by round (their median)."""
    lines = [
        "| | webhook | worker | requests/s | p50 ms | p99 ms | processor ms |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {rival.letter} | {rival.label} | {rival.kind} | {rival.median('rate'):.0f} "
        f"| {rival.median('p50'):.2f} | {rival.median('p99'):.2f} "
        f"| {statistics.median(rival.costs):.3f} |"
        for rival in rivals
    ]
    known = {rival.letter: rival for rival in rivals}
    ratios = [f"{one}/{other} = {ratio(known[one], known[other]):.2f}" for one, other in COMPARED]
    return "\n".join([*lines, "", ", ".join(ratios)])


def ratio(one: Rival, other: Rival) -> float:
    pairs = zip(one.samples, other.samples, strict=True)
    return statistics.median(a.rate / b.rate for a, b in pairs)


@contextmanager
def _served(rivals: list[Rival], work: Path) -> Iterator[None]:
    processes = [_serve(rival, work) for rival in rivals]
    try:
        for rival, process in zip(rivals, processes, strict=True):
            rival.master = process.pid
        for rival in rivals:
            wait_for(rival.port)
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(10)


def _serve(rival: Rival, work: Path) -> subprocess.Popen[bytes]:
    here = Path(__file__).resolve().parent.parent
    metrics = work / f"{rival.letter}.metrics"
    metrics.mkdir()
    environment = {
        **os.environ,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": f"http://127.0.0.1:{rival.port}",
        "FLOWS_DIR": str(work / "flows"),
        "DATABASE_URL": f"sqlite:///{work}/{rival.letter}.sqlite3",
        "METRICS_DIR": str(metrics),
        "PYTHONPATH": str(here),
    }
    name, _, kind = RIVALS[rival.letter]
    command = [sys.executable, "-m", "gunicorn", f"bench.rivals:{name}()", "-k", kind]
    command += ["-w", "1", "--threads", str(THREADS), "-b", f"127.0.0.1:{rival.port}"]
    command += ["-c", "/dev/null", "--log-level", "error", "--keep-alive", "30", "--timeout", "300"]
    log = (work / f"{rival.letter}.log").open("wb")
    return subprocess.Popen(command, env=environment, cwd=work, stdout=log, stderr=log)


def ask(rival: Rival, seconds: float, work: Path) -> None:
    """Ask from several clients at once, for some seconds."""
    before = used(rival.master)
    sample = load(rival.port, _sent(rival.port), seconds, work)
    rival.samples.append(sample)
    rival.costs.append((used(rival.master) - before) * 1000 / (sample.rate * round(seconds)))


def used(master: int) -> float:
    """Seconds of processor time that a server's workers have used, by Linux's books."""
    told = Path(f"/proc/{master}/task/{master}/children")
    workers = told.read_text().split() if told.exists() else []
    fields = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in workers]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


@cache
def _sent(port: int) -> list[bytes]:
    """The webhooks as they go over the wire."""
    return [_wire(port, body, headers) for body, headers in webhooks(port)]


def _wire(port: int, body: str, headers: dict[str, str]) -> bytes:
    lines = ["POST /voice HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@cache
def webhooks(port: int) -> list[tuple[str, dict[str, str]]]:
    """Signed webhooks of as many different calls."""
    form = json.loads((Path(__file__).parent / "webhook.json").read_text())
    url = f"http://127.0.0.1:{port}/voice"
    return [_request(url, {**form, "CallSid": f"CA{n:032x}"}) for n in range(CALLS)]


def _request(url: str, form: dict[str, str]) -> tuple[str, dict[str, str]]:
    signature = RequestValidator(TOKEN).compute_signature(url, form)
    return urlencode(form), {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": signature,
        "User-Agent": "TwilioProxy/1.1",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Until whatever is served there answers."""
    for _ in range(600):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"nothing answers on port {port}")


if __name__ == "__main__":
    main()
