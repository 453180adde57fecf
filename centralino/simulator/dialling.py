"""Telephones that ring: <Dial> and its <Number>s."""

import re

from centralino.core.texts import _
from centralino.simulator.events import CALLER
from centralino.simulator.ringing import RingingHunt, RingOutcome, Terms
from centralino.simulator.simulated_call import CallOver, SimulatedCall
from centralino.simulator.twiml import TwimlDocument, Verb, WebhookRequest

TIMEOUT, SHORTEST, LONGEST, GRACE, TIME_LIMIT = 30, 5, 600, 5, 14400
MOST_AT_ONCE = 10


def dial(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> WebhookRequest | None:
    """None: there is no action, and the next verb runs."""
    if verb.get("answerOnBridge") != "true":
        call.answer()
    nouns = _nouns(call, verb)
    hunt = RingingHunt(call, document, _terms(call, verb))
    try:
        outcome = _ring(hunt, nouns, verb.get("sequential") == "true")
    except CallOver as over:
        if over.by == CALLER and verb.get("action"):
            gone = document.request(verb, **hunt.given_up().form())
            call.notify(gone, "completed" if call.answered_at is not None else "no-answer")
        raise
    if not verb.get("action"):
        return None
    return document.request(verb, **outcome.form())


def _ring(hunt: RingingHunt, nouns: list[Verb], sequential: bool) -> RingOutcome:
    """One after the other, or all at once: the first who is joined ends it."""
    if not nouns:
        return RingOutcome("failed")
    if not sequential:
        return hunt.all_at_once(nouns)
    outcomes = []
    for noun in nouns:
        outcomes.append(hunt.all_at_once([noun]))
        if outcomes[-1].bridged:
            break
    return outcomes[-1]


def _terms(call: SimulatedCall, verb: Verb) -> Terms:
    caller_id = verb.get("callerId") or call.identity.from_
    if not re.fullmatch(r"\+\d{5,15}", caller_id):
        call.warn(
            _(
                "the caller ID would be '{caller}': Twilio can refuse the call (13214)",
                caller=caller_id,
            )
        )
    asked = verb.integer("timeout", TIMEOUT)
    timeout = min(max(asked, SHORTEST), LONGEST)
    if asked != timeout:
        call.warn(
            _(
                "<Dial timeout> of {asked} s: Twilio takes {shortest} to {longest}",
                asked=asked,
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    return Terms(caller_id, timeout + GRACE, verb.integer("timeLimit", TIME_LIMIT))


def _nouns(call: SimulatedCall, verb: Verb) -> list[Verb]:
    """The numbers that can be rung. What is no number fails, as at Twilio (13223)."""
    for child in verb.children:
        if child.name != "Number":
            call.refuse(_("<Dial> to a <{noun}>", noun=child.name))
    nouns = list(verb.children) or [Verb("Number", text=verb.text)]
    if len(nouns) > MOST_AT_ONCE and verb.get("sequential") != "true":
        call.warn(
            _(
                "{count} numbers at once: Twilio rings {most} at most",
                count=len(nouns),
                most=MOST_AT_ONCE,
            )
        )
        nouns = nouns[:MOST_AT_ONCE]
    good = [noun for noun in nouns if re.fullmatch(r"\+?[\d\-() .]{2,25}", noun.text)]
    for noun in nouns:
        if noun not in good:
            call.warn(
                _("'{number}' is no number to dial: Twilio reports error 13223", number=noun.text)
            )
    return good
