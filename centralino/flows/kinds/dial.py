"""`dial`: one telephone after the other, or all at once, until somebody answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from centralino.calls.call_log import Ending
from centralino.calls.caller_input import Part, Reply
from centralino.core import numbers
from centralino.core.input_errors import misfit
from centralino.fields.legs import (
    CALLED,
    CALLING,
    LONGEST_RING,
    MOST_AT_ONCE,
    SHORTEST_RING,
    CallerId,
    Leg,
    Legs,
)
from centralino.fields.ringing_order import Order
from centralino.fields.values import AlsoWritten, Duration, PromptOrSwitch, Word
from centralino.flows import screening
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.step import INFORMATION, Exit, Step, hang_up, leave
from centralino.flows.turn import Visit
from centralino.languages.prompts import Prompt

if TYPE_CHECKING:
    from centralino.flows.flow import Flow

TWILIO_ADDS = 5  # seconds, to every timeout: twilio.com/docs/voice/twiml/dial#timeout
OFFICE = "office"
UNREACHED = ("busy", "no-answer", "failed", "canceled")
NOBODY = {"it": "non risponde nessuno", "en": "nobody answers"}
ORDERS = {
    "in sequence": {"it": "uno dopo l'altro", "en": "one after the other"},
    "all at once": {"it": "tutti insieme", "en": "all at once"},
    "rotating": {"it": "a rotazione", "en": "in rotation"},
    "random": {"it": "in ordine casuale", "en": "in random order"},
}


def read_legs(value: object) -> object:
    return None if value == OFFICE else value


class Dial(Step):
    """Rings telephones. A conversation ends the call; when nobody answers it goes `otherwise`."""

    kind: ClassVar[str] = "dial"
    about: ClassVar[str] = "one or several numbers, or `office`: those of the number's `ring`"
    titles: ClassVar[Mapping[str, str]] = {"it": "Squillano", "en": "Ring"}
    ends: ClassVar[Ending | None] = Ending.CONVERSATION

    dial: Annotated[Legs | None, BeforeValidator(read_legs), AlsoWritten({"const": OFFICE})]
    order: Order = "in sequence"
    ring: Duration = Field(20, ge=SHORTEST_RING, le=LONGEST_RING)
    cap: Duration = Field(180, ge=10, le=3600, description="The whole hunt ends within it.")
    confirm: bool | None = Field(None, description="Whoever picks up presses 1.")
    whisper: PromptOrSwitch | None = Field(None, description="Told to whoever picks up.")
    caller_id: CallerId | None = None
    progress: PromptOrSwitch | None = Field(None, description="Told to the caller between numbers.")
    otherwise: Word = INFORMATION

    @model_validator(mode="after")
    def _not_too_many_at_once(self) -> "Dial":
        if self.order == "all at once" and len(self.dial or ()) > MOST_AT_ONCE:
            raise misfit(f"at most {MOST_AT_ONCE} numbers can ring all at once", "dial")
        return self

    def enter(self, visit: Visit) -> Move:
        legs = self.legs(visit)
        if not legs:
            return Go(self.otherwise)
        visit.memory = replace(visit.memory, leg=0, since=int(visit.now.timestamp()))
        return self._ring(visit, legs)

    def answer(self, visit: Visit, reply: Reply) -> Move:
        legs = self.legs(visit)
        if reply.part in screening.PARTS:
            return screening.answer(visit, reply, self.whisper)
        self._remember(visit, legs, reply)
        if reply.was_a_conversation:
            return hang_up(visit, Ending.CONVERSATION)
        if reply.hung_up:
            return leave(visit)
        if self.order == "all at once":
            return Go(self.otherwise)
        visit.memory = replace(visit.memory, leg=visit.memory.leg + 1)
        return self._ring(visit, legs)

    def legs(self, visit: Visit) -> Sequence[Leg]:
        """The telephones of this call, in the order in which they ring."""
        legs = visit.flow.ring if self.dial is None else self.dial
        if self.order in ("rotating", "random") and len(legs) > 1:
            return visit.in_order(legs, self.order)
        return legs

    def asks_to_confirm(self, leg: Leg, visit: Visit) -> bool:
        wishes = (leg.confirm, self.confirm, visit.flow.confirm)
        return next((wish for wish in wishes if wish is not None), False)

    def exits(self) -> Iterator[Exit]:
        yield Exit("otherwise", self.otherwise, ("otherwise",), NOBODY)

    def brief(self, flow: "Flow", language: str) -> Iterator[Prompt | str]:
        legs = flow.ring if self.dial is None else self.dial
        if len(legs) > 1:
            yield ORDERS[self.order][language]
        for leg in legs:
            number = numbers.formatted(leg.number).replace(" ", "\N{NO-BREAK SPACE}")
            yield f"{leg.name}, {number}" if leg.name else number

    def caller_ids(self) -> Iterator[str]:
        if self.caller_id not in (None, CALLED, CALLING):
            yield str(self.caller_id)

    def replies(self, visit: Visit) -> Iterator[Reply]:
        yield Reply(dial_status="completed", bridged=True)
        yield from (Reply(dial_status=status) for status in UNREACHED)
        yield Reply(dial_status="completed", bridged=False)
        yield Reply(dial_status="no-answer", hung_up=True)

    def asides(self, visit: Visit) -> Iterator[Reply]:
        yield from (Reply(part=part) for part in screening.PARTS)
        yield Reply(part="accept", digits=screening.ACCEPTING_KEY)

    def _ring(self, visit: Visit, legs: Sequence[Leg]) -> Move:
        """Ring the next telephone, or all; go on when none is left or the hunt's time is up."""
        place = visit.memory.leg
        if place >= len(legs):
            return Go(self.otherwise)
        ringing = legs if self.order == "all at once" else legs[place : place + 1]
        timeout = self._timeout(visit, ringing)
        if timeout < SHORTEST_RING:
            return Go(self.otherwise)
        if place and self.progress:
            visit.say("progress" if self.progress is True else self.progress)
        self._dial(visit, ringing, timeout)
        return WAIT

    def _timeout(self, visit: Visit, ringing: Sequence[Leg]) -> int:
        """Seconds to ring, so that even a leg that is screened at the last moment ends in time."""
        spent = int(visit.now.timestamp()) - visit.memory.since
        screened = any(self._is_screened(leg, visit) for leg in ringing)
        reserve = TWILIO_ADDS + (screening.SECONDS if screened else 0)
        longest = max(leg.ring or self.ring for leg in ringing)
        if visit.memory.leg == 0:
            return max(SHORTEST_RING, min(longest, self.cap - reserve))
        return min(longest, self.cap - max(spent, 0) - reserve)

    def _dial(self, visit: Visit, ringing: Sequence[Leg], timeout: int) -> None:
        dial = visit.response.dial(
            action=visit.url(),
            method="POST",
            timeout=timeout,
            caller_id=self._shown(visit),
            answer_on_bridge=True,
        )
        for leg in ringing:
            dial.number(leg.number, **self._whispered(leg, visit))

    def _shown(self, visit: Visit) -> str:
        """What the telephone shows, of what Twilio takes (twilio.com/docs/api/errors/13214).

        That is the number that was called, and not the present flow's: after a jump they differ,
        and the account need not own that one. A withheld number can fail the call: as `number`.
        """
        wish = self.caller_id or visit.flow.caller_id
        if wish == CALLING:
            return visit.caller or visit.called
        return visit.called if wish == CALLED else wish

    def _is_screened(self, leg: Leg, visit: Visit) -> bool:
        return bool(self.whisper) or self.asks_to_confirm(leg, visit)

    def _whispered(self, leg: Leg, visit: Visit) -> dict[str, str]:
        if not self._is_screened(leg, visit):
            return {}
        part: Part = "screen" if self.asks_to_confirm(leg, visit) else "whisper"
        return {"url": visit.url(part, caller=visit.caller or ""), "method": "POST"}

    def _remember(self, visit: Visit, legs: Sequence[Leg], reply: Reply) -> None:
        """`busy@0577235020`; when all rang at once, who was busy is not told by Twilio."""
        outcome = outcome_of(reply)
        one = self.order != "all at once" and visit.memory.leg < len(legs)
        tried = f"{outcome}@{legs[visit.memory.leg].slug}" if one else outcome
        visit.remember(tried)
        if outcome == "failed":
            visit.failures.append(tried)


def outcome_of(reply: Reply) -> str:
    """In one of Twilio's words, or `unconfirmed`; an undocumented word is `failed`."""
    if reply.was_a_conversation:
        return "completed"
    if reply.dial_status in ("completed", "answered"):
        return "unconfirmed"
    return reply.dial_status if reply.dial_status in UNREACHED else "failed"
