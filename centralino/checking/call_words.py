"""What callers and telephones do, in words, and as the flags of `centralino call`."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

from centralino.calls import outcomes
from centralino.calls.caller_input import CallerInput
from centralino.checking.findings import CallLine
from centralino.checking.foreseen import Said
from centralino.core import numbers
from centralino.languages.prompts import Audio

_NUMBER = re.compile(r"<Number[^>]*>([^<]+)</Number>")
RESULTS: dict[str, str] = {
    outcomes.BUSY: "is busy",
    outcomes.NO_ANSWER: "does not answer",
    outcomes.FAILED: "cannot be reached",
    outcomes.CANCELED: "is not rung to the end",
}


def telephones(twiml: str) -> list[str]:
    """The numbers that a document dials."""
    return [unescape(number) for number in _NUMBER.findall(twiml)]


def lines_heard(said: Iterable[Said], *, as_written: bool = False) -> list[CallLine]:
    """What the switchboard says; `as_written`, with its placeholders."""
    lines = []
    for each in said:
        if isinstance(each.version, Audio):
            lines.append(CallLine("Switchboard", f"plays {each.version.file}"))
        elif text := each.version if as_written else each.text:
            lines.append(CallLine("Switchboard", f"“{text}”"))
    return lines


def done(given: CallerInput, document: str, act: str = "") -> CallLine:
    """What an answer was, to a document that waited for it; `act`, where its step has words."""
    if act:
        return CallLine("Caller", act)
    if given.dial_status:
        return _rang(given, telephones(document))
    if "<Record" in document:
        return CallLine("Caller", _message(given))
    if given.digits:
        return CallLine("Caller", f"presses {' '.join(given.digits)}")
    if given.speech:
        return CallLine("Caller", "says something else")
    return CallLine("Caller", "does nothing")


def _rang(given: CallerInput, dialled: list[str]) -> CallLine:
    if given.hung_up:
        return CallLine("Caller", "hangs up while it rings")
    several = " and ".join(map(numbers.format_number, dialled[:3]))
    several += " and others" if len(dialled) > 3 else ""
    if given.was_a_conversation:
        return CallLine("Telephone", f"{several}: somebody answers, and they talk")
    if given.dial_status == outcomes.COMPLETED:
        return CallLine("Telephone", f"{several}: picked up, and not confirmed")
    return CallLine("Telephone", f"{several}: {RESULTS[given.dial_status]}")


def _message(given: CallerInput) -> str:
    if not (given.recording and given.seconds):
        return "hangs up without a word" if given.hung_up else "says nothing after the tone"
    return "leaves a message" + (" and hangs up" if given.hung_up else "")


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
