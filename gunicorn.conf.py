"""How gunicorn serves: `gunicorn app:app`. Every choice is explained in docs/operating.md."""

import logging
import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog
from pydantic import ValidationError

from centralino.core import logs, private_files
from centralino.core.settings import Settings, objections
from centralino.metrics.ledger import Ledger
from centralino.people import local_link
from centralino.serving import server_duties

OWN_METRICS = "centralino-metrics-"
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - signs of life there never wait for a disk


def whole_number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) == 0:
        raise SystemExit(f"{name}: expected a whole number above 0, not '{value}'")
    return int(value)


# Without PORT this is somebody's own machine, and nobody else's business.
bind = f"0.0.0.0:{whole_number('PORT', 8000)}" if os.environ.get("PORT") else "127.0.0.1:8000"
worker_class = "handlers.server.whole_requests.WholeRequestWorker"
workers = whole_number("WEB_CONCURRENCY", 2)
threads = whole_number("WEB_THREADS", 8)

timeout = 30  # seconds without a sign of life from a worker; Twilio gives up after 15
graceful_timeout = 20  # so whoever Twilio still waits for is answered
keepalive = 75  # longer than proxies keep theirs, so that it is never us who hang up first
max_requests = 20_000
max_requests_jitter = 5_000
limit_request_line = 8190  # what a call remembers travels in its URL
worker_tmp_dir = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
if not os.environ.get("METRICS_DIR"):  # the workers, and a reload, find it in the environment
    os.environ["METRICS_DIR"] = tempfile.mkdtemp(prefix=OWN_METRICS, dir=worker_tmp_dir)
metrics = Path(os.environ["METRICS_DIR"])
control_socket_disable = True  # signals are enough

accesslog = None  # URLs carry callers' numbers; each webhook has a log line of its own
# For people, only what they need to know; in JSON, when each worker comes and goes too.
loglevel = "warning" if os.environ.get("LOG_FORMAT") == "console" else "info"
errorlog = (
    None  # gunicorn's events go where ours go, without callers: centralino/core/log_fields.py
)


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        raise RuntimeError(objections(error)) from None


def on_starting(server: Any) -> None:
    """Before anything listens: log as the app does, import it, and load the flows.

    Workers are forked from here, so that all of them run the same code and the same flows.
    """
    found = settings()
    logs.set_up(found)
    log = logging.getLogger("gunicorn.error")
    log.propagate = True
    private_files.tighten()
    Ledger(metrics).clear()
    prepare_pages(found, server.address)
    import_module("app")
    server_duties.load_first(found, server.num_workers)


def when_ready(server: Any) -> None:
    found = settings()
    if found.log_format == "console":  # in JSON gunicorn says so itself
        structlog.get_logger().info("listening", at=[str(each) for each in server.LISTENERS])
    server_duties.watch_flows(found)


def prepare_pages(found: Settings, addresses: Any) -> None:
    """What all workers sign by; and in local mode the link of this run, which nobody else has."""
    if not found.is_local:
        local_link.withdraw()
    elif found.pages_key:
        ports = [each[1] for each in addresses if isinstance(each, tuple)]
        local_link.renew(f"http://127.0.0.1:{ports[0]}" if ports else found.public_url)
        log = logging.getLogger("gunicorn.error")
        log.info("a link that signs in to the pages as helpdesk is in %s", local_link.FILE)


def on_reload(server: Any) -> None:
    """On SIGHUP, while the workers that serve still serve."""
    server_duties.load_again(settings(), server.num_workers)


def post_worker_init(worker: Any) -> None:
    server_duties.tell_ready()


def child_exit(server: Any, worker: Any) -> None:
    """What a worker that is no more had counted stays counted."""
    try:
        Ledger(metrics).fold(worker.pid)
    except (OSError, ValueError) as error:
        server.log.warning("a worker's counts are lost: %s", type(error).__name__)


def on_exit(server: Any) -> None:
    server_duties.leave()
    if metrics.name.startswith(OWN_METRICS):
        shutil.rmtree(metrics, ignore_errors=True)
