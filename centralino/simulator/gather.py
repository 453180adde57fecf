"""What the caller enters: <Gather>."""

from dataclasses import dataclass

from centralino.simulator import pace
from centralino.simulator.events import CALLER, Pressed, Replied, Silent
from centralino.simulator.hearing import PROMPTS, endless, prompt
from centralino.simulator.script import Keys
from centralino.simulator.simulated_call import Call, CallOver
from centralino.simulator.twiml import Document, Request, Verb

TIMEOUT = 5


@dataclass(frozen=True)
class Entry:
    """`digits` are submitted, `lost` were pressed too late; `complete`: no more waiting."""

    digits: str
    lost: str
    complete: bool


def entered(keys: str, finish: str, limit: int | None) -> Entry:
    """By Twilio's rules: the finish key ends the entry and is left out of it; without it, `limit`
    or a time-out does, and what was pressed before a time-out counts."""
    for place, key in enumerate(keys):
        if key in finish:
            return Entry(keys[:place], keys[place + 1 :], complete=True)
        if place + 1 == limit:
            return Entry(keys[:limit], keys[limit:], complete=True)
    return Entry(keys, "", complete=False)


def entry_of(verb: Verb, keys: str) -> Entry:
    limit = verb.integer("numDigits", 0) or None
    return entered(keys, verb.get("finishOnKey", "#"), limit)


def gather(call: Call, verb: Verb, document: Document) -> Request | None:
    """None: nothing was entered, and the next verb runs."""
    call.answer()
    accepts = set(verb.get("input", "dtmf").split())
    hurried = "dtmf" in accepts and call.role.barges_in()
    _prompts(call, verb, document, hurried)
    if "speech" in accepts and (said := call.role.speech()) is not None:
        return _spoken(call, verb, document, said)
    return _pressed(call, verb, document, call.role.keys() if "dtmf" in accepts else Keys())


def _prompts(call: Call, verb: Verb, document: Document, hurried: bool) -> None:
    for child in verb.children:
        if child.name not in PROMPTS:
            call.warn(f"<{child.name}> inside <Gather> is ignored by Twilio")
            continue
        prompt(call, child, document, hurried and child.name != "Pause")
        if hurried:
            return


def _spoken(call: Call, verb: Verb, document: Document, said: str) -> Request:
    call.emit(Replied(said))
    call.spend(min(pace.speech(said), 60.0) + pace.END_OF_SPEECH)
    return document.request(verb, SpeechResult=said, Confidence="0.9")


def _pressed(call: Call, verb: Verb, document: Document, keys: Keys) -> Request | None:
    if keys.hang_up:
        raise CallOver(CALLER)
    if not keys.digits:
        return _silence(call, verb, document, keys.assumed)
    entry = entry_of(verb, keys.digits)
    call.emit(Pressed(keys.digits, assumed=keys.assumed))
    call.spend(pace.KEY * len(keys.digits))
    if entry.lost:
        call.warn(f"'{entry.lost}' was lost: the prompt took '{entry.digits}' and went on")
    if not entry.complete:
        call.spend(verb.integer("timeout", TIMEOUT))
    return document.request(verb, Digits=entry.digits) if entry.digits else empty(verb, document)


def _silence(call: Call, verb: Verb, document: Document, assumed: bool) -> Request | None:
    if any(endless(child) for child in verb.children):
        raise CallOver(CALLER, reason="the prompt repeats until a key is pressed")
    waited, began = verb.integer("timeout", TIMEOUT), call.clock.elapsed
    call.spend(waited)
    call.emit(Silent(waited, assumed=assumed), began)
    return empty(verb, document)


def empty(verb: Verb, document: Document) -> Request | None:
    if verb.get("actionOnEmptyResult").lower() != "true":
        return None
    return document.request(verb, Digits="")
