"""The app as it is served: a gunicorn process with the house's configuration, on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import requests

from centralino.simulator.line import Http, HttpAnswer

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_URL = "https://switchboard.example.org"
TOKEN = "a token of nobody's"
CALLER = "+393331234567"
FORM = {
    "CallSid": "CA" + "1" * 32,
    "AccountSid": "AC" + "0" * 32,
    "From": CALLER,
    "To": "+390577235501",
    "CallStatus": "ringing",
    "ApiVersion": "2010-04-01",
    "Direction": "inbound",
}
PATIENCE = 60.0  # seconds, on a machine that does other things too


@dataclass(frozen=True)
class Served:
    """A server over the flow files in `folder`/flows, and what it logged."""

    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path

    @property
    def flow(self) -> Path:
        return self.folder / "flows" / "0577235501.yaml"

    def line(self) -> Http:
        return Http(f"http://127.0.0.1:{self.port}", PUBLIC_URL, TOKEN)

    def call(self) -> HttpAnswer:
        return self.line().post("/voice", FORM)

    def report(self) -> Any:
        return requests.get(f"http://127.0.0.1:{self.port}/readyz", timeout=PATIENCE).json()

    def reload(self) -> None:
        self.process.send_signal(signal.SIGHUP)

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]


def says(words: str) -> str:
    """A number that says these words and takes a message."""
    return (
        'number: "0577 235501"\nemail: urp@example.org\nalways_open: true\n'
        f'steps: {{start: {{say: "{words}", then: box}}, box: {{voicemail: office}}}}\n'
    )


def eventually(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


@contextmanager
def served(
    folder: Path,
    flow: str,
    *,
    through: Sequence[str] = (),
    errors: IO[bytes] | None = None,
    absolute: bool = False,
    **more: str,
) -> Iterator[Served]:
    """Serves one number until the end of the block: `through` another program that starts it, and
    with another standard error than the log; `absolute`: by the whole path of its flows; `more`
    goes to the environment."""
    where = {"FLOWS_DIR": str(folder / "flows")} if absolute else {}
    variables = environment() | where | more
    with serving(folder, flow, variables, through=through, errors=errors) as server:
        yield server


@contextmanager
def serving(
    folder: Path,
    flow: str,
    variables: Mapping[str, str],
    *,
    through: Sequence[str] = (),
    errors: IO[bytes] | None = None,
) -> Iterator[Served]:
    """The same in an environment of one's own."""
    flows = folder / "flows"
    flows.mkdir()
    (flows / "centralino.yaml").write_text("organisation: Prova\n")
    (flows / "0577235501.yaml").write_text(flow)
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*through, *command(port)],
            cwd=folder,
            env=dict(variables),
            stdout=log,
            stderr=errors or log,
        )
    try:
        server = Served(process, port, folder)
        eventually(lambda: answers(server))
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def command(port: int) -> list[str]:
    configured = ["--config", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{port}"]
    return [str(Path(sys.executable).with_name("gunicorn")), *configured, "app:app"]


def environment() -> dict[str, str]:
    ours = {"PUBLIC_URL": PUBLIC_URL, "TWILIO_AUTH_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    return {"PATH": os.environ["PATH"], "LC_MESSAGES": "en_GB.UTF-8", **ours}


def answers(server: Served) -> bool:
    assert server.process.poll() is None, (server.folder / "log").read_text()
    try:
        return requests.get(f"http://127.0.0.1:{server.port}/healthz", timeout=PATIENCE).ok
    except requests.ConnectionError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
