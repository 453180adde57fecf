"""Flows loaded ahead: by a server before it forks, once for all its workers.

A reload so takes place while the workers that answer still answer, and their successors begin with
flows that are ready. Nothing here holds a connection or a thread: it is data, and safe to fork.
"""

from pathlib import Path

import structlog

from centralino.core.clock import Clock, utc_now
from centralino.loading.loader import Loaded
from centralino.serving.last_good import load_or_last_good

_ahead: dict[Path, Loaded] = {}
log = structlog.get_logger()


def load_ahead(folder: Path) -> None:
    """Load a folder for `loaded`. The first time, raises what loading raises."""
    _ahead[folder] = load_or_last_good(folder)


def reload_ahead(folder: Path) -> None:
    """Load again. Whatever goes wrong, what was loaded before goes on to serve."""
    try:
        load_ahead(folder)
    except Exception:
        log.exception("flows not reloaded: the earlier ones still serve", flows_dir=str(folder))


def take_loaded(folder: Path, clock: Clock = utc_now) -> Loaded:
    """What was loaded ahead; or loaded now, where no server did."""
    return _ahead.get(folder) or load_or_last_good(folder, clock=clock)
