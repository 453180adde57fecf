"""The flow files as they are now, for a process that lives long."""

import time
from collections.abc import Callable
from pathlib import Path

from centralino.core.directory import Directory
from centralino.loading.organisation import Organisation
from centralino.serving.last_good import load_or_last_good

LOOK = 30.0  # seconds between two looks whether the flows have changed


class FreshDirectory:
    """The offices as the flows name them now, without reading files that have not changed."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._now = now
        self._looked = now()
        self._print = self._fingerprint()
        self._house = read_house(folder)

    def __call__(self) -> Directory:
        return self.house().directory

    def house(self) -> Organisation:
        """All that is served: the offices, and who may see what."""
        if self._now() - self._looked >= LOOK:
            self._looked = self._now()
            self._refresh()
        return self._house

    def _refresh(self) -> None:
        found = self._fingerprint()
        if found != self._print:
            self._print, self._house = found, read_house(self._folder)

    def _fingerprint(self) -> frozenset[tuple[Path, int]]:
        files = self._folder.rglob("*.yaml")
        return frozenset((file, file.stat().st_mtime_ns) for file in files)


def read_house(folder: Path) -> Organisation:
    return load_or_last_good(folder).house
