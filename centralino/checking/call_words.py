"""What callers and telephones do, in words, and as the flags of `centralino call`."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

from centralino.calls import outcomes
from centralino.calls.caller_input import CallerInput
from centralino.checking.findings import CallLine
from centralino.checking.foreseen import Said
from centralino.core import numbers
from centralino.core.readable import quote, write_list
from centralino.core.texts import N_, _
from centralino.languages.prompts import Audio

_NUMBER = re.compile(r"<Number[^>]*>([^<]+)</Number>")
RESULTS: dict[str, str] = {
    outcomes.BUSY: N_("is busy"),
    outcomes.NO_ANSWER: N_("does not answer"),
    outcomes.FAILED: N_("cannot be reached"),
    outcomes.CANCELED: N_("is not rung to the end"),
}


def telephones(twiml: str) -> list[str]:
    """The numbers that a document dials."""
    return [unescape(number) for number in _NUMBER.findall(twiml)]


def lines_heard(said: Iterable[Said], *, as_written: bool = False) -> list[CallLine]:
    """What the switchboard says; `as_written`, with its placeholders."""
    lines = []
    for each in said:
        if isinstance(each.version, Audio):
            lines.append(CallLine(_("Switchboard"), _("plays {audio}", audio=each.version.file)))
        elif text := _heard(each, as_written=as_written):
            lines.append(CallLine(_("Switchboard"), quote(text)))
    return lines


def _heard(said: Said, *, as_written: bool) -> str:
    if said.notice:
        return f"({_(said.notice)})"
    return str(said.version) if as_written else said.text


def done(given: CallerInput, document: str, act: str = "") -> CallLine:
    """What an answer was, to a document that waited for it; `act`, where its step has words."""
    told = name_act(given, document, act)
    if act or not given.dial_status or given.hung_up:
        return CallLine(_("Caller"), told)
    return CallLine(_("Telephone"), f"{_several(telephones(document))}: {told}")


def name_act(given: CallerInput, document: str, act: str = "") -> str:
    """What the caller or a telephone does."""
    if act:
        return act
    if given.dial_status:
        return _rang(given)
    if "<Record" in document:
        return _message(given)
    if given.digits:
        return _("presses {keys}", keys=" ".join(given.digits))
    return _("says something else") if given.speech else _("does nothing")


def _several(dialled: list[str]) -> str:
    told = list(map(numbers.format_number, dialled[:3]))
    return write_list(told if len(dialled) <= len(told) else [*told, _("others")])


def _rang(given: CallerInput) -> str:
    if given.hung_up:
        return _("hangs up while it rings")
    if given.was_a_conversation:
        return _("somebody answers, and they talk")
    if given.dial_status == outcomes.COMPLETED:
        return _("picked up, and not confirmed")
    return _(RESULTS[given.dial_status])


def _message(given: CallerInput) -> str:
    if given.recording and given.seconds:
        return _("leaves a message and hangs up") if given.hung_up else _("leaves a message")
    return _("hangs up without a word") if given.hung_up else _("says nothing after the tone")


def flags(inputs: Iterable[tuple[CallerInput, str]]) -> str:
    """The answers, each with the document that waited for it, as flags of `centralino call`."""
    told: dict[str, list[str]] = {"press": [], "speak": [], "dial": [], "record": []}
    for given, document in inputs:
        for flag, word in _flag(given, document):
            told[flag] += [word] * (len(telephones(document)) or 1)
    return "".join(f" --{flag} {','.join(words)}" for flag, words in told.items() if words)


def _flag(given: CallerInput, document: str) -> Iterator[tuple[str, str]]:
    """Its flag and word; none for a document that asks nothing of anybody."""
    if "<Dial" in document:
        answered = outcomes.ANSWERED if given.bridged else outcomes.UNCONFIRMED
        status = answered if given.dial_status == outcomes.COMPLETED else given.dial_status
        yield "dial", "hangup" if given.hung_up else status
    elif "<Record" in document:
        length = "10s" if given.seconds else ""
        yield "record", ":".join(filter(None, (length, "hangup" if given.hung_up else ""))) or "0"
    elif given.speech:
        yield "speak", given.speech
    elif "<Gather" in document:
        yield "press", given.digits or "nothing"
