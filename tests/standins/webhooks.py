"""Somebody's ticketing: a real HTTPS server on this machine that answers as it is told."""

import json
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

KEY = "a long random text"
REQUEST = (
    *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
    *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
)


@dataclass(frozen=True)
class WebhookReply:
    """One answer. `trickle` sends headers without an end; `drop` hangs up without a word;
    `hang` says nothing at all."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    trickle: bool = False
    drop: bool = False
    hang: bool = False


@dataclass(frozen=True)
class Posted:
    """What came, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def name(self) -> str:
        return self.headers["Idempotency-Key"]


@dataclass
class Ticketing:
    """`replies` come first one first; then `always`. `posted` has what was accepted or not."""

    url: str = ""
    certificate: Path = Path()
    posted: list[Posted] = field(default_factory=list)
    replies: list[WebhookReply] = field(default_factory=list)
    always: WebhookReply = WebhookReply()
    over: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        return f"webhook:{self.url}/hook/s3cret?team=urp"

    def named(self, name: str) -> list[Posted]:
        return [each for each in self.posted if each.name == name]


def make_certificate(folder: Path) -> Path:
    """Key and certificate for 127.0.0.1, in one file."""
    file = folder / "ticketing.pem"
    made = folder / "ticketing.crt"
    command = [*REQUEST, "-keyout", str(file), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + made.read_text())
    return file


@contextmanager
def ticketing(certificate: Path) -> Iterator[Ticketing]:
    """Serving until the end."""
    made = Ticketing(certificate=certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"house": made}))
    server.daemon_threads = True
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    made.url = f"https://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    house: Ticketing

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.house.posted.append(Posted(self.path, dict(self.headers), body))
        reply = self.house.replies.pop(0) if self.house.replies else self.house.always
        self.close_connection = True
        with suppress(OSError):
            self._answer(reply)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        """Not on the screen."""

    def _answer(self, reply: WebhookReply) -> None:
        if reply.hang:
            self.house.over.wait()
        if reply.drop or reply.hang:
            return
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.trickle:
            self.flush_headers()
            self._trickle()
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _trickle(self) -> None:
        while not self.house.over.is_set():
            self.wfile.write(b"X-Slow: a\r\n")
            time.sleep(0.05)
