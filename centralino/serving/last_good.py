"""The last good version of each flow file, kept aside so that a bad one takes nothing down."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import structlog

from centralino.checking.objections import objections
from centralino.core import private_files
from centralino.core.clock import Clock, utc_now
from centralino.loading.loader import ORGANISATION, Loaded, load
from centralino.loading.problems import Problem

KEPT = Path("var/last-good")
CHECKED = ".checked.json"  # beside the folder of kept files, after its name
log = structlog.get_logger()


Check = Callable[[Loaded, Path, Path, datetime], tuple[Problem, ...]]


def accept_everything(
    loaded: Loaded, folder: Path, remembered: Path, now: datetime
) -> tuple[Problem, ...]:
    """No objection to anything that loads: for whoever tries a flow that is not finished."""
    return ()


def load_or_last_good(
    folder: Path,
    kept: Path | None = None,
    check: Check = objections,
    clock: Clock = utc_now,
) -> Loaded:
    """Load and check a folder; where a file has errors its last good version serves.

    A number that never had a good version is left out: its callers hear the organisation's
    message. The errors stay in `problems` all the same, and every one is logged.
    """
    loaded = load_quietly(folder, kept, check, clock)
    _log_refused(loaded)
    return loaded


def load_quietly(
    folder: Path,
    kept: Path | None = None,
    check: Check = objections,
    clock: Clock = utc_now,
) -> Loaded:
    """The same for whoever tells of the errors otherwise than in the log."""
    kept = kept or KEPT / quote(str(folder), safe="")  # each folder has good versions of its own
    first = load(folder)
    found = check(first, folder, kept.with_name(kept.name + CHECKED), clock())
    loaded = _served(folder, kept, first, found)
    keep(folder, first, kept, _names(found))
    return replace(loaded, documents={})


def _served(folder: Path, kept: Path, first: Loaded, found: Collection[Problem]) -> Loaded:
    problems = (*first.problems, *found)
    if not problems:
        return first
    refused = _names(problems)
    instead = {name: kept / name for name in refused if (kept / name).is_file()}
    served = load(folder, instead, refused - instead.keys())
    every = tuple(sorted({*problems, *served.problems}))
    return replace(served, problems=every, stale=tuple(sorted(instead)))


def keep(folder: Path, loaded: Loaded, kept: Path, refused: Collection[str] = ()) -> None:
    """Keep the files that are good; calendars, only when nothing at all was refused."""
    bad = {*refused, *_names(loaded.problems)}
    good = [*loaded.files.values(), folder / ORGANISATION]
    if not bad:
        good += (file for file in folder.rglob("*.ics") if file.is_file())
    try:
        for file in good:
            if file.name not in bad:
                _copy(file, kept / file.relative_to(folder))
    except OSError as error:
        log.warning("the good flow files could not be kept", error=str(error))


def _log_refused(loaded: Loaded) -> None:
    """A line a file: its first error, and the others."""
    by_file: dict[str, list[str]] = {}
    for problem in loaded.problems:
        by_file.setdefault(problem.file, []).append(str(problem))
    for file, (first, *others) in by_file.items():
        is_stale = Path(file).name in loaded.stale
        instead = "its last good version" if is_stale else "nothing: it was never good"
        log.error("flow file refused", problem=first, further_errors=others, instead=instead)


def _names(problems: Iterable[Problem]) -> set[str]:
    return {Path(problem.file).name for problem in problems}


def _copy(file: Path, to: Path) -> None:
    content = file.read_bytes()
    if to.is_file() and to.read_bytes() == content:
        return
    private_files.replace(to, content)
