"""What may stand in a log line: nothing that breaks it, nothing without end, nobody who called."""

import re
from typing import Any

from structlog.typing import EventDict

SID = 34  # characters of a Twilio SID; what is longer is none
LONGEST = 1_000  # characters of anything else
LONGEST_TRACE = 20_000
TRACES = frozenset({"exception", "stack"})  # of many lines, by their nature

# Control characters (C0, DEL, C1), what others take for the end of a line, what turns the direction
# of writing, what is not there to be seen, and halves of characters.
_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
ODD = re.compile(f"[{_ODD}]")
ODD_IN_TRACES = re.compile(f"(?![\n\t])[{_ODD}]")

QUERY = re.compile(r"\?[^\s'\"]*")
NUMBER = re.compile(r"(?:\+|%2b)\d{5,}|(?<!\d)\d{8,}", re.IGNORECASE)
REFUSED = "Invalid request from ip="  # gunicorn's; what came follows, quoted
QUOTED = re.compile(r"b?['\"].*", re.DOTALL)
HIDDEN = "…"


def tidy(logger: Any, method: str, event: EventDict) -> EventDict:
    """Cut what is too long and escape what is odd: others choose what some fields hold."""
    for name, value in event.items():
        if type(value) is str and (len(value) > SID or not value.isprintable()):
            event[name] = _tidied(name, value)
        elif isinstance(value, (list, tuple)):
            event[name] = [_plain(each) if isinstance(each, str) else each for each in value]
    return event


def hide_callers(logger: Any, method: str, event: EventDict) -> EventDict:
    """For what a library logs, gunicorn above all: it may quote requests, which name callers."""
    for name in ("event", *TRACES):
        text = event.get(name)
        if isinstance(text, str):
            event[name] = without_callers(text)
    return event


def without_callers(text: str) -> str:
    if text.startswith(REFUSED):
        text = QUOTED.sub(HIDDEN, text)
    return NUMBER.sub(HIDDEN, QUERY.sub("?" + HIDDEN, text))


def _tidied(name: str, value: str) -> str:
    if name in TRACES:
        return ODD_IN_TRACES.sub(_escaped, value[-LONGEST_TRACE:])
    if name == "call_sid":
        return ODD.sub(_escaped, value[:SID])
    return _plain(value)


def _plain(value: str) -> str:
    cut = value if len(value) <= LONGEST else value[:LONGEST] + HIDDEN
    return cut if cut.isprintable() else ODD.sub(_escaped, cut)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
