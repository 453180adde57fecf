"""Screening: what whoever picks up hears before being joined to the caller, and must press.

So a mobile's own voice mailbox never swallows a caller. These documents run on the callee's leg;
they may only Say, Play, Gather and Hangup (twilio.com/docs/voice/twiml/number#url).
"""

from centralino.calls.caller_input import CallerInput
from centralino.flows.next_move import WAIT, Move
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt

PARTS = ("whisper", "screen", "accept")
ACCEPTING_KEY = "1"
PATIENCE = 8  # seconds, for whoever picks up to press the key
SECONDS = 25  # what a screening may take at most: the whisper's words and the patience


def take(turn: Turn, given: CallerInput, whisper: Prompt | bool | None) -> Move:
    """Whisper, in the office's own language whatever the caller chose; join, ask, or hang up."""
    turn.speak(turn.number.language)
    told = whisper if isinstance(whisper, Prompt) else "whisper"
    if given.part == "whisper":
        turn.say_around(told)
    elif given.part == "screen":
        _ask(turn, told)
    elif given.digits != ACCEPTING_KEY:
        turn.response.hangup()
    return WAIT


def _ask(turn: Turn, told: Prompt | str) -> None:
    gather = turn.response.gather(
        input="dtmf",
        num_digits=1,
        finish_on_key="",
        timeout=PATIENCE,
        language=turn.number.voices[turn.language].locale,
        action=turn.url("accept", caller=turn.caller or ""),
        method="POST",
    )
    turn.say(told, to=gather)
    turn.say("confirm", to=gather)
    turn.response.hangup()
