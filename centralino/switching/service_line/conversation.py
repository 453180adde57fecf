"""The conversation: a known telephone, an office, its PIN, and then what it wants switched."""

from collections.abc import Callable
from dataclasses import replace

import structlog

from centralino.calls.call import Call
from centralino.calls.call_state import MOST_HOPS
from centralino.calls.caller_input import CallerInput
from centralino.calls.line_state import MOST_TRIES, UNLOCKED, LinePart, LineState
from centralino.flows.flow import Flow
from centralino.flows.step import Step
from centralino.loading.organisation import Organisation
from centralino.switching.desk import Desk
from centralino.switching.pins import Pins, PinVerdict
from centralino.switching.service_line.acts import Acts
from centralino.switching.service_line.intruders import note_refusal, note_replay
from centralino.switching.service_line.line_turn import LineTurn
from centralino.switching.service_line.spoken_document import SpokenDocument, menu

SHORTEST_SUFFIX = 2
log = structlog.get_logger(__name__)


class ServiceLine:
    """Answers for one service line. Raises SQLAlchemyError, and then nothing has changed."""

    def __init__(
        self, line: Flow, house: Organisation, desk: Desk, pins: Pins, base: str = ""
    ) -> None:
        self._line = line
        self._house = house
        self._desk = desk
        self._pins = pins
        self._base = base
        self._acts = Acts(desk)
        self._parts: dict[LinePart, Callable[[LineTurn], str]] = {
            LinePart.ARRIVAL: self._arrives,
            LinePart.OFFICE: self._office,
            LinePart.PIN: self._pin,
        }

    def answer(self, call: Call, place: LineState, given: CallerInput) -> str:
        """TwiML for what a caller did at a place. Nobody passes who may not call, PIN or not."""
        say = SpokenDocument(self._line, self._base, call.now)
        turn = LineTurn(call, place, given, say)
        if not self._may_call(call.caller):
            return self._refuse(turn)
        if given.hung_up or place.hops >= MOST_HOPS:
            return say.hang_up()
        if place.part not in UNLOCKED:
            return self._parts[place.part](turn)
        office = self._offices().get(place.office)
        if office is None:
            return say.hang_up()
        return self._acts.answer(turn, office)

    def failed(self, call: Call) -> str:
        """For when the database is away."""
        return SpokenDocument(self._line, self._base, call.now).say("failed").hang_up()

    def _arrives(self, turn: LineTurn) -> str:
        offices = list(self._offices())
        if len(offices) == 1:
            return self._ask_pin(turn, offices[0])
        return turn.say.ask("ask_office", turn.place.at(LinePart.OFFICE))

    def _office(self, turn: LineTurn) -> str:
        """The last digits that were entered name one office, or the caller is asked again."""
        digits = turn.given.digits
        found = [slug for slug in self._offices() if digits and slug.endswith(digits)]
        exact = [slug for slug in found if slug == digits]
        found = exact or found
        if len(found) == 1 and len(digits) >= SHORTEST_SUFFIX:
            return self._ask_pin(turn, found[0])
        if digits:
            turn.say.say("several_offices" if len(found) > 1 else "unknown_office")
        return self._again(turn, "ask_office")

    def _ask_pin(self, turn: LineTurn, slug: str) -> str:
        office = self._offices()[slug]
        self._pins.asked(slug, turn.hand)
        place = turn.place.at(LinePart.PIN, office=slug)
        return turn.say.ask("ask_pin", place, office=_name(office, turn.say.language))

    def _pin(self, turn: LineTurn) -> str:
        office = self._offices().get(turn.place.office)
        if office is None or not self._may_switch(office, turn.call.caller):
            return self._refuse(turn)
        if not turn.given.digits:
            return self._again(turn, "ask_pin", office=_name(office, turn.say.language))
        verdict = self._pins.try_one(office.slug, turn.given.digits, turn.hand)
        if verdict is PinVerdict.RIGHT:
            self._acts.tell_state(turn, office)
            return menu(turn.say, turn.place)
        sid = turn.call.sid
        log.warning("service line not unlocked", call_sid=sid, number=office.slug, why=verdict.name)
        if verdict is PinVerdict.WRONG:
            turn.say.say("wrong_pin")
            return self._again(turn, "ask_pin", office=_name(office, turn.say.language))
        if verdict is PinVerdict.REPLAYED:
            note_replay(self._desk, turn.hand)
        return turn.say.say("locked").hang_up()

    def _again(self, turn: LineTurn, question: str, *, office: str = "") -> str:
        tries = turn.place.tries + 1
        if tries >= MOST_TRIES:
            return turn.say.hang_up()
        return turn.say.ask(question, replace(turn.place, tries=tries), office=office)

    def _refuse(self, turn: LineTurn) -> str:
        line, sid = self._line.slug, turn.call.sid
        log.warning("service line called by a telephone that may not", call_sid=sid, line=line)
        note_refusal(self._desk, self._line.slug, turn.hand)
        return turn.say.say("not_allowed").hang_up()

    def _offices(self) -> dict[str, Flow]:
        """The numbers that can be switched from here, by slug."""
        flows = self._house.flows.items()
        return {
            slug: flow for slug, flow in flows if self._step.switches(flow) and not flow.is_service
        }

    def _may_call(self, caller: str | None) -> bool:
        return any(self._may_switch(office, caller) for office in self._offices().values())

    def _may_switch(self, office: Flow, caller: str | None) -> bool:
        return self._step.admits(caller, office)

    @property
    def _step(self) -> Step:
        return self._line.steps[self._line.start]


def _name(office: Flow, language: str) -> str:
    return office.office.get(language) or next(iter(office.office.values()))
