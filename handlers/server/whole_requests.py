"""A gunicorn worker in which an unfinished request, or a slow reader, occupies no thread."""

import errno
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from flask import Flask
from gunicorn import util
from gunicorn.workers.gthread import ThreadWorker

from handlers.access import find_pages, largest_by_path
from handlers.edge import LARGEST_REQUEST
from handlers.server import server_bounds
from handlers.server.answering import answer
from handlers.server.connection import Connection
from handlers.server.incoming import IncomingRequest
from handlers.server.refusal import Refusal
from handlers.server.shelf import Shelf
from handlers.server.sorted_threads import SortedThreads

FULL = (errno.EMFILE, errno.ENFILE)
PAGES = "pages_share"
"""Where an app that has pages keeps their seats: as many as they have threads."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class WholeRequestWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """The main thread polls: it reads requests, writes what readers do not take at once, and tells
    when somebody's time is over. Threads get whole requests, and never wait for a client.
    """

    alive: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = Shelf(server_bounds.WHOLE_WITHIN)
        self.idle = Shelf(self.cfg.keepalive)
        self.unwritten = Shelf(server_bounds.WRITTEN_WITHIN)
        self.leaving = Shelf(server_bounds.LINGER)
        self.freed: deque[Connection] = deque()
        self.notified = 0.0

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """In the order in which they give way when there are too many connections."""
        return self.leaving, self.unfinished, self.unwritten, self.idle

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        if cfg.is_ssl:
            raise RuntimeError("TLS ends at the proxy: this worker speaks plain HTTP")

    @cached_property
    def largest(self) -> Callable[[str], int]:
        """How large a request may be, in bytes, by its path."""
        if isinstance(self.wsgi, Flask):
            return largest_by_path(self.wsgi)
        return lambda path: LARGEST_REQUEST

    @cached_property
    def is_page(self) -> Callable[[str], bool]:
        """Whether a request is for a page, by its path."""
        has_pages = isinstance(self.wsgi, Flask) and PAGES in self.wsgi.extensions
        return find_pages(self.wsgi) if has_pages else lambda path: False

    def get_thread_pool(self) -> SortedThreads:
        return SortedThreads(
            self.cfg.threads,
            lambda: int(self.wsgi.extensions[PAGES].seats),
            lambda path: self.is_page(path),
            self.serve,
        )

    # --- in the threads

    def serve(self, connection: Connection) -> None:
        if answer(self, connection):
            self.freed.append(connection)
        else:
            self.method_queue.defer(self.on_answered, connection)

    def count(self) -> None:
        self.nr += 1
        if self.nr >= self.max_requests and self.alive:
            self.log.info("Autorestarting worker after current request.")
            self.alive = False

    def stops(self) -> bool:
        """Whether connections end with the answers that they get now."""
        return not self.alive or not self.cfg.keepalive

    # --- in the main thread: connections come and go

    def accept(self, listener: socket.socket) -> None:
        try:
            sock, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in FULL or not self.make_room():
                raise
            return
        sock.setblocking(False)
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self.make_room()
        incoming = IncomingRequest(self.cfg, client, self.largest)
        connection = Connection(sock, client, listener.getsockname(), incoming)
        self.unfinished.put(connection)
        self.on_readable(connection)

    def make_room(self) -> bool:
        """Whoever waits longest gives way; those who are being answered do not."""
        oldest = next(filter(None, (shelf.first() for shelf in self.shelves)), None)
        if oldest is not None:
            self.drop(oldest)
        return oldest is not None

    def drop(self, connection: Connection) -> None:
        if connection.closed:
            return
        connection.closed = True
        self.watch(connection, 0)
        connection.leave_shelf()
        connection.outgoing.discard()
        util.close(connection.socket)
        self.nr_conns -= 1

    def leave(self, connection: Connection) -> None:
        """Close, but let the client read what was said (RFC 9112, section 9.6)."""
        try:
            connection.socket.shutdown(socket.SHUT_WR)
        except OSError:
            connection.ended = True
        if connection.ended:
            self.drop(connection)
            return
        self.leaving.put(connection)
        self.watch(connection, selectors.EVENT_READ)

    def watch(self, connection: Connection, events: int) -> None:
        if events == connection.watched:
            return
        if not events:
            self.poller.unregister(connection.socket)
        elif connection.watched:
            self.poller.modify(connection.socket, events, self.callback(connection, events))
        else:
            self.poller.register(connection.socket, events, self.callback(connection, events))
        connection.watched = events

    def callback(self, connection: Connection, events: int) -> Any:
        reads = events == selectors.EVENT_READ
        return partial(self.on_readable if reads else self.on_writable, connection)

    # --- in the main thread: what happens on them

    def on_readable(self, connection: Connection, _: Any = None) -> None:
        if connection.closed:
            return
        try:
            received = connection.socket.recv(server_bounds.ONE_READ)
        except BlockingIOError:
            self.watch(connection, selectors.EVENT_READ)
            return
        except OSError:
            received = b""
        if not received:
            self.on_end(connection)
        elif connection.shelf is self.leaving:
            self.drain(connection, len(received))
        else:
            self.on_received(connection, received)

    def on_received(self, connection: Connection, received: bytes) -> None:
        if connection.receive(received):
            self.proceed(connection)
        elif connection.incoming.is_full:
            self.watch(connection, 0)

    def drain(self, connection: Connection, count: int) -> None:
        """Somebody still sends what nobody reads."""
        connection.drained += count
        if connection.drained > server_bounds.LARGEST_HEAD:
            self.drop(connection)

    def on_end(self, connection: Connection) -> None:
        if connection.end():
            self.drop(connection)
        else:
            self.watch(connection, 0)

    def proceed(self, connection: Connection) -> None:
        """Hand a whole request to the threads, or go on reading."""
        try:
            request = connection.incoming.request()
            if request is None and connection.incoming.wants_to_go_on():
                connection.socket.send(GO_ON)
        except Refusal as refusal:
            self.refuse(connection, refusal)
            return
        except Exception as error:  # noqa: BLE001 - gunicorn knows which is whose fault
            self.handle_error(None, connection.outgoing, connection.client, error)
            self.finish(connection)
            return
        if request is not None:
            connection.leave_shelf()
            connection.request, connection.busy = request, True
            if not self.tpool.submit(connection):
                connection.request, connection.busy = None, False
                self.refuse(connection, Refusal(503))
                return
        elif connection.shelf is not self.unfinished:
            self.unfinished.put(connection)
        self.watch(connection, selectors.EVENT_READ)

    def refuse(self, connection: Connection, refusal: Refusal) -> None:
        util.write_error(connection.outgoing, refusal.status.value, refusal.status.phrase, "")
        self.finish(connection)

    def finish(self, connection: Connection) -> None:
        """Write what waits, then close."""
        connection.keeps = False
        self.on_writable(connection)

    def on_answered(self, connection: Connection) -> None:
        connection.busy = False
        self.on_writable(connection)

    def on_writable(self, connection: Connection, _: Any = None) -> None:
        """Go on writing; once all has gone, close or look at what came in meanwhile."""
        if connection.closed:
            return
        try:
            if not connection.outgoing.flush():
                self.watch(connection, selectors.EVENT_WRITE)
                if connection.shelf is not self.unwritten:
                    self.unwritten.put(connection)
                return
        except OSError:
            self.drop(connection)
            return
        if connection.ended or not connection.keeps:
            self.leave(connection)
        elif connection.incoming.begun:
            self.proceed(connection)
        else:
            self.rest(connection)

    def rest(self, connection: Connection) -> None:
        self.idle.put(connection)
        self.watch(connection, selectors.EVENT_READ)

    # --- in the main thread: time goes by

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        now = time.monotonic()
        until = min(shelf.soonest(now + timeout) for shelf in self.shelves)
        super().wait_for_and_dispatch_events(max(until - now, 0))
        while self.freed:
            connection = self.freed.popleft()
            if not (connection.busy or connection.closed) and connection.shelf is None:
                self.rest(connection)

    def murder_keepalived(self, force: bool = False) -> None:
        """gunicorn's name for it: whose time is over goes; with `force` everybody."""
        now = time.monotonic()
        for connection in self.unfinished.overdue(now):
            if connection.incoming.begun and not force:
                self.refuse(connection, Refusal(408))
            else:
                self.drop(connection)
        for shelf in self.shelves:
            for connection in shelf.overdue(float("inf") if force else now):
                self.drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """The server stops: idle connections are closed by then."""
        self.idle.hasten(deadline)

    def notify(self) -> None:
        """A sign of life a second is enough."""
        now = time.monotonic()
        if now - self.notified >= server_bounds.SOON:
            self.notified = now
            super().notify()
