"""The offices as the flow files name them now, for a process that lives long."""

import time
from collections.abc import Callable
from pathlib import Path

from centralino.core.directory import Directory
from centralino.serving.last_good import load_or_last_good

LOOK = 30.0  # seconds between two looks whether the flows have changed


class FreshDirectory:
    """The offices as the flows name them now, without reading files that have not changed."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._now = now
        self._looked = now()
        self._print = self._fingerprint()
        self._directory = read_directory(folder)

    def __call__(self) -> Directory:
        if self._now() - self._looked >= LOOK:
            self._looked = self._now()
            self._refresh()
        return self._directory

    def _refresh(self) -> None:
        found = self._fingerprint()
        if found != self._print:
            self._print, self._directory = found, read_directory(self._folder)

    def _fingerprint(self) -> frozenset[tuple[Path, int]]:
        files = self._folder.rglob("*.yaml")
        return frozenset((file, file.stat().st_mtime_ns) for file in files)


def read_directory(folder: Path) -> Directory:
    return load_or_last_good(folder).house.directory
