"""A connection to PostgreSQL that waits for an answer no longer than it is told to."""

from collections.abc import Generator
from typing import Any, Self

from psycopg import Connection, Notify, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.errors import _WaitTimeout

INTERVAL = 0.1  # seconds between two looks for an interruption; psycopg's own


class BoundedConnection(Connection[Any]):
    """`patience` bounds each wait for the server, in seconds; None does not.

    PostgreSQL's own time-outs need a server that runs, TCP's a peer that is silent: a server that
    is stopped, or hangs on its disk, is neither. Then this closes the connection, whose state
    nobody knows any more, and raises OperationalError.
    """

    patience: float | None = None

    @classmethod
    def patient(cls, patience: float | None, *where: Any, **how: Any) -> Self:
        """A connection made as psycopg makes one. Raises psycopg.Error."""
        made = cls.connect(*where, **how)
        made.patience = patience
        return made

    def wait(self, gen: PQGen[RV], interval: float = INTERVAL, timeout: float | None = None) -> RV:
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except _WaitTimeout:
            self.close()
            raise OperationalError(f"no answer within {self.patience:g} s") from None

    def notifies(
        self, *, timeout: float | None = None, stop_after: int | None = None
    ) -> Generator[Notify]:
        """Whoever listens waits until there is something to hear."""
        self.patience = None
        return super().notifies(timeout=timeout, stop_after=stop_after)
