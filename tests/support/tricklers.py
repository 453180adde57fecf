"""Clients that would occupy a server: they send or read a byte at a time, or nothing at all."""

import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread

HEAD = b"POST /voice HTTP/1.1\r\nHost: switchboard.example.org\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@dataclass(frozen=True)
class Habit:
    """What each does: `at_once` is sent first, `slowly` a byte at a time; so is the answer read."""

    at_once: bytes = b""
    slowly: bytes = b""
    reads: bool = True


HEADERS = Habit(at_once=HEAD, slowly=b"X-Slow: " + b"a" * 10_000)
BODY = Habit(
    at_once=HEAD + FORM + b"Content-Length: 5000\r\nX-Twilio-Signature: none\r\n\r\n",
    slowly=b"a" * 5_000,
)
SILENT = Habit()


def reader(path: str) -> Habit:
    """Asks for something large, and takes it in crumbs."""
    return Habit(at_once=f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), reads=False)


@dataclass
class _Client:
    connection: socket.socket
    left: bytes
    due: float


@dataclass
class Tricklers:
    """`count` such clients; whoever is hung up on comes again at once, till the block ends."""

    port: int
    count: int
    habit: Habit
    pause: float = 1.0  # seconds between two bytes
    renewed: int = 0
    statuses: list[int] = field(default_factory=list)  # of the answers that they got
    _stop: Event = field(default_factory=Event)

    def __enter__(self) -> "Tricklers":
        self._thread = Thread(target=self.run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def run(self, seconds: float = float("inf")) -> None:
        until = time.monotonic() + seconds
        clients = [self._come() for _ in range(self.count)]
        while time.monotonic() < until and not self._stop.wait(0.02):
            now = time.monotonic()
            clients = [self._turn(each, now) if each.due <= now else each for each in clients]
        for client in clients:
            client.connection.close()

    def _come(self) -> _Client:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(5)
        with suppress(OSError):  # a full queue is a success of theirs
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(self.habit.at_once)
        connection.setblocking(False)
        return _Client(connection, self.habit.slowly, time.monotonic() + self.pause)

    def _turn(self, client: _Client, now: float) -> _Client:
        client.due = now + self.pause
        try:
            if client.left:
                client.connection.send(client.left[:1])
                client.left = client.left[1:]
            received = client.connection.recv(4096 if self.habit.reads else 1)
        except BlockingIOError:
            return client
        except OSError:
            received = b""
        if received.startswith(b"HTTP/1.1 "):
            self.statuses.append(int(received[9:12]))
        if received and not self.habit.reads:
            return client
        client.connection.close()
        self.renewed += 1
        return self._come()


def wait_readable(connection: socket.socket, seconds: float) -> bool:
    """Whether something can be read from it, or it was closed, within so many seconds."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        return bool(selector.select(seconds))
