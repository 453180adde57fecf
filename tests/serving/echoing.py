"""A gunicorn process with Centralino's worker over the echo application, and a plain client."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from setup.served import PATIENCE, ROOT, eventually, free_port
from support.echo import LARGE

WORKER = "handlers.server.whole_requests.WholeRequestWorker"


@dataclass(frozen=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def client(self, **options: int) -> "Client":
        return Client(self.port, **options)


@contextmanager
def echoing(folder: Path, *options: str, threads: int = 2) -> Iterator[Server]:
    """Serves until the end of the block."""
    (folder / "large").write_bytes(bytes(range(250)) * (LARGE // 250))
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "/dev/null", "-b", f"127.0.0.1:{port}"]
    command += ["-k", WORKER, "--threads", str(threads), *options, "support.echo:app"]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        eventually(lambda: _answers(port))
        yield Server(port, process, folder / "log")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(port: int) -> bool:
    try:
        with Client(port) as client:
            return client.ask(b"GET / HTTP/1.0\r\n\r\n").status == 200
    except OSError:
        return False


@dataclass(frozen=True)
class Got:
    status: int
    head: str
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends bytes as they are, and reads one answer after the other."""

    def __init__(self, port: int, buffer: int = 0) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket.connect(("127.0.0.1", port))
        except OSError:
            self.socket.close()
            raise
        self.file = self.socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.socket.close()

    def ask(self, data: bytes) -> Got:
        self.socket.sendall(data)
        return self.read()

    def read(self) -> Got:
        status = self.file.readline()
        if not status:
            raise ConnectionResetError("no answer")
        lines = list(iter(self.file.readline, b"\r\n"))
        head = b"".join(lines).decode().lower()
        code = int(status.split()[1])
        return Got(code, head, b"" if code == 100 else self._body(head))

    def _body(self, head: str) -> bytes:
        if "content-length:" in head:
            return self.file.read(int(head.partition("content-length:")[2].split()[0]))
        body = b""
        while size := int(self.file.readline(), 16):
            body += self.file.read(size)
            self.file.readline()
        self.file.readline()
        return body

    def is_over(self) -> bool:
        """The server has closed the connection; waits for it."""
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True
