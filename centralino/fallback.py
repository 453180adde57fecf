"""Fallback TwiML: what each number says when nothing can be computed.

It depends on no call, so a plain file server can serve it; the hours are the season's.
"""

from datetime import UTC, datetime

from centralino.flow import Flow
from centralino.memory import Memory
from centralino.switches import NONE
from centralino.visit import Call, Visit


def help_of(flow: Flow, base: str = "", now: datetime | None = None) -> str:
    """Say in each of the number's languages that there is a fault, the hours, where to write.

    The hours are those of the season that `now` is in: at present, if not given.
    """
    visit = Visit(flow, Memory(), Call("", None, now or datetime.now(UTC)), NONE, base)
    for language in flow.languages:
        visit.speak(language)
        visit.say("fault")
    visit.say("goodbye")
    visit.response.hangup()
    return str(visit.response)
