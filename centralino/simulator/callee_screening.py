"""What is played to whoever picked up, before they are joined: <Number url>."""

from dataclasses import dataclass

from centralino.core.texts import _
from centralino.simulator import pace
from centralino.simulator.events import Declined, Pressed, Silent
from centralino.simulator.gather import TIMEOUT, empty, entry_of
from centralino.simulator.hearing import whisper
from centralino.simulator.script import ScriptedLeg
from centralino.simulator.simulated_call import Identity, SimulatedCall
from centralino.simulator.twiml import TwimlDocument, UnusableError, Verb, WebhookRequest


@dataclass(frozen=True)
class Accepted:
    """They are joined; `confirmed`: a key was pressed for it, or a person is known to be there."""

    confirmed: bool


@dataclass
class Screening:
    """One callee's documents. Only Say, Play, Gather and Hangup are allowed in them."""

    call: SimulatedCall
    callee: Identity
    leg: ScriptedLeg

    def run(self, noun: Verb, document: TwimlDocument) -> Accepted | None:
        """None: they are not joined, and a Declined tells why."""
        if not noun.get("url"):
            return Accepted(self.leg.result == "answered")
        request: WebhookRequest | None = document.request(noun, "url")
        try:
            while request:
                request = self._perform(self.call.fetch(request, self.callee, "in-progress"))
        except UnusableError as fault:
            self.call.fail(fault)
            self._decline(_("what they were to hear could not be had"))
            return None
        except _Refused:
            silent = self.leg.result == "unconfirmed"
            self._decline(_("nobody confirmed") if silent else _("it was not accepted"))
            return None
        return Accepted(self.leg.result == "answered")

    def _decline(self, reason: str) -> None:
        self.call.emit(Declined(self.callee.to, reason))

    def _perform(self, document: TwimlDocument) -> WebhookRequest | None:
        for verb in document.verbs:
            if verb.name == "Hangup":
                raise _Refused
            if verb.name == "Gather":
                if request := self._gather(verb, document):
                    return request
            else:
                self._hear(verb, document)
        return None

    def _hear(self, verb: Verb, document: TwimlDocument) -> None:
        if verb.name in ("Say", "Play"):
            whisper(self.call, verb, document, self.callee.to)
        elif verb.name == "Pause":
            self.call.spend(verb.integer("length", 1))
        else:
            self.call.warn(_("<{verb}> is not allowed before the two are joined", verb=verb.name))

    def _gather(self, verb: Verb, document: TwimlDocument) -> WebhookRequest | None:
        for child in verb.children:
            self._hear(child, document)
        number, timeout = self.callee.to, verb.integer("timeout", TIMEOUT)
        if self.leg.result == "unconfirmed":
            began = self.call.clock.elapsed
            self.call.spend(timeout)
            self.call.emit(Silent(timeout, by=number), began)
            return empty(verb, document)
        entry = entry_of(verb, self.leg.confirms)
        self.call.emit(Pressed(self.leg.confirms, by=number))
        self.call.spend(pace.KEY if entry.complete else pace.KEY + timeout)
        return document.request(verb, Digits=entry.digits)


class _Refused(Exception):  # noqa: N818 -- hanging up on a caller is no error
    """A <Hangup> in what the callee heard."""
