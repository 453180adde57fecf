"""Whether clients that send or read a byte a second, or nothing, slow signed calls down.

`python -m bench.trickle [SECONDS] [WORKER CLASS]`: so long for each habit, a minute by default.
The server runs as deployed, but for one worker process: nothing hides behind a second one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Process
from pathlib import Path
from threading import Thread
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import requests
from flask import Flask, send_file
from support.tricklers import BODY, HEADERS, SILENT, Habit, Tricklers, reader

import app as wiring
from bench.callpath import FLOW, ORGANISATION, TOKEN, free_port, wait_for, webhooks

HERE = Path(__file__).resolve().parents[1]
CLIENTS, PAUSE, COUNT, PATIENCE = 4, 0.1, 200, 15.0  # 15 s: Twilio gives up
LARGE = "/large"
HABITS: dict[str, Habit | None] = {
    "nobody": None,
    "headers, a byte a second": HEADERS,
    "bodies, a byte a second": BODY,
    "silent": SILENT,
    "readers of a large file, a byte a second": reader(LARGE),
}


@dataclass(frozen=True)
class Calls:
    """Milliseconds of the calls that were answered, and how many were not."""

    took: list[float]
    lost: int


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    worker = sys.argv[2] if len(sys.argv) > 2 else ""
    print(f"{COUNT} connections beside signed calls, {seconds:.0f} s each")
    print("\n| who else is there | calls | p50 ms | p99 ms | longest ms | lost |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder), worker) as port:
        for name, habit in HABITS.items():
            print(_row(name, _beside(habit, port, seconds)), flush=True)


def _row(name: str, calls: Calls) -> str:
    cuts = statistics.quantiles(calls.took, n=100) if len(calls.took) > 1 else [0.0] * 99
    return (
        f"| {name} | {len(calls.took)} | {cuts[49]:.1f} | {cuts[98]:.1f} "
        f"| {max(calls.took, default=0):.1f} | {calls.lost} |"
    )


def _beside(habit: Habit | None, port: int, seconds: float) -> Calls:
    if habit is None:
        return _calls(port, seconds)
    attack = Process(target=Tricklers(port, COUNT, habit).run, args=(seconds + 2,))
    attack.start()
    time.sleep(2)  # all of them have come
    calls = _calls(port, seconds)
    attack.join()
    return calls


def _calls(port: int, seconds: float) -> Calls:
    took: list[float] = []
    lost: list[str] = []
    until = time.monotonic() + seconds
    clients = [Thread(target=_client, args=(port, n, until, took, lost)) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    for why in sorted(set(lost))[:3]:
        print(f"lost: {why}", file=sys.stderr)
    return Calls(took, len(lost))


def _client(port: int, n: int, until: float, took: list[float], lost: list[str]) -> None:
    """Every second call on a connection of its own, the others on one that is kept."""
    kept: Any = requests.Session()
    for turn, (body, headers) in enumerate(webhooks(port)[n::CLIENTS] * 100):
        if time.monotonic() > until:
            return
        sender = kept if turn % 2 else requests
        began = time.perf_counter()
        try:
            url = f"http://127.0.0.1:{port}/voice"
            answer = sender.post(url, data=body, headers=headers, timeout=PATIENCE)
        except requests.RequestException as error:
            lost.append(type(error).__name__)
            continue
        if answer.status_code == 200 and "<Gather" in answer.text:
            took.append((time.perf_counter() - began) * 1000)
        else:
            lost.append(f"status {answer.status_code}")
        time.sleep(PAUSE)


@contextmanager
def _served(work: Path, worker: str) -> Iterator[int]:
    (work / "flows").mkdir()
    (work / "flows" / "centralino.yaml").write_text(ORGANISATION)
    (work / "flows" / "0577235501.yaml").write_text(FLOW)
    (work / "large").write_bytes(b"0" * 8_000_000)
    port = free_port()
    environment = {
        **os.environ,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FLOWS_DIR": str(work / "flows"),
        "WEB_CONCURRENCY": "1",
        "PYTHONPATH": str(HERE),
    }
    command = [sys.executable, "-m", "gunicorn", "-c", str(HERE / "gunicorn.conf.py")]
    command += [
        "-b",
        f"127.0.0.1:{port}",
        *(["-k", worker] if worker else []),
        "bench.trickle:app()",
    ]
    with (work / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=work, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def app() -> Flask:
    """Centralino, and a large file."""
    made: Flask = wiring.app
    made.add_url_rule(LARGE, "large", lambda: send_file(Path("large").resolve()))
    return made


if __name__ == "__main__":
    main()
