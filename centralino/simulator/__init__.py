"""A telephone: interprets TwiML as Twilio documents it, over signed webhooks to the real app."""

from centralino.simulator.call_clock import CallClock
from centralino.simulator.events import Ended, Event
from centralino.simulator.line import Http, HttpAnswer, InProcess, Line, UnreachableError
from centralino.simulator.script import Keys, Message, Person, Script, ScriptedLeg
from centralino.simulator.telephone import Telephone
from centralino.simulator.transcript import Transcript

__all__ = [
    "CallClock",
    "Ended",
    "Event",
    "Http",
    "HttpAnswer",
    "InProcess",
    "Keys",
    "Line",
    "Message",
    "Person",
    "Script",
    "ScriptedLeg",
    "Telephone",
    "Transcript",
    "UnreachableError",
]
