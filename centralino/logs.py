"""Logs: one JSON object a line on standard error, or plain lines for people."""

import json
import logging
import re
import sys
from collections.abc import Callable
from typing import Any

import structlog
from structlog.typing import EventDict

from centralino.logfields import hide_callers, tidy
from centralino.loglines import GatheredLines
from centralino.numbers import masked
from centralino.settings import Settings

NUMBER = re.compile(r"\+[1-9]\d{6,14}\b")


def set_up(settings: Settings) -> GatheredLines:
    """For a server: all events from `info` on, in the format that was configured.

    Returns the lines that wait to be written, for whoever must see them now.
    """
    lines = GatheredLines(sys.stderr)
    _configure(logging.INFO, lambda *_: lines, as_json=settings.log_format == "json")
    return lines


def quiet() -> None:
    """For a command: only what went wrong, in lines for people."""
    _configure(logging.ERROR, structlog.WriteLoggerFactory(sys.stderr), as_json=False)


def mask_callers(logger: Any, method: str, event: EventDict) -> EventDict:
    """What went wrong may tell who called: an exception's text is not ours to choose."""
    text = event.get("exception")
    if isinstance(text, str):
        event["exception"] = NUMBER.sub(lambda found: masked(found[0]), text)
    return event


_encode = json.JSONEncoder(ensure_ascii=False, default=repr).encode


def _json(event: EventDict, **_: Any) -> str:
    """As json.dumps, which would make itself a new encoder for each line."""
    return _encode(event)


def _configure(level: int, factory: Callable[..., Any], *, as_json: bool) -> None:
    """Send our events and those of the libraries the same way. Standard output stays free."""
    last: Any = (
        structlog.processors.JSONRenderer(serializer=_json)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    ours: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask_callers,
        tidy,
    ]
    structlog.configure(
        processors=[*ours, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *ours, hide_callers],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
