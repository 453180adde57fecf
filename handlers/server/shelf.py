"""Connections that wait, each until a moment of its own; the one that waits longest is first."""

from time import monotonic

from handlers.server.connection import Connection


class Shelf:
    """For the poller's thread alone. `patience` is in seconds; a connection is on one shelf."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._until: dict[Connection, float] = {}

    def __len__(self) -> int:
        return len(self._until)

    def put(self, connection: Connection) -> None:
        """Behind all others, off the shelf on which it was."""
        connection.leave_shelf()
        connection.shelf = self
        self._until[connection] = monotonic() + self.patience

    def remove(self, connection: Connection) -> None:
        del self._until[connection]

    def first(self) -> Connection | None:
        return next(iter(self._until), None)

    def overdue(self, now: float) -> list[Connection]:
        due = []
        for connection, until in self._until.items():
            if until > now:
                break
            due.append(connection)
        return due

    def soonest(self, otherwise: float) -> float:
        """The moment at which the first is overdue."""
        return min(next(iter(self._until.values()), otherwise), otherwise)

    def hasten(self, moment: float) -> None:
        """Nobody waits longer than until `moment`; nor does who comes later, as it is near."""
        self._until = {each: min(until, moment) for each, until in self._until.items()}
        self.patience = min(self.patience, max(moment - monotonic(), 0))
