"""Fallback TwiML: what each number says when nothing can be computed.

It depends on no call and on no day, so a plain file server can serve it, for as long as the flow
is the same: whatever time of the year it is made, and played.
"""

from datetime import UTC, datetime

from centralino.calls.call import Call
from centralino.calls.call_state import CallState
from centralino.flows.flow import Flow
from centralino.flows.number import VirtualNumber
from centralino.flows.switches import NONE
from centralino.flows.turn import Turn
from centralino.languages import words

UNKNOWN = {"caller": "", "reopens": "", "reason": ""}
"""What holds for one call or one moment: sentences with these are left out."""

ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def help_of(flow: Flow, base: str = "", chosen: str = "") -> str:
    """Say that there is a fault, the hours, where to write: in the language that the caller has
    chosen, or else in each of the number's, the one that callers hear first before the others."""
    turn = Turn(flow, CallState(), Call("", None, ANY_DAY), NONE, base)
    spoken = [chosen] if chosen else sorted(flow.languages, key=lambda each: each != flow.language)
    for prompt in ("fault", "goodbye"):
        for language in dict.fromkeys(_version(flow, prompt, each) for each in spoken):
            turn.speak(language)
            _say(turn, prompt)
    turn.response.hangup()
    return str(turn.response)


def _say(turn: Turn, prompt: str) -> None:
    usual = turn.number.agenda.hours
    language = _version(turn.number, prompt, turn.language)
    hours = words.speak_all_year(usual, language) if usual else ""
    turn.say(prompt, hours=hours, **UNKNOWN)


def _version(number: VirtualNumber, prompt: str, language: str) -> str:
    """The language in which a prompt is heard by whoever is spoken to in `language`."""
    return number.prompt(prompt).version(language, number.language)[0]
