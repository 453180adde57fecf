"""The threads that answer."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from handlers.server.connection import Connection


class Threads:
    """As much of an executor as gunicorn asks for, without the cost of a future for each request.

    `serve` raises nothing.
    """

    def __init__(
        self, count: int, serve: Callable[[Connection], None], name: str = "answers"
    ) -> None:
        self._serve = serve
        self._waiting: SimpleQueue[Connection | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._run, name=f"{name}-{n}", daemon=True) for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def waiting(self) -> int:
        """How many wait for a thread."""
        return self._waiting.qsize()

    def submit(self, connection: Connection) -> None:
        self._waiting.put(connection)

    def shutdown(self, wait: bool = True) -> None:
        """Let the threads end, each after what it does."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def _run(self) -> None:
        while (connection := self._waiting.get()) is not None:
            self._serve(connection)
