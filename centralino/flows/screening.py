"""Screening: what whoever picks up hears before being joined to the caller, and must press.

So a mobile's own voice mailbox never swallows a caller. These documents run on the callee's leg;
they may only Say, Play, Gather and Hangup (twilio.com/docs/voice/twiml/number#url).
"""

from centralino.calls.caller_input import Part, Reply
from centralino.flows.next_move import WAIT, Move
from centralino.flows.turn import Visit
from centralino.languages.prompts import Prompt

PARTS: tuple[Part, ...] = ("whisper", "screen", "accept")
ACCEPTING_KEY = "1"
PATIENCE = 8  # seconds, for whoever picks up to press the key
SECONDS = 25  # what a screening may take at most: the whisper's words and the patience


def answer(visit: Visit, reply: Reply, whisper: Prompt | bool | None) -> Move:
    """Whisper, in the office's own language whatever the caller chose; join, ask, or hang up."""
    visit.speak(visit.flow.language)
    told = whisper if isinstance(whisper, Prompt) else "whisper"
    if reply.part == "whisper":
        visit.say(told)
    elif reply.part == "screen":
        _ask(visit, told)
    elif reply.digits != ACCEPTING_KEY:
        visit.response.hangup()
    return WAIT


def _ask(visit: Visit, told: Prompt | str) -> None:
    gather = visit.response.gather(
        input="dtmf",
        num_digits=1,
        finish_on_key="",
        timeout=PATIENCE,
        language=visit.flow.voices[visit.language].locale,
        action=visit.url("accept", caller=visit.caller or ""),
        method="POST",
    )
    visit.say(told, to=gather)
    visit.say("confirm", to=gather)
    visit.response.hangup()
