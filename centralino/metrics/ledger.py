"""A folder in which the web processes put their tallies together, a file each.

Whichever process is asked tells of all. The counts of a process that is no more are added to those
of the departed, so that they neither vanish nor pile up: a counter must never go back.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centralino.metrics.tally import Tally

DEPARTED = "departed"


class Ledger:
    """All methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def clear(self) -> None:
        """Begin at nothing: what an earlier service has left is forgotten."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked(fcntl.LOCK_EX):
            for file in self._folder.glob("*.json"):
                file.unlink()

    def write(self, process: int, tally: Tally) -> None:
        """What a process has counted since it began."""
        self._write(str(process), tally)

    def fold(self, process: int) -> None:
        """A process has ended: its counts go to the departed's."""
        with self._locked(fcntl.LOCK_EX):
            file = self._file(str(process))
            if file.exists():
                departed = self._read(self._file(DEPARTED))
                departed.add(self._read(file))
                self._write(DEPARTED, departed)
                file.unlink()

    def total(self) -> Tally:
        """Everybody's counts, none twice while a process is folded."""
        total = Tally()
        with self._locked(fcntl.LOCK_SH):
            for file in self._folder.glob("*.json"):
                total.add(self._read(file))
        return total

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _read(self, file: Path) -> Tally:
        return Tally.read(json.loads(file.read_text())) if file.exists() else Tally()

    def _write(self, name: str, tally: Tally) -> None:
        """Beside and renamed, so that no reader meets half a file."""
        beside = self._folder / f"{name}.part"
        beside.write_text(json.dumps(tally.as_data()))
        beside.replace(self._file(name))

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        with (self._folder / "lock").open("a") as lock:
            fcntl.flock(lock, how)
            yield
