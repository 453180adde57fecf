"""Calls and pages, each in threads of their own: no page has a thread that a call waits for."""

from collections.abc import Callable
from functools import cached_property

from handlers.server.connection import Connection
from handlers.server.threads import Threads

MOST_WAITING = 200  # pages that wait for a thread; whoever comes after them is refused


class SortedThreads:
    """`count` and `pages` are how many threads each have; those of the pages start with the first
    page, once the app is there. `is_page` tells of a path whether it is theirs.
    """

    def __init__(
        self,
        count: int,
        pages: Callable[[], int],
        is_page: Callable[[str], bool],
        serve: Callable[[Connection], None],
    ) -> None:
        self._calls = Threads(count, serve)
        self._count, self._serve, self._is_page = pages, serve, is_page

    @cached_property
    def _pages(self) -> Threads:
        return Threads(self._count(), self._serve, "pages")

    def submit(self, connection: Connection) -> bool:
        """Whether it will be answered; False where too many pages wait already."""
        request = connection.request
        if request is None or not self._is_page(request.path):
            self._calls.submit(connection)
            return True
        if self._pages.waiting >= MOST_WAITING:
            return False
        self._pages.submit(connection)
        return True

    def shutdown(self, wait: bool = True) -> None:
        """Let the threads end, each after what it does."""
        self._calls.shutdown(wait)
        if "_pages" in vars(self):
            self._pages.shutdown(wait)
