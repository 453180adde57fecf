"""Logs: one JSON object a line on standard error, or plain lines for people."""

import json
import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

from centralino.core.console_lines import ConsoleLines
from centralino.core.log_fields import hide_callers, tidy
from centralino.core.log_lines import GatheredLines, WrittenLines
from centralino.core.numbers import mask_number
from centralino.core.settings import Settings

Lines = GatheredLines | WrittenLines
NUMBER = re.compile(r"\+[1-9]\d{6,14}\b")


def set_up(settings: Settings) -> GatheredLines:
    """For a server: all events from `info` on, in the format that was configured.

    Returns the lines that wait to be written, for whoever must see them now.
    """
    lines = GatheredLines(sys.stderr, _tally)
    _configure(logging.INFO, lines, as_json=settings.log_format == "json")
    logging.captureWarnings(True)  # Python would write them to standard error itself, and wait
    return lines


def quiet() -> None:
    """For a command: only what went wrong, in lines for people."""
    _configure(logging.ERROR, WrittenLines(sys.stderr), as_json=False, times=False)


def mask_callers(logger: Any, method: str, event: EventDict) -> EventDict:
    """What went wrong may tell who called: an exception's text is not ours to choose."""
    text = event.get("exception")
    if isinstance(text, str):
        event["exception"] = NUMBER.sub(lambda found: mask_number(found[0]), text)
    return event


class Unfailing(structlog.BoundLoggerBase):
    """A line that cannot be made is told of in another: whoever logs has better things to do."""

    def _proxy_to_logger(self, method_name: str, event: str | None = None, **fields: Any) -> Any:
        try:
            args, kw = self._process_event(method_name, event, fields)
            return getattr(self._logger, method_name)(*args, **kw)
        except structlog.DropEvent:
            return None
        except Exception as error:  # noqa: BLE001 - a caller would pay for whatever it is
            return self._logger.error(_unmade(event, error))


class Handed(logging.Handler):
    """Hands the libraries' lines, gunicorn's among them, to ours."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception as error:  # noqa: BLE001 - as above
            line = _unmade(record.msg, error)
        waits = record.levelno < logging.WARNING
        (self._lines.info if waits else self._lines.error)(line)


def _unmade(event: object, error: Exception) -> str:
    of = event if isinstance(event, str) else type(event).__name__
    return _rendered("log line could not be made", of=of, error=type(error).__name__)


def _tally(count: int) -> str:
    return _rendered("log lines were dropped", count=count)


def _rendered(event: str, **fields: str | int) -> str:
    """A line of the log's own, through all that every line goes through, if that is possible."""
    line: Any = {"event": event, **fields}
    try:
        for process in structlog.get_config()["processors"]:
            line = process(None, "warning", line)
    except Exception as error:  # noqa: BLE001 - this is the last resort
        return json.dumps({"event": event, **fields, "unrendered": type(error).__name__})
    return str(line)


_encode = json.JSONEncoder(ensure_ascii=False, default=repr).encode


def _json(event: EventDict, **_: Any) -> str:
    """As json.dumps, which would make itself a new encoder for each line."""
    return _encode(event)


def _configure(level: int, lines: Lines, *, as_json: bool, times: bool = True) -> None:
    """Send our events and those of the libraries the same way. Standard output stays free."""
    last: Any = (
        structlog.processors.JSONRenderer(serializer=_json)
        if as_json
        else ConsoleLines(colors=sys.stderr is not None and sys.stderr.isatty(), times=times)
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
        wrapper_class=type("Ours", (Unfailing, structlog.make_filtering_bound_logger(level)), {}),
        logger_factory=lambda *_: lines,
        cache_logger_on_first_use=True,
    )
    handler = Handed(lines)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *ours, hide_callers],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
