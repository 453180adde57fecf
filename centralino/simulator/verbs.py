"""A document, verb by verb."""

from collections.abc import Callable
from typing import NoReturn

from centralino.core.texts import _
from centralino.simulator.dialling import dial
from centralino.simulator.gather import gather
from centralino.simulator.hearing import PROMPTS, speak
from centralino.simulator.record import record
from centralino.simulator.simulated_call import CallOver, SimulatedCall
from centralino.simulator.twiml import TwimlDocument, Verb, WebhookRequest

Action = Callable[[SimulatedCall, Verb, TwimlDocument], WebhookRequest | None]

HOLD_THE_CALLER = frozenset({"Enqueue", "Connect", "Pay", "Refer", "Prompt", "Echo", "Queue"})


def follow(call: SimulatedCall, request: WebhookRequest) -> NoReturn:
    """Document after document; raises CallOver at the end of the call, which always comes."""
    onward: WebhookRequest | None = request
    while onward:
        onward = perform(call, call.document(onward))
    raise CallOver


def perform(call: SimulatedCall, document: TwimlDocument) -> WebhookRequest | None:
    """What the document leads to; None: it has come to its end, and Twilio hangs up."""
    for verb in document.verbs:
        for doubt in verb.doubts():
            call.warn(doubt)
        onward = _action(call, verb)(call, verb, document)
        if onward is not None:
            return onward
    return None


def _action(call: SimulatedCall, verb: Verb) -> Action:
    if verb.name in PROMPTS:
        return _speak
    if verb.name in HOLD_THE_CALLER:
        call.refuse(f"<{verb.name}>")
    return ACTIONS.get(verb.name, _ignore)


def _speak(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    speak(call, verb, document)


def _redirect(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> WebhookRequest:
    return WebhookRequest(
        document.resolve(verb.text), method=verb.get("method", "POST").strip().upper()
    )


def _hang_up(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    raise CallOver


def _reject(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    if call.answered_at is not None:
        call.warn(_("<Reject> after the call was answered: it must come first"))
        raise CallOver
    raise CallOver(how="rejected", reason=verb.get("reason", "rejected"))


def _leave(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    call.warn(_("<Leave> outside of a queue ends the call"))
    raise CallOver


def _ignore(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> None:
    call.warn(
        _(
            "<{verb}> is not simulated, or unknown to Twilio: the call goes on without it",
            verb=verb.name,
        )
    )


ACTIONS: dict[str, Action] = {
    "Gather": gather,
    "Dial": dial,
    "Record": record,
    "Redirect": _redirect,
    "Hangup": _hang_up,
    "Reject": _reject,
    "Leave": _leave,
}
