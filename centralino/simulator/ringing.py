"""The telephones of one <Dial>: who rings for how long, who picks up, who is joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from centralino.simulator import pace
from centralino.simulator.callee_screening import Screening
from centralino.simulator.events import CALLER, Rang, RingResult, Talked
from centralino.simulator.script import ScriptedLeg
from centralino.simulator.simulated_call import CallOver, Identity, SimulatedCall, new_sid
from centralino.simulator.twiml import TwimlDocument, Verb

RING_RESULTS: dict[str, RingResult] = {name: name for name in get_args(RingResult)}


@dataclass(frozen=True)
class Terms:
    """`timeout` is how long a telephone really rings, in seconds."""

    caller_id: str
    timeout: float
    time_limit: float


@dataclass(frozen=True)
class RingOutcome:
    """What the action is told. `seconds` None: nobody picked up."""

    status: str
    sid: str = ""
    seconds: float | None = None
    bridged: bool = False

    def form(self) -> dict[str, str]:
        told = {"DialCallStatus": self.status, "DialBridged": str(self.bridged).lower()}
        if self.sid:
            told["DialCallSid"] = self.sid
        if self.seconds is not None:
            told["DialCallDuration"] = str(round(self.seconds))
        return told


@dataclass(frozen=True)
class Ringing:
    """One telephone; `seconds`: for how long it would ring if it were alone."""

    noun: Verb
    leg: ScriptedLeg
    seconds: float
    sid: str

    @property
    def result(self) -> RingResult:
        picked_up = self.leg.result == "unconfirmed"
        return "answered" if picked_up else RING_RESULTS.get(self.leg.result, "canceled")


class RingingHunt:
    def __init__(self, call: SimulatedCall, document: TwimlDocument, terms: Terms) -> None:
        self.call, self.document, self.terms = call, document, terms
        self.rung, self.began = 0.0, call.clock.elapsed
        self.talking: RingOutcome | None = None

    def given_up(self) -> RingOutcome:
        """The outcome when the caller hangs up, ringing or talking."""
        return self.talking or RingOutcome("canceled")

    def all_at_once(self, nouns: Sequence[Verb]) -> RingOutcome:
        """Twilio does not document the status of several that fail in different ways: here it is
        what they agree on, or else no-answer."""
        self.rung, self.began = 0.0, self.call.clock.elapsed
        telephones = sorted(map(self._telephone, nouns), key=lambda one: one.seconds)
        outcomes: list[RingOutcome] = []
        for place, telephone in enumerate(telephones):
            outcomes.append(self._ring(telephone, telephones[place + 1 :]))
            if outcomes[-1].bridged:
                return outcomes[-1]
        agreed = len({outcome.status for outcome in outcomes}) == 1
        return outcomes[-1] if agreed else RingOutcome("no-answer", outcomes[-1].sid)

    def _telephone(self, noun: Verb) -> Ringing:
        leg = self.call.role.leg(noun.text)
        seconds = min(pace.RINGS.get(leg.result, self.terms.timeout), self.terms.timeout)
        return Ringing(noun, leg, seconds, new_sid("CA"))

    def _ring(self, telephone: Ringing, others: Sequence[Ringing]) -> RingOutcome:
        try:
            self._wait(telephone.seconds)
            if telephone.leg.result == "hangup":
                raise CallOver(CALLER)
        except CallOver:
            self._stop([telephone, *others])
            raise
        self._rang(telephone, telephone.seconds, telephone.result)
        if telephone.result != "answered":
            return RingOutcome(telephone.result, telephone.sid)
        return self._picked_up(telephone, others)

    def _wait(self, until: float) -> None:
        """Telephones that ring together share the time they ring."""
        before = self.call.clock.elapsed
        try:
            self.call.spend(max(until - self.rung, 0.0))
        finally:
            self.rung += self.call.clock.elapsed - before

    def _rang(self, telephone: Ringing, seconds: float, result: RingResult) -> None:
        caller_id, assumed = self.terms.caller_id, telephone.leg.assumed
        rang = Rang(telephone.noun.text, round(seconds, 1), result, caller_id, assumed)
        self.call.emit(rang, self.began)

    def _stop(self, telephones: Sequence[Ringing]) -> None:
        for telephone in telephones:
            self._rang(telephone, self.rung, "canceled")

    def _picked_up(self, telephone: Ringing, others: Sequence[Ringing]) -> RingOutcome:
        """Who is not joined shows as completed, not bridged."""
        began = self.call.clock.elapsed
        screening = Screening(self.call, self._callee(telephone), telephone.leg)
        accepted = screening.run(telephone.noun, self.document)
        screened = self.call.clock.elapsed - began
        self.rung += screened
        if accepted is None:
            return RingOutcome("completed", telephone.sid, screened)
        self._stop(others)
        return self._talk(telephone, accepted.confirmed)

    def _callee(self, telephone: Ringing) -> Identity:
        caller, number = self.call.identity, telephone.noun.text
        return Identity(
            telephone.sid,
            caller.account,
            self.terms.caller_id,
            number,
            direction="outbound-dial",
            parent=caller.sid,
        )

    def _talk(self, telephone: Ringing, confirmed: bool) -> RingOutcome:
        self.call.answer()
        wanted = min(telephone.leg.seconds, self.terms.time_limit)
        length = min(wanted, self.call.patience_left())
        self.talking = RingOutcome("completed", telephone.sid, length, bridged=True)
        self.call.emit(Talked(telephone.noun.text, length, confirmed))
        self.call.spend(length)
        return self.talking
