"""The files that flows are made of: whether one may have changed, and which ones have."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from centralino.core import bounded_reading
from centralino.core.texts import N_

Stamp = tuple[int, int, int]
Stamps = Mapping[str, Stamp]
Contents = Mapping[str, str]


@dataclass(frozen=True)
class FlowSources:
    """A folder of flow files with its calendars, and the recorded prompts that these may name.

    What editors put beside the files they work on is none of them.
    """

    folder: Path
    audio: Path

    def stamps(self) -> Stamps:
        """What changes with each change of a file, by its path: cheap, nothing is read.

        A file that is put in another's place has a stamp of its own, whatever its date says.
        """
        return {
            entry.path: (stat.st_ino, stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns))
            for entry, stat in _files(self.folder, self.audio)
        }

    def contents(self) -> Contents:
        """A hash of what each file says now, by its path."""
        return {entry.path: _content(Path(entry.path)) for entry, _ in _files(self.folder)} | {
            entry.path: f"{stat.st_size} {stat.st_mtime_ns}" for entry, stat in _files(self.audio)
        }


@dataclass(frozen=True)
class FileChange:
    """One file that differs: `0577235501.yaml changed`, `0577235590.yaml is new`."""

    file: str
    how: str

    def __str__(self) -> str:
        return f"{self.file} {self.how}"


def changes_between(before: Contents, now: Contents, folder: Path) -> tuple[FileChange, ...]:
    """What differs, file by file; those in `folder` by their paths within it."""
    return tuple(
        FileChange(_short(path, folder), _how(path in before, path in now))
        for path in sorted({*before, *now})
        if before.get(path) != now.get(path)
    )


def _how(was: bool, stays: bool) -> str:
    if not was:
        return N_("is new")
    return N_("changed") if stays else N_("is gone")


def _short(path: str, folder: Path) -> str:
    found = Path(path)
    return str(found.relative_to(folder) if found.is_relative_to(folder) else found)


def _files(*folders: Path) -> Iterator[tuple["os.DirEntry[str]", os.stat_result]]:
    """Every file below; what comes and goes meanwhile may be left out."""
    pending = [str(folder) for folder in folders]
    while pending:
        try:
            entries = list(os.scandir(pending.pop()))
        except OSError:
            continue
        for entry in entries:
            if _is_an_editors(entry.name):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    yield entry, entry.stat()
            except OSError:
                continue


def _is_an_editors(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith("~")


def _content(file: Path) -> str:
    try:
        return blake2b(bounded_reading.read(file), digest_size=16).hexdigest()
    except (OSError, bounded_reading.NotReadError) as error:
        return f"{type(error).__name__}: {error}"
