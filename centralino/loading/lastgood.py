"""The last good version of each flow file, kept aside so that a bad one takes nothing down."""

from dataclasses import replace
from pathlib import Path

import structlog

from centralino.loading.loader import ORGANISATION, Loaded, load

KEPT = Path("var/last-good")
log = structlog.get_logger()


def load_or_last_good(folder: Path, kept: Path = KEPT) -> Loaded:
    """Load a folder; where a file has errors its last good version serves, if there was one.

    The errors stay in `problems` all the same, and every one is logged.
    """
    first = loaded = load(folder)
    for problem in loaded.problems:
        log.error("flow file refused", problem=str(problem))
    stale = {Path(problem.file).name for problem in loaded.problems}
    instead = {name: kept / name for name in stale if (kept / name).is_file()}
    if instead:
        served = load(folder, instead)
        log.error("serving the last good version", files=sorted(instead))
        loaded = replace(served, problems=loaded.problems, stale=tuple(sorted(instead)))
    keep(folder, first, kept)
    return loaded


def keep(folder: Path, loaded: Loaded, kept: Path) -> None:
    """Keep the files that are good; calendars, only when nothing at all was refused."""
    good = list(loaded.files.values())
    if not any(Path(problem.file).name == ORGANISATION for problem in loaded.problems):
        good.append(folder / ORGANISATION)
    if not loaded.problems:
        good += folder.rglob("*.ics")
    try:
        for file in good:
            _copy(file, kept / file.relative_to(folder))
    except OSError as error:
        log.warning("the good flow files could not be kept", error=str(error))


def _copy(file: Path, to: Path) -> None:
    """Write beside and rename, so that a reader never meets half a file."""
    content = file.read_bytes()
    if to.is_file() and to.read_bytes() == content:
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.with_name(f"{to.name}.new")
    beside.write_bytes(content)
    beside.replace(to)
