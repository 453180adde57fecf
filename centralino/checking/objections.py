"""The check as the app makes it when it loads flows: the errors alone, each number once.

What was found is kept by what it depends on (see fingerprint.py), so that a number whose files
have not changed costs no more than reading them, in whichever process; and by the language in
which it was told, so that a command that is read in Italian leaves the logs in English.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from centralino.checking.board_line import PUBLIC_URL, BoardLine
from centralino.checking.checked import AUDIO, Check
from centralino.checking.expecting import Rehearsal, unmet
from centralino.checking.findings import Finding
from centralino.checking.fingerprint import Fingerprints
from centralino.core import private_files
from centralino.core.texts import in_force
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded
from centralino.loading.problems import Problem
from centralino.simulator import CallClock
from centralino.switchboard.switchboard import Switchboard

log = structlog.get_logger()


def objections(
    loaded: Loaded, folder: Path, kept: Path, now: datetime, *, audio: Path = AUDIO
) -> tuple[Problem, ...]:
    """The errors of the flows that did load. `kept` is a file, in which verdicts are remembered."""
    fingerprints = Fingerprints(loaded, folder, audio, now)
    known, check = _read(kept), Checker(loaded, now, audio)
    verdicts: dict[str, list[Problem]] = {}
    current = [fingerprints.of(flow) for flow in loaded.house.flows.values()]
    for flow, found in zip(loaded.house.flows.values(), current, strict=True):
        key = f"{in_force().language}:{found}"
        verdicts[key] = known[key] if key in known else check.errors(flow)
    if verdicts.keys() - known.keys():
        told_otherwise = {key: known[key] for key in known if key.partition(":")[2] in current}
        _write(kept, told_otherwise | verdicts)
    return tuple(sorted({problem for found in verdicts.values() for problem in found}))


class Checker:
    """Checks numbers, and calls what they expect, without a web app."""

    def __init__(self, loaded: Loaded, now: datetime, audio: Path) -> None:
        self._loaded = loaded
        self._check = Check(loaded, now, audio)
        clock = CallClock()
        self._exchange = Rehearsal(BoardLine(Switchboard(loaded), clock), PUBLIC_URL, clock)

    def errors(self, flow: Flow) -> list[Problem]:
        found: list[Finding] = [*self._check.prove(flow).findings]
        found += unmet(flow, self._loaded, self._exchange)
        return [finding.as_problem() for finding in found if finding.is_error]


def _read(file: Path) -> dict[str, list[Problem]]:
    """What is known. A file that does not read is forgotten: all is checked again."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {key: [Problem(*fields) for fields in found] for key, found in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("what was checked before cannot be read", file=str(file), error=str(error))
        return {}


def _write(file: Path, verdicts: dict[str, list[Problem]]) -> None:
    data: dict[str, Any] = {
        key: [[each.file, each.line, each.column, each.place, each.expected] for each in found]
        for key, found in verdicts.items()
    }
    try:
        private_files.replace(file, json.dumps(data).encode())
    except OSError as error:
        log.warning("what was checked cannot be kept", file=str(file), error=str(error))
