"""A telephone: interprets TwiML as Twilio documents it, over signed webhooks to the real app."""

from centralino.simulator.call_clock import CallClock
from centralino.simulator.events import Ended, Event
from centralino.simulator.line import Answer, Http, InProcess, Line, UnreachableError
from centralino.simulator.script import Keys, Leg, Message, Person, Script
from centralino.simulator.telephone import Telephone
from centralino.simulator.transcript import Transcript

__all__ = [
    "Answer",
    "CallClock",
    "Ended",
    "Event",
    "Http",
    "InProcess",
    "Keys",
    "Leg",
    "Line",
    "Message",
    "Person",
    "Script",
    "Telephone",
    "Transcript",
    "UnreachableError",
]
