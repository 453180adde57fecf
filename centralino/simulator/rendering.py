"""A call on paper: who does what, a row an event, for people who have never seen TwiML."""

from dataclasses import dataclass
from functools import singledispatch

from centralino.calls import outcomes
from centralino.core import numbers
from centralino.simulator.events import (
    CALLER,
    SWITCHBOARD,
    Beeped,
    Declined,
    Ended,
    Event,
    Failed,
    Party,
    Paused,
    Played,
    Pressed,
    Rang,
    Recorded,
    Replied,
    Silent,
    Spoke,
    Talked,
    Warned,
    Webhook,
    Whispered,
)

RINGS: dict[str, str] = {
    outcomes.ANSWERED: "picked up",
    outcomes.BUSY: "busy",
    outcomes.NO_ANSWER: "no answer",
    outcomes.FAILED: "cannot be reached",
    outcomes.CANCELED: "stops ringing",
}
ENDINGS = {
    "conversation": "a conversation",
    "voicemail": "a voicemail was taken",
    "information": "the caller was told what helps, and no more",
    "abandoned": "the caller gave up",
    "rejected": "the call was rejected",
    "silence": "the caller heard nothing at all",
    "fault": "a fault",
    "loop": "it goes round without an end",
    "not simulated": "the telephone cannot follow it further",
}
STOPS = {
    "silence": "then is silent",
    "key": "and ends it with a key",
    "hangup": "and hangs up",
    "limit": "and is cut off: the longest there may be",
}
ASSUMED = " (not told: assumed)"


@dataclass(frozen=True)
class TranscriptRow:
    who: str
    what: str
    style: str = ""


def length(seconds: float) -> str:
    """`45 s`, `1 min 5 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def number(text: str) -> str:
    """A telephone number as people write it, or the text as it is where it is none."""
    return numbers.format_number(text) if numbers.read_caller(text) else text


def _who(party: Party) -> str:
    return {CALLER: "Caller", SWITCHBOARD: "Switchboard"}.get(party, "Callee")


def _assumed(event: Pressed | Silent | Rang | Recorded) -> str:
    return ASSUMED if event.assumed else ""


def _repeated(event: Spoke | Played) -> str:
    cut = " … (cut short by a key)" if event.cut_short else ""
    if event.times == 1:
        return cut
    return f"{cut} (repeated without end)" if event.times == 0 else f"{cut} ({event.times} times)"


@singledispatch
def row(event: Event) -> TranscriptRow:
    """Raises TypeError for an event that nobody taught it."""
    raise TypeError(f"no row for {type(event).__name__}")


@row.register
def _(event: Spoke) -> TranscriptRow:
    return TranscriptRow("Switchboard", f"“{event.text}”{_repeated(event)}", "bold")


@row.register
def _(event: Played) -> TranscriptRow:
    hearer = "" if event.to == CALLER else f" to {number(event.to)}"
    return TranscriptRow("Switchboard", f"plays{hearer} {event.url}{_repeated(event)}", "bold")


@row.register
def _(event: Paused) -> TranscriptRow:
    return TranscriptRow("Switchboard", f"pauses for {length(event.seconds)}", "dim")


@row.register
def _(event: Beeped) -> TranscriptRow:
    return TranscriptRow("Switchboard", "beep")


@row.register
def _(event: Pressed) -> TranscriptRow:
    return TranscriptRow(_who(event.by), f"presses {' '.join(event.keys)}{_assumed(event)}", "cyan")


@row.register
def _(event: Replied) -> TranscriptRow:
    return TranscriptRow("Caller", f"says “{event.text}”", "cyan")


@row.register
def _(event: Silent) -> TranscriptRow:
    waited = length(event.seconds)
    return TranscriptRow(_who(event.by), f"does nothing for {waited}{_assumed(event)}", "cyan")


@row.register
def _(event: Rang) -> TranscriptRow:
    rang = f"{number(event.number)} rings for {length(event.seconds)}: {RINGS[event.result]}"
    return TranscriptRow(
        "Telephone", f"{rang}{_assumed(event)}, showing {number(event.caller_id)}", "yellow"
    )


@row.register
def _(event: Whispered) -> TranscriptRow:
    return TranscriptRow("To callee", f"“{event.text}” (the caller does not hear it)", "magenta")


@row.register
def _(event: Declined) -> TranscriptRow:
    return TranscriptRow(
        "Telephone", f"{number(event.number)} is not connected: {event.reason}", "yellow"
    )


@row.register
def _(event: Talked) -> TranscriptRow:
    doubt = "" if event.confirmed else " — with a machine, perhaps: nobody was asked to confirm"
    talk = f"talk for {length(event.seconds)}{doubt}"
    return TranscriptRow("Connected", f"the caller and {number(event.number)} {talk}", "green")


@row.register
def _(event: Recorded) -> TranscriptRow:
    message = f"leaves a message of {length(event.seconds)}, {STOPS[event.stopped_by]}"
    return TranscriptRow("Caller", message + _assumed(event), "cyan")


@row.register
def _(event: Warned) -> TranscriptRow:
    return TranscriptRow("Careful", event.text, "yellow")


@row.register
def _(event: Failed) -> TranscriptRow:
    return TranscriptRow(
        "FAULT", f"{event.reason} (Twilio error {event.code}, {event.url})", "bold red"
    )


@row.register
def _(event: Webhook) -> TranscriptRow:
    told = " ".join(f"{name}={value}" for name, value in event.form.items())
    body = event.body.replace("><", ">\n<")
    answer = f"{event.status} {event.content_type}".strip() if event.status else "no answer"
    return TranscriptRow(
        "Webhook", f"{event.method} {event.url}\n{told}\n→ {answer}\n{body}", "dim"
    )


@row.register
def _(event: Ended) -> TranscriptRow:
    left = "the caller" if event.by == CALLER else "the switchboard"
    reason = f" ({event.reason})" if event.reason else ""
    ended = f"{ENDINGS[event.how]}{reason}, after {length(event.seconds)}; {left} hung up"
    return TranscriptRow("Ended", ended, "bold")
