"""What a server tells of itself and its loadings, in a file that is there while it runs.

One file a server under var/servers/, for its owner alone: a line a thing, as JSON. The server's own
process holds a lock on it, which no other process inherits: whoever finds it locked knows that
the process it names is that server, and not another that was given its id later.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from centralino.core import private_files
from centralino.serving.flow_sources import FileChange
from centralino.serving.load_report import LoadReport

FOLDER = Path("var/servers")


@dataclass(frozen=True)
class ServerTold:
    """What a server's file says. `began` is when its last loading began, by the monotonic clock.

    `ready`: how many of its `workers` answer with what was loaded then.
    """

    pid: int
    host: str
    public_url: str
    flows_dir: str
    report: LoadReport
    began: float
    workers: int
    ready: int


class ServerFile:
    """The server's end: made by gunicorn's master, written to by its workers too."""

    def __init__(self, public_url: str, flows_dir: Path, folder: Path = FOLDER) -> None:
        """Raises OSError for a folder that cannot be written."""
        private_files.make_folder(folder)
        _sweep(folder)
        self._server = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "public_url": public_url,
            "flows_dir": str(flows_dir),
        }
        self._path = folder / f"{os.getpid()}.jsonl"
        how = os.O_RDWR | os.O_CREAT | os.O_APPEND
        self._handle = os.open(self._path, how, private_files.FILE)
        fcntl.lockf(self._handle, fcntl.LOCK_EX)
        self._loading = 0

    def tell_loaded(self, report: LoadReport, began: float, workers: int) -> None:
        """What a loading came to; workers that are made from here on are its own."""
        self._loading += 1
        loaded = {"loading": self._loading, "began": began, "workers": workers, **asdict(report)}
        os.ftruncate(self._handle, 0)
        self._write({**self._server, "loaded": loaded})

    def tell_ready(self) -> None:
        """For a worker: it answers."""
        self._write({"ready": self._loading})

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)

    def _write(self, told: dict[str, Any]) -> None:
        os.write(self._handle, json.dumps(told).encode() + b"\n")


def is_held(file: Path) -> bool:
    """Whether the server that made it still runs."""
    try:
        handle = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def read_server_file(file: Path) -> ServerTold | None:
    """What it says; None while it is being written, or once it is gone. Raises OSError."""
    try:
        first, *others = _lines(file)
        loaded = first.pop("loaded")
        if str(first["pid"]) != file.stem:
            return None
        return ServerTold(
            **first,
            report=_report(loaded),
            began=loaded["began"],
            workers=loaded["workers"],
            ready=others.count({"ready": loaded["loading"]}),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _lines(file: Path) -> Iterator[Any]:
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)


def _report(data: Any) -> LoadReport:
    return LoadReport(
        numbers=int(data["numbers"]),
        changes=tuple(FileChange(**each) for each in data["changes"]),
        refused=tuple(data["refused"]),
        last_good=tuple(data["last_good"]),
        left_out=tuple(data["left_out"]),
        fault=str(data["fault"]),
    )


def _sweep(folder: Path) -> None:
    """Remove what servers left that were killed."""
    for file in folder.glob("*.jsonl"):
        if not is_held(file):
            with suppress(OSError):
                file.unlink(missing_ok=True)
