"""Our own processes: gunicorn with its workers, and workers that deliver; killed and restarted."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests
from standins.twilio_api import ACCOUNT, TOKEN

ROOT = Path(__file__).parents[1]
VERSIONS = ("1", "2")
WORKERS = 2
START, STOP = 120.0, 60.0  # seconds
NUMBER = "0577235501"
ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
"""
FLOWS = {
    "a": {NUMBER: 'number: "0577 235501"\nemail: urp@example.org\n'},
    "b": {
        NUMBER: 'number: "0577 235501"\nemail: front@example.org\nring: ["0577 235020"]\n',
        "0577235502": 'number: "0577 235502"\nemail: stage@example.org\n',
    },
}


@dataclass
class House:
    """Everything runs in `folder`, with the same environment but for the flows."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=lambda: free_port())
    web: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    late: int = 0  # workers that did not stop in time and were killed

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        for name, files in FLOWS.items():
            folder = self.folder / name
            folder.mkdir()
            for file, text in {"centralino": ORGANISATION, **files}.items():
                (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
        self.start_web()
        self.workers = [self._worker() for _ in range(WORKERS)]
        until = time.monotonic() + START
        while not self._answers():
            assert time.monotonic() < until, "the web did not start"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    def start_web(self) -> None:
        command = ["-m", "gunicorn", "-c", f"{ROOT}/gunicorn.conf.py", "app:app"]
        self.web = self._started(*command, "--bind", f"127.0.0.1:{self.port}")

    def kill_worker(self) -> None:
        """Another takes its place: of any version, with other flows."""
        victim = self.workers.pop(random.randrange(len(self.workers)))
        victim.kill()
        victim.wait()
        self.workers.append(self._worker())

    def stop_worker(self) -> None:
        """As a deployment does."""
        leaving = self.workers.pop(0)
        leaving.terminate()
        self.workers.append(self._worker())
        try:
            leaving.wait(STOP)
        except subprocess.TimeoutExpired:  # as a service manager does with one that does not stop
            self.late += 1
            leaving.kill()
            leaving.wait()

    def kill_web_worker(self) -> None:
        children = self._children()
        if children:
            kill(random.choice(children))

    def kill_web(self) -> None:
        assert self.web is not None
        orphans = self._children()
        self.web.kill()
        self.web.wait()
        until = time.monotonic() + 5
        while any(map(is_alive, orphans)) and time.monotonic() < until:
            time.sleep(0.1)
        for orphan in filter(is_alive, orphans):
            kill(orphan)
        self.start_web()

    def stop(self) -> None:
        for process in (*self.workers, *filter(None, [self.web])):
            process.terminate()
        for process in (*self.workers, *filter(None, [self.web])):
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()

    def _children(self) -> list[int]:
        assert self.web is not None
        listed = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []

    def _worker(self) -> subprocess.Popen[bytes]:
        return self._started("-m", "soak.worker", random.choice(VERSIONS))

    def _started(self, *command: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            **self.environment,
            "PUBLIC_URL": self.url,
            "FLOWS_DIR": str(self.folder / random.choice(list(FLOWS))),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PYTHONPATH": str(ROOT),
        }
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *command],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def is_alive(pid: int) -> bool:
    """A zombie is none: its parent was killed before it could look."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
