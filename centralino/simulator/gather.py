"""What the caller enters: <Gather>."""

from dataclasses import dataclass

from centralino.core.texts import _
from centralino.simulator import pace
from centralino.simulator.events import CALLER, Pressed, Replied, Silent
from centralino.simulator.hearing import PROMPTS, endless, prompt
from centralino.simulator.script import Keys
from centralino.simulator.simulated_call import CallOver, SimulatedCall
from centralino.simulator.twiml import TwimlDocument, Verb, WebhookRequest

TIMEOUT = 5


@dataclass(frozen=True)
class EnteredKeys:
    """`digits` are submitted, `lost` were pressed too late; `complete`: no more waiting."""

    digits: str
    lost: str
    complete: bool


def enter_keys(keys: str, finish: str, limit: int | None) -> EnteredKeys:
    """By Twilio's rules: the finish key ends the entry and is left out of it; without it, `limit`
    or a time-out does, and what was pressed before a time-out counts."""
    for place, key in enumerate(keys):
        if key in finish:
            return EnteredKeys(keys[:place], keys[place + 1 :], complete=True)
        if place + 1 == limit:
            return EnteredKeys(keys[:limit], keys[limit:], complete=True)
    return EnteredKeys(keys, "", complete=False)


def entry_of(verb: Verb, keys: str) -> EnteredKeys:
    limit = verb.integer("numDigits", 0) or None
    return enter_keys(keys, verb.get("finishOnKey", "#"), limit)


def gather(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> WebhookRequest | None:
    """None: nothing was entered, and the next verb runs."""
    call.answer()
    accepts = set(verb.get("input", "dtmf").split())
    hurried = "dtmf" in accepts and call.role.barges_in()
    _prompts(call, verb, document, hurried)
    if "speech" in accepts and (said := call.role.speech()) is not None:
        return _spoken(call, verb, document, said)
    return _pressed(call, verb, document, call.role.keys() if "dtmf" in accepts else Keys())


def _prompts(call: SimulatedCall, verb: Verb, document: TwimlDocument, hurried: bool) -> None:
    for child in verb.children:
        if child.name not in PROMPTS:
            call.warn(_("<{verb}> inside <Gather> is ignored by Twilio", verb=child.name))
            continue
        prompt(call, child, document, hurried and child.name != "Pause")
        if hurried:
            return


def _spoken(call: SimulatedCall, verb: Verb, document: TwimlDocument, said: str) -> WebhookRequest:
    call.emit(Replied(said))
    call.spend(min(pace.speech(said), 60.0) + pace.END_OF_SPEECH)
    return document.request(verb, SpeechResult=said, Confidence="0.9")


def _pressed(
    call: SimulatedCall, verb: Verb, document: TwimlDocument, keys: Keys
) -> WebhookRequest | None:
    if keys.hang_up:
        raise CallOver(CALLER)
    if not keys.digits:
        return _silence(call, verb, document, keys.assumed)
    entry = entry_of(verb, keys.digits)
    call.emit(Pressed(keys.digits, assumed=keys.assumed))
    call.spend(pace.KEY * len(keys.digits))
    if entry.lost:
        call.warn(
            _(
                "'{lost}' was lost: the prompt took '{taken}' and went on",
                lost=entry.lost,
                taken=entry.digits,
            )
        )
    if not entry.complete:
        call.spend(verb.integer("timeout", TIMEOUT))
    return document.request(verb, Digits=entry.digits) if entry.digits else empty(verb, document)


def _silence(
    call: SimulatedCall, verb: Verb, document: TwimlDocument, assumed: bool
) -> WebhookRequest | None:
    if any(endless(child) for child in verb.children):
        raise CallOver(CALLER, reason=_("the prompt repeats until a key is pressed"))
    waited, began = verb.integer("timeout", TIMEOUT), call.clock.elapsed
    call.spend(waited)
    call.emit(Silent(waited, assumed=assumed), began)
    return empty(verb, document)


def empty(verb: Verb, document: TwimlDocument) -> WebhookRequest | None:
    if verb.get("actionOnEmptyResult").lower() != "true":
        return None
    return document.request(verb, Digits="")
