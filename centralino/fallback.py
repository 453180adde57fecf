"""Fallback TwiML: what each number says when nothing can be computed.

It depends on neither time nor call, so a plain file server can serve it.
"""

from datetime import UTC, datetime

from centralino.flow import Flow
from centralino.memory import Memory
from centralino.switches import NONE
from centralino.visit import Call, Visit


def help_of(flow: Flow, base: str = "") -> str:
    """Say in each of the number's languages that there is a fault, and where to write."""
    visit = Visit(flow, Memory(), Call("", None, datetime.now(UTC)), NONE, base)
    for language in flow.languages:
        visit.speak(language)
        visit.say("fault")
    visit.say("goodbye")
    visit.response.hangup()
    return str(visit.response)
