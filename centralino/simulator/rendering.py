"""A call on paper: who does what, a row an event, for people who have never seen TwiML."""

from dataclasses import dataclass
from functools import singledispatch

from centralino.calls import outcomes
from centralino.core import numbers
from centralino.core.readable import quote, write_length
from centralino.core.texts import N_, _, _n
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
    outcomes.ANSWERED: N_("picked up"),
    outcomes.BUSY: N_("busy"),
    outcomes.NO_ANSWER: N_("no answer"),
    outcomes.FAILED: N_("cannot be reached"),
    outcomes.CANCELED: N_("stops ringing"),
}
ENDINGS = {
    "conversation": N_("a conversation"),
    "voicemail": N_("a voicemail was taken"),
    "information": N_("the caller was told what helps, and no more"),
    "abandoned": N_("the caller gave up"),
    "rejected": N_("the call was rejected"),
    "silence": N_("the caller heard nothing at all"),
    "fault": N_("a fault"),
    "loop": N_("it goes round without an end"),
    "not simulated": N_("the telephone cannot follow it further"),
}
STOPS = {
    "silence": N_("leaves a message of {length}, then is silent"),
    "key": N_("leaves a message of {length}, and ends it with a key"),
    "hangup": N_("leaves a message of {length}, and hangs up"),
    "limit": N_("leaves a message of {length}, and is cut off: the longest there may be"),
}
ENDED_BY_CALLER = N_("{ending}, after {length}; the caller hung up")
ENDED_BY_SWITCHBOARD = N_("{ending}, after {length}; the switchboard hung up")
TALKED = N_("the caller and {number} talk for {length}")
TALKED_PERHAPS = N_(
    "the caller and {number} talk for {length} — with a machine, perhaps: nobody was asked to "
    "confirm"
)
WHO = {CALLER: N_("Caller"), SWITCHBOARD: N_("Switchboard")}


@dataclass(frozen=True)
class TranscriptRow:
    who: str
    what: str
    style: str = ""


def number(text: str) -> str:
    """A telephone number as people write it, or the text as it is where it is none."""
    return numbers.format_number(text) if numbers.read_caller(text) else text


def _who(party: Party) -> str:
    return _(WHO[party]) if party in WHO else _("Callee")


def _assumed(event: Pressed | Silent | Rang | Recorded) -> str:
    return " " + _("(not told: assumed)") if event.assumed else ""


def _repeated(event: Spoke | Played) -> str:
    cut = " … " + _("(cut short by a key)") if event.cut_short else ""
    if event.times == 1:
        return cut
    endless = event.times == 0
    return f"{cut} " + (_("(repeated without end)") if endless else _times(event.times))


def _times(count: int) -> str:
    return _n("({count} time)", "({count} times)", count)


@singledispatch
def row(event: Event) -> TranscriptRow:
    """Raises TypeError for an event that nobody taught it."""
    raise TypeError(f"no row for {type(event).__name__}")


@row.register
def _spoke(event: Spoke) -> TranscriptRow:
    return TranscriptRow(_("Switchboard"), quote(event.text) + _repeated(event), "bold")


@row.register
def _played(event: Played) -> TranscriptRow:
    if event.to == CALLER:
        played = _("plays {audio}", audio=event.url)
    else:
        played = _("plays to {number} {audio}", number=number(event.to), audio=event.url)
    return TranscriptRow(_("Switchboard"), played + _repeated(event), "bold")


@row.register
def _paused(event: Paused) -> TranscriptRow:
    paused = _("pauses for {length}", length=write_length(event.seconds))
    return TranscriptRow(_("Switchboard"), paused, "dim")


@row.register
def _beeped(event: Beeped) -> TranscriptRow:
    return TranscriptRow(_("Switchboard"), _("beep"))


@row.register
def _pressed(event: Pressed) -> TranscriptRow:
    pressed = _("presses {keys}", keys=" ".join(event.keys))
    return TranscriptRow(_who(event.by), pressed + _assumed(event), "cyan")


@row.register
def _replied(event: Replied) -> TranscriptRow:
    return TranscriptRow(_("Caller"), _("says {words}", words=quote(event.text)), "cyan")


@row.register
def _silent(event: Silent) -> TranscriptRow:
    waited = _("does nothing for {length}", length=write_length(event.seconds))
    return TranscriptRow(_who(event.by), waited + _assumed(event), "cyan")


@row.register
def _rang(event: Rang) -> TranscriptRow:
    rang = _(
        "{number} rings for {length}: {result}, showing {caller}",
        number=number(event.number),
        length=write_length(event.seconds),
        result=_(RINGS[event.result]) + _assumed(event),
        caller=number(event.caller_id),
    )
    return TranscriptRow(_("Telephone"), rang, "yellow")


@row.register
def _whispered(event: Whispered) -> TranscriptRow:
    whispered = _("{words} (the caller does not hear it)", words=quote(event.text))
    return TranscriptRow(_("To callee"), whispered, "magenta")


@row.register
def _declined(event: Declined) -> TranscriptRow:
    declined = _(
        "{number} is not connected: {reason}", number=number(event.number), reason=event.reason
    )
    return TranscriptRow(_("Telephone"), declined, "yellow")


@row.register
def _talked(event: Talked) -> TranscriptRow:
    told = TALKED if event.confirmed else TALKED_PERHAPS
    talked = _(told, number=number(event.number), length=write_length(event.seconds))
    return TranscriptRow(_("Connected"), talked, "green")


@row.register
def _recorded(event: Recorded) -> TranscriptRow:
    message = _(STOPS[event.stopped_by], length=write_length(event.seconds))
    return TranscriptRow(_("Caller"), message + _assumed(event), "cyan")


@row.register
def _warned(event: Warned) -> TranscriptRow:
    return TranscriptRow(_("Careful"), event.text, "yellow")


@row.register
def _failed(event: Failed) -> TranscriptRow:
    failed = _(
        "{reason} (Twilio error {code}, {url})",
        reason=event.reason,
        code=event.code,
        url=event.url,
    )
    return TranscriptRow(_("FAULT"), failed, "bold red")


@row.register
def _webhook(event: Webhook) -> TranscriptRow:
    told = " ".join(f"{name}={value}" for name, value in event.form.items())
    body = event.body.replace("><", ">\n<")
    answer = f"{event.status} {event.content_type}".strip() if event.status else _("no answer")
    return TranscriptRow(
        "Webhook", f"{event.method} {event.url}\n{told}\n→ {answer}\n{body}", "dim"
    )


@row.register
def _ended(event: Ended) -> TranscriptRow:
    ending = _(ENDINGS[event.how]) + (f" ({event.reason})" if event.reason else "")
    told = ENDED_BY_CALLER if event.by == CALLER else ENDED_BY_SWITCHBOARD
    ended = _(told, ending=ending, length=write_length(event.seconds))
    return TranscriptRow(_("Ended"), ended, "bold")
