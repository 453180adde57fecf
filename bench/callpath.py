"""The call path's speed: one signed webhook that walks notice, closures, gate and menu.

Four applications, one gunicorn worker each of the same kind and threads, asked in turns by the same
clients, so that what else the machine does falls on all alike.
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
from itertools import cycle
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

ROUNDS, SECONDS, CLIENTS, CALLS = 8, 1.5, 4, 1_000
TOKEN = "a-token-for-measuring"
THREADS = 4
RIVALS = {
    "a": ("constant", "a constant, unchecked"),
    "b": ("validated", "a constant behind RequestValidator"),
    "c": ("quickstart", "the quickstart's pattern"),
    "d": ("centralino", "Centralino"),
}
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
    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    @property
    def label(self) -> str:
        return RIVALS[self.letter][1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "flows").mkdir()
        (work / "flows" / "centralino.yaml").write_text(ORGANISATION)
        (work / "flows" / "0577235501.yaml").write_text(FLOW)
        rivals = [Rival(letter, free_port()) for letter in RIVALS]
        with _served(rivals, work):
            for rival in rivals:
                ask(rival, 0.5)  # warm
                rival.seconds, rival.rates = [], []
            for turn in range(ROUNDS):
                for rival in rivals if turn % 2 == 0 else reversed(rivals):
                    ask(rival, SECONDS)
        print(table(rivals))


def table(rivals: list[Rival]) -> str:
    """Requests a second, latencies, and the ratios of the rates round by round (their median)."""
    lines = ["| | webhook | requests/s | p50 ms | p99 ms |", "|---|---|---:|---:|---:|"]
    for rival in rivals:
        cuts = statistics.quantiles(rival.seconds, n=100)
        lines.append(
            f"| {rival.letter} | {rival.label} | {statistics.median(rival.rates):.0f} "
            f"| {cuts[49] * 1000:.2f} | {cuts[98] * 1000:.2f} |"
        )
    by_letter = {rival.letter: rival for rival in rivals}
    ratios = [f"d/{other} = {ratio(by_letter['d'], by_letter[other]):.2f}" for other in "abc"]
    return "\n".join([*lines, "", ", ".join(ratios)])


def ratio(one: Rival, other: Rival) -> float:
    return statistics.median(a / b for a, b in zip(one.rates, other.rates, strict=True))


@contextmanager
def _served(rivals: list[Rival], work: Path) -> Iterator[None]:
    processes = [_serve(rival, work) for rival in rivals]
    try:
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
    environment = {
        **os.environ,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": f"http://127.0.0.1:{rival.port}",
        "FLOWS_DIR": str(work / "flows"),
        "DATABASE_URL": f"sqlite:///{work}/{rival.letter}.sqlite3",
        "PYTHONPATH": str(here),
    }
    name = RIVALS[rival.letter][0]
    command = [sys.executable, "-m", "gunicorn", f"bench.rivals:{name}()", "-k", "gthread"]
    command += ["-w", "1", "--threads", str(THREADS), "-b", f"127.0.0.1:{rival.port}"]
    command += ["-c", "/dev/null", "--log-level", "error", "--keep-alive", "30"]
    log = (work / f"{rival.letter}.log").open("wb")
    return subprocess.Popen(command, env=environment, cwd=work, stdout=log, stderr=log)


def ask(rival: Rival, seconds: float) -> None:
    """Ask from several clients at once, each on its own connection, for some seconds."""
    found: list[list[float]] = [[] for _ in range(CLIENTS)]
    started = time.perf_counter()
    clients = [Thread(target=_client, args=(rival, seconds, found[n])) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    took = time.perf_counter() - started
    if not all(found):
        raise RuntimeError(f"{rival.label} did not answer")
    rival.seconds += [each for one in found for each in one]
    rival.rates.append(sum(map(len, found)) / took)


def _client(rival: Rival, seconds: float, found: list[float]) -> None:
    """A client that costs next to nothing: what is measured is the server."""
    requests = cycle(_sent(rival.port))
    end = time.perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", rival.port), 10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (now := time.perf_counter()) < end:
            connection.sendall(next(requests))
            answer = _answer(connection)
            if not answer.startswith(b"HTTP/1.1 200") or b"<Gather" not in answer:
                raise RuntimeError(f"{rival.label}: {answer[:300]!r}")
            found.append(time.perf_counter() - now)


def _answer(connection: socket.socket) -> bytes:
    """A whole answer: its head, and as much of a body as the head says."""
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, _ = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(answer) < len(head) + 4 + length:
        answer += connection.recv(65536)
    return answer


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
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")


if __name__ == "__main__":
    main()
