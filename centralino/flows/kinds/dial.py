"""`dial`: one telephone after the other, or all at once, until somebody answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.calls.outcomes import (
    COMPLETED,
    FAILED,
    NO_ANSWER,
    PICKED_UP,
    UNCONFIRMED,
    UNREACHED,
)
from centralino.core import numbers
from centralino.core.input_errors import InputIssue, input_error
from centralino.core.texts import _
from centralino.fields.legs import (
    CALLED,
    CALLING,
    LONGEST_RING,
    MOST_AT_ONCE,
    SHORTEST_RING,
    TWILIO_ADDS,
    CallerId,
    Leg,
    Legs,
    Order,
)
from centralino.fields.schema_forms import AlsoWritten
from centralino.fields.values import Duration, PromptOrSwitch, Word
from centralino.flows import screening
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import INFORMATION, Step, hang_up, leave
from centralino.flows.step_facts import Exit, Telephones
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt
from centralino.languages.registry import find_language
from centralino.languages.step_words import in_each_language, titles_of

OFFICE = "office"
NOBODY = in_each_language("nobody")


def read_legs(value: object) -> object:
    return None if value == OFFICE else value


class Dial(Step):
    """Rings telephones. A conversation ends the call; when nobody answers it goes `otherwise`."""

    kind: ClassVar[str] = "dial"
    about: ClassVar[str] = "one or several numbers, or `office`: those of the number's `ring`"
    titles: ClassVar[Mapping[str, str]] = titles_of("dial")
    ends: ClassVar[Ending | None] = Ending.CONVERSATION
    parts: ClassVar[tuple[str, ...]] = ("", *screening.PARTS)
    results: ClassVar[tuple[str, ...]] = (COMPLETED, UNCONFIRMED, *UNREACHED)
    leads: ClassVar[tuple[str, ...]] = ("otherwise",)

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
            raise input_error(
                _("at most {most} numbers can ring all at once", most=MOST_AT_ONCE),
                "dial",
            )
        return self

    def enter(self, turn: Turn) -> Move:
        legs = self.legs(turn)
        if not legs:
            return Go(self.otherwise)
        turn.call_state = replace(turn.call_state, leg=0, since=int(turn.now.timestamp()))
        return self._ring(turn, legs)

    def take(self, turn: Turn, given: CallerInput) -> Move:
        legs = self.legs(turn)
        if given.part in screening.PARTS:
            return screening.take(turn, given, self.whisper)
        self._remember(turn, legs, given)
        if given.was_a_conversation:
            return hang_up(turn, Ending.CONVERSATION)
        if given.hung_up:
            return leave(turn)
        if self.order == "all at once":
            return Go(self.otherwise)
        turn.call_state = replace(turn.call_state, leg=turn.call_state.leg + 1)
        return self._ring(turn, legs)

    def takes(self, given: CallerInput) -> bool:
        return True

    def legs(self, turn: Turn) -> Sequence[Leg]:
        """The telephones of this call, in the order in which they ring."""
        legs = self.telephones(turn.number).legs
        if self.order in ("rotating", "random") and len(legs) > 1:
            return turn.in_order(legs, self.order)
        return legs

    def telephones(self, number: VirtualNumber) -> Telephones:
        of_number = self.dial is None
        return Telephones(
            legs=number.ring if self.dial is None else self.dial,
            place=("ring",) if of_number else ("dial",),
            of_number=of_number,
            one_by_one=self.order != "all at once",
            cap=self.cap,
        )

    def misfits(self, number: VirtualNumber) -> Iterator[InputIssue]:
        """Too many of the number's own telephones; those of a list are told of by themselves."""
        if self.dial is None and self.order == "all at once" and len(number.ring) > MOST_AT_ONCE:
            yield InputIssue(
                _("at most {most} numbers can ring all at once", most=MOST_AT_ONCE),
                ("order",),
            )

    def asks_to_confirm(self, leg: Leg, turn: Turn) -> bool:
        wishes = (leg.confirm, self.confirm, turn.number.confirm)
        return next((wish for wish in wishes if wish is not None), False)

    def exits(self) -> Iterator[Exit]:
        yield Exit("otherwise", self.otherwise, ("otherwise",), NOBODY)

    def title(self, number: VirtualNumber, language: str) -> str:
        """One telephone rings, several ring."""
        alone = len(self.telephones(number).legs) == 1
        return (
            find_language(language).steps["rings alone"]
            if alone
            else super().title(number, language)
        )

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        legs = self.telephones(number).legs
        if len(legs) > 1:
            yield find_language(language).steps[self.order]
        for leg in legs:
            told = numbers.format_number(leg.number).replace(" ", "\N{NO-BREAK SPACE}")
            yield f"{leg.name}, {told}" if leg.name else told

    def caller_ids(self) -> Iterator[str]:
        if self.caller_id not in (None, CALLED, CALLING):
            yield str(self.caller_id)

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        yield CallerInput(dial_status=COMPLETED, bridged=True)
        yield from (CallerInput(dial_status=status) for status in UNREACHED)
        yield CallerInput(dial_status=COMPLETED, bridged=False)
        yield CallerInput(dial_status=NO_ANSWER, hung_up=True)

    def asides(self, turn: Turn) -> Iterator[CallerInput]:
        yield from (CallerInput(part=part) for part in screening.PARTS)
        yield CallerInput(part="accept", digits=screening.ACCEPTING_KEY)

    def _ring(self, turn: Turn, legs: Sequence[Leg]) -> Move:
        """Ring the next telephone, or all; go on when none is left or the hunt's time is up."""
        place = turn.call_state.leg
        if place >= len(legs):
            return Go(self.otherwise)
        ringing = legs if self.order == "all at once" else legs[place : place + 1]
        timeout = self._timeout(turn, ringing)
        if timeout < SHORTEST_RING:
            return Go(self.otherwise)
        if place and self.progress:
            turn.say_around("progress" if self.progress is True else self.progress)
        turn.ring_for_the_caller()
        self._dial(turn, ringing, timeout)
        return WAIT

    def _timeout(self, turn: Turn, ringing: Sequence[Leg]) -> int:
        """Seconds to ring, so that even a leg that is screened at the last moment ends in time."""
        spent = int(turn.now.timestamp()) - turn.call_state.since
        screened = any(self._is_screened(leg, turn) for leg in ringing)
        reserve = TWILIO_ADDS + (screening.SECONDS if screened else 0)
        longest = max(leg.ring or self.ring for leg in ringing)
        if turn.call_state.leg == 0:
            return max(SHORTEST_RING, min(longest, self.cap - reserve))
        return min(longest, self.cap - max(spent, 0) - reserve)

    def _dial(self, turn: Turn, ringing: Sequence[Leg], timeout: int) -> None:
        dial = turn.response.dial(
            action=turn.url(),
            method="POST",
            timeout=timeout,
            caller_id=self._shown(turn),
            answer_on_bridge=True,
        )
        for leg in ringing:
            dial.number(leg.number, **self._whispered(leg, turn))

    def _shown(self, turn: Turn) -> str:
        """What the telephone shows, of what Twilio takes (twilio.com/docs/api/errors/13214).

        That is the number that was called, and not the present flow's: after a jump they differ,
        and the account need not own that one. A withheld number can fail the call: as `number`.
        """
        wish = self.caller_id or turn.number.caller_id
        if wish == CALLING:
            return turn.caller or turn.called
        return turn.called if wish == CALLED else wish

    def _is_screened(self, leg: Leg, turn: Turn) -> bool:
        return bool(self.whisper) or self.asks_to_confirm(leg, turn)

    def _whispered(self, leg: Leg, turn: Turn) -> dict[str, str]:
        if not self._is_screened(leg, turn):
            return {}
        part = "screen" if self.asks_to_confirm(leg, turn) else "whisper"
        return {"url": turn.url(part, caller=turn.caller or ""), "method": "POST"}

    def _remember(self, turn: Turn, legs: Sequence[Leg], given: CallerInput) -> None:
        """`busy@0577235020`; when all rang at once, who was busy is not told by Twilio."""
        outcome = outcome_of(given)
        one = self.order != "all at once" and turn.call_state.leg < len(legs)
        tried = f"{outcome}@{legs[turn.call_state.leg].slug}" if one else outcome
        turn.remember(tried)
        if outcome == FAILED:
            turn.failures.append(tried)


def outcome_of(given: CallerInput) -> str:
    """In one of Twilio's words, or `unconfirmed`; an undocumented word is `failed`."""
    if given.was_a_conversation:
        return COMPLETED
    if given.dial_status in PICKED_UP:
        return UNCONFIRMED
    return given.dial_status if given.dial_status in UNREACHED else FAILED
