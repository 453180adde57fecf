"""A document, verb by verb."""

from collections.abc import Callable
from typing import NoReturn

from centralino.simulator.dialling import dial
from centralino.simulator.gather import gather
from centralino.simulator.hearing import PROMPTS, speak
from centralino.simulator.record import record
from centralino.simulator.simulated_call import Call, CallOver
from centralino.simulator.twiml import Document, Request, Verb

Action = Callable[[Call, Verb, Document], Request | None]

HOLD_THE_CALLER = frozenset({"Enqueue", "Connect", "Pay", "Refer", "Prompt", "Echo", "Queue"})


def follow(call: Call, request: Request) -> NoReturn:
    """Document after document; raises CallOver at the end of the call, which always comes."""
    onward: Request | None = request
    while onward:
        onward = perform(call, call.document(onward))
    raise CallOver


def perform(call: Call, document: Document) -> Request | None:
    """What the document leads to; None: it has come to its end, and Twilio hangs up."""
    for verb in document.verbs:
        for doubt in verb.doubts():
            call.warn(doubt)
        onward = _action(call, verb)(call, verb, document)
        if onward is not None:
            return onward
    return None


def _action(call: Call, verb: Verb) -> Action:
    if verb.name in PROMPTS:
        return _speak
    if verb.name in HOLD_THE_CALLER:
        call.refuse(f"<{verb.name}>")
    return ACTIONS.get(verb.name, _ignore)


def _speak(call: Call, verb: Verb, document: Document) -> None:
    speak(call, verb, document)


def _redirect(call: Call, verb: Verb, document: Document) -> Request:
    return Request(document.resolve(verb.text), method=verb.get("method", "POST").strip().upper())


def _hang_up(call: Call, verb: Verb, document: Document) -> None:
    raise CallOver


def _reject(call: Call, verb: Verb, document: Document) -> None:
    if call.answered_at is not None:
        call.warn("<Reject> after the call was answered: it must come first")
        raise CallOver
    raise CallOver(how="rejected", reason=verb.get("reason", "rejected"))


def _leave(call: Call, verb: Verb, document: Document) -> None:
    call.warn("<Leave> outside of a queue ends the call")
    raise CallOver


def _ignore(call: Call, verb: Verb, document: Document) -> None:
    call.warn(f"<{verb.name}> is not simulated, or unknown to Twilio: the call goes on without it")


ACTIONS: dict[str, Action] = {
    "Gather": gather,
    "Dial": dial,
    "Record": record,
    "Redirect": _redirect,
    "Hangup": _hang_up,
    "Reject": _reject,
    "Leave": _leave,
}
