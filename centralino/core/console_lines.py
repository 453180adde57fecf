"""Log lines for people: what happened, and to what; nothing of Python's own writing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from structlog.typing import EventDict

LOUD = {"warning": "33", "error": "31", "critical": "31"}  # colours of a terminal
LAST = ("exception", "stack")  # on lines of their own, below
UNSAID = ("level", "logger", "event", "timestamp", *LAST)
COUNTED = ("further_errors",)  # too many to be read here
BARE = ("problem", "changes", "error", "why", "at")  # these speak for themselves


class ConsoleLines:
    """A structlog renderer: `21:03:12 flows reloaded: 0577235501.yaml changed (numbers: 11)`.

    `times`: each line begins with the time of day of this machine.
    """

    def __init__(self, *, colors: bool = False, times: bool = True) -> None:
        self._colors, self._times = colors, times

    def __call__(self, logger: Any, method: str, event: EventDict) -> str:
        level = str(event.get("level", method))
        fields = {
            name: write_value(len(of) or None if name in COUNTED else of)
            for name, of in event.items()
            if name not in UNSAID
        }
        bare = "; ".join(fields[name] for name in BARE if fields.get(name))
        named = "; ".join(
            f"{name.replace('_', ' ')}: {text}"
            for name, text in fields.items()
            if text and name not in BARE
        )
        said = [f"{event.get('event', '')}: {bare}" if bare else str(event.get("event", ""))]
        said += [f"({named})"] if named else []
        begins = [_clock(event.get("timestamp"))] if self._times else []
        begins += [self._loud(level)] if level in LOUD else []
        below = [str(event[name]) for name in LAST if event.get(name)]
        return "\n".join([" ".join([*begins, *said]), *below])

    def _loud(self, level: str) -> str:
        return f"\033[{LOUD[level]}m{level}:\033[0m" if self._colors else f"{level}:"


def write_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {write_value(of)}" for name, of in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(filter(None, map(write_value, value)))
    text = str(value)
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")


def _clock(timestamp: Any) -> str:
    """Where the line was made, it is that time of day."""
    if not isinstance(timestamp, str):
        return ""
    return f"{datetime.fromisoformat(timestamp).astimezone():%H:%M:%S}"
