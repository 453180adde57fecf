"""Has the servers of this folder load their flows again, and waits for what comes of it."""

import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from centralino.serving.load_report import LoadReport
from centralino.serving.server_file import FOLDER, ServerTold, is_held, read_server_file

LOOK = 0.05  # seconds between two looks at what a server says


class ReloadResult(Enum):
    """How it went with one server."""

    LOADED = "loaded"
    REFUSED = "refused"  # some file was; the others serve
    FAULT = "fault"  # nothing was loaded: the earlier flows serve
    LATE = "late"  # it has not said so in time
    ENDED = "ended"
    ELSEWHERE = "elsewhere"  # on another machine, or in another container
    NOT_ALLOWED = "not allowed"


@dataclass(frozen=True)
class Outcome:
    """Of one server. `report`: what it loaded, where it has said so. `seconds`: what that took."""

    pid: int
    flows_dir: str
    result: ReloadResult
    report: LoadReport | None = None
    seconds: float = 0.0

    @property
    def is_well(self) -> bool:
        return self.result is ReloadResult.LOADED


def running_servers(folder: Path = FOLDER) -> list[Path]:
    """The files of those that run; the newest server is the last."""
    held = [file for file in folder.glob("*.jsonl") if is_held(file)]
    return sorted(held, key=lambda file: file.stat().st_mtime_ns)


def read_servers(folder: Path = FOLDER) -> list[ServerTold]:
    """What those that run say of themselves."""
    return [told for file in running_servers(folder) if (told := read_server_file(file))]


def reload_servers(within: float, folder: Path = FOLDER) -> list[Outcome]:
    """One after the other; each is waited for so many seconds at most."""
    return [_reload(file, told, within) for file, told in _those_found(folder, within)]


def _those_found(folder: Path, within: float) -> list[tuple[Path, ServerTold]]:
    found: list[tuple[Path, ServerTold]] = []
    for file in running_servers(folder):
        told = _wait(partial(read_server_file, file), file, within)
        if told is not None:
            found.append((file, told))
    return found


def _reload(file: Path, told: ServerTold, within: float) -> Outcome:
    if told.host != socket.gethostname():
        return Outcome(told.pid, told.flows_dir, ReloadResult.ELSEWHERE)
    began = monotonic()
    try:
        os.kill(told.pid, signal.SIGHUP)
    except PermissionError:
        return Outcome(told.pid, told.flows_dir, ReloadResult.NOT_ALLOWED)
    except ProcessLookupError:
        return Outcome(told.pid, told.flows_dir, ReloadResult.ENDED)
    answer = _wait(lambda: _done(file, began), file, within)
    report = answer.report if answer else None
    result = _judge(report, file)
    return Outcome(told.pid, told.flows_dir, result, report, round(monotonic() - began, 2))


def _done(file: Path, began: float) -> ServerTold | None:
    """What it says, once its workers answer with what it has loaded since then."""
    told = read_server_file(file)
    return told if told and told.began >= began and told.ready >= told.workers else None


def _wait(look: Callable[[], ServerTold | None], file: Path, within: float) -> ServerTold | None:
    """What a look finds, as soon as it finds something; None in time, or from one that ended."""
    until = monotonic() + within
    while True:
        found = look()
        if found or monotonic() > until or not is_held(file):
            return found
        sleep(LOOK)


def _judge(report: LoadReport | None, file: Path) -> ReloadResult:
    if report is None:
        return ReloadResult.LATE if is_held(file) else ReloadResult.ENDED
    if report.fault:
        return ReloadResult.FAULT
    return ReloadResult.REFUSED if report.refused else ReloadResult.LOADED
