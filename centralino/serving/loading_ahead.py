"""Flows loaded ahead: by a server before it forks, once for all its workers.

A reload so takes place while the workers that answer still answer, and their successors begin with
flows that are ready. Nothing here holds a connection or a thread: it is data, and safe to fork.
"""

from pathlib import Path

import structlog

from centralino.checking.checked import AUDIO
from centralino.core.clock import Clock, utc_now
from centralino.loading.loader import Loaded
from centralino.serving.flow_sources import Contents, FlowSources, changes_between
from centralino.serving.last_good import load_or_last_good
from centralino.serving.load_report import LoadReport, report_fault, report_loaded

_ahead: dict[Path, Loaded] = {}
_contents: dict[Path, Contents] = {}
log = structlog.get_logger(__name__)


def load_ahead(folder: Path) -> LoadReport:
    """Load a folder for `take_loaded`. Raises what loading raises."""
    now = sources_of(folder).contents()  # whatever changes from here on is news
    before = _contents.get(folder, now)
    _contents[folder] = now
    _ahead[folder] = found = load_or_last_good(folder)
    return report_loaded(found, changes_between(before, now, folder))


def reload_ahead(folder: Path) -> LoadReport:
    """Load again. Whatever goes wrong, what was loaded before goes on to serve."""
    try:
        report = load_ahead(folder)
    except Exception as error:
        log.exception("flows not reloaded: the earlier ones still serve", flows_dir=str(folder))
        return report_fault(error)
    if report.taken or not report.refused:
        changes = [str(each) for each in report.taken] or ["nothing had changed"]
        log.info("flows reloaded", changes=changes, numbers=report.numbers)
    return report


def take_loaded(folder: Path, clock: Clock = utc_now) -> Loaded:
    """What was loaded ahead; or loaded now, where no server did."""
    return _ahead.get(folder) or load_or_last_good(folder, clock=clock)


def is_loaded_ahead(folder: Path) -> bool:
    return folder in _ahead


def loaded_contents(folder: Path) -> Contents:
    """What the files said when they were last loaded ahead, by their paths."""
    return _contents.get(folder, {})


def sources_of(folder: Path) -> FlowSources:
    return FlowSources(folder, AUDIO)
