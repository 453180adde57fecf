"""A client's connection, shared by the poller and by the thread that answers on it."""

import socket
from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from handlers.server.incoming import IncomingRequest
from handlers.server.outgoing import Outgoing


class Waiting(Protocol):
    """Where a connection waits, each in one place at the most."""

    def remove(self, connection: "Connection") -> None: ...


class Connection:
    """While it is busy it is a thread's; otherwise the poller's. The lock guards the hand-over."""

    def __init__(
        self, sock: socket.socket, client: Any, server: Any, incoming: IncomingRequest
    ) -> None:
        self.socket, self.client, self.server = sock, client, server
        self.incoming, self.outgoing = incoming, Outgoing(sock)
        self.request: Request | None = None
        self.lock = Lock()
        self.busy = False
        self.keeps = True
        self.ended = False
        self.closed = False
        self.watched = 0
        self.drained = 0
        self.shelf: Waiting | None = None

    def leave_shelf(self) -> None:
        if self.shelf is not None:
            self.shelf.remove(self)
            self.shelf = None

    def receive(self, received: bytes) -> bool:
        """Whether the poller is to look at what came; otherwise a thread is at work."""
        with self.lock:
            self.incoming.add(received)
            return not self.busy

    def end(self) -> bool:
        """The client sends no more. Whether the poller is to see to it."""
        with self.lock:
            self.ended = True
            return not self.busy

    def send(self, keeps: bool) -> bool:
        """Send a complete answer; whether the connection is free again.

        It is not where something is left to do for the poller. The next request may come in as
        soon as the answer has gone, so it is free before the lock is. Raises OSError.
        """
        with self.lock:
            self.keeps = keeps
            done = self.outgoing.flush() and keeps and not self.ended and not self.incoming.begun
            self.busy = not done
            return done


class SentAnswer(Response):  # type: ignore[misc]  # gunicorn has no types
    """Goes out once it is complete, before the app looks after what comes behind it.

    `stops` tells whether the server is about to end: its connections end with their answers.
    """

    def __init__(
        self,
        request: Request,
        sock: Outgoing,
        config: Any,
        connection: Connection,
        stops: Callable[[], bool],
    ) -> None:
        super().__init__(request, sock, config)
        self._connection, self._stops = connection, stops
        self.complete = False
        self.is_free = False

    def send_headers(self) -> None:
        if not self.headers_sent and self._stops():
            self.force_close()
        super().send_headers()

    def close(self) -> None:
        super().close()
        self.complete = True
        self.is_free = self._connection.send(keeps=not self.should_close())
