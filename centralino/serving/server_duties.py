"""What a server does around its workers: loads for them, says what became of it, watches files.

Called by gunicorn's hooks, and kept here because a reload reads gunicorn's configuration anew.
"""

import gc
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic

import structlog

from centralino.core.settings import Settings
from centralino.serving import loading_ahead
from centralino.serving.announcing import announce_flows
from centralino.serving.load_report import LoadReport
from centralino.serving.server_file import ServerFile
from centralino.serving.watching import FlowWatch

log = structlog.get_logger(__name__)


@dataclass
class _Own:
    """This process's own."""

    file: ServerFile | None = None


_own = _Own()


def load_first(settings: Settings, workers: int) -> None:
    """Before anything listens. Raises what loading raises."""
    began = monotonic()
    report = loading_ahead.load_ahead(settings.flows_dir)
    _set_apart()
    announce_flows(settings, report.numbers)
    try:
        _own.file = ServerFile(settings.public_url, settings.flows_dir)
    except OSError as error:
        log.warning("`centralino reload` will not find this server", error=str(error))
    _tell(report, began, workers)


def load_again(settings: Settings, workers: int) -> None:
    """While the workers that serve still serve: whatever goes wrong, they have their flows."""
    began = monotonic()
    gc.unfreeze()
    report = loading_ahead.reload_ahead(settings.flows_dir)
    gc.collect()  # the flows of before
    _set_apart()
    _tell(report, began, workers)


def tell_ready() -> None:
    """In a worker that answers from now on."""
    with suppress(OSError):  # whoever waits for it is told so when their time is over
        if _own.file is not None:
            _own.file.tell_ready()


def watch_flows(settings: Settings) -> None:
    """In local mode a file that is saved is a file that is served."""
    if settings.is_local:
        folder = settings.flows_dir
        FlowWatch(
            loading_ahead.sources_of(folder),
            partial(loading_ahead.loaded_contents, folder),
            partial(os.kill, os.getpid(), signal.SIGHUP),
        ).start()


def leave() -> None:
    if _own.file is not None:
        _own.file.remove()


def _set_apart() -> None:
    """What workers inherit is none of their garbage: looking through it, each would copy it.

    One that ends would be seconds about it, and gunicorn waits for it before it reloads again.
    """
    gc.freeze()


def _tell(report: LoadReport, began: float, workers: int) -> None:
    try:
        if _own.file is not None:
            _own.file.tell_loaded(report, began, workers)
    except OSError as error:
        log.warning("what was loaded cannot be told to `centralino reload`", error=str(error))
