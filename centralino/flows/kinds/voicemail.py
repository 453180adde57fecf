"""`voicemail`: a greeting, the beep, a message, a receipt."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from centralino.calls.caller_input import SHORTEST_MESSAGE, CallerInput, is_too_short
from centralino.calls.ending import Ending
from centralino.calls.reference import reference
from centralino.core.addresses import shown
from centralino.core.texts import N_, _
from centralino.fields.values import (
    Addresses,
    Duration,
    PromptField,
    PromptOrSwitch,
    Word,
    read_addresses,
)
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import GOODBYE, Step, leave
from centralino.flows.step_facts import Exit, Flaw
from centralino.flows.turn import Turn
from centralino.languages import words
from centralino.languages.prompts import Prompt
from centralino.languages.step_words import in_each_language, titles_of

OFFICE = "office"
LONGEST = 3600  # seconds; twilio.com/docs/voice/twiml/record#maxlength
EMPTY = in_each_language("no message")


def read_recipients(value: object) -> tuple[str, ...] | None:
    """Addresses; None, for `office` or nothing, means the number's own. Raises InputError."""
    return None if value is None or value == OFFICE else read_addresses(value)


class Voicemail(Step):
    """Takes a message. Without anybody to send it to, it gives information instead."""

    kind: ClassVar[str] = "voicemail"
    about: ClassVar[str] = "one or several addresses, or `office`: the number's `email`"
    titles: ClassVar[Mapping[str, str]] = titles_of("voicemail")
    ends: ClassVar[Ending | None] = Ending.VOICEMAIL
    parts: ClassVar[tuple[str, ...]] = ("", "silence")
    leads: ClassVar[tuple[str, ...]] = ("then", "empty")
    rules: ClassVar[Mapping[str, str]] = {"CE007": N_("voicemail has no recipient")}

    voicemail: Annotated[Addresses | None, BeforeValidator(read_recipients)]
    greeting: PromptField | None = None
    max: Duration = Field(180, ge=SHORTEST_MESSAGE, le=LONGEST)
    silence: Duration = Field(5, ge=1, le=60, description="So much silence ends the message.")
    beep: bool = True
    receipt: PromptOrSwitch = True
    then: Word = GOODBYE
    empty: Word | None = Field(None, description="Where a caller goes who left no message.")

    def enter(self, turn: Turn) -> Move:
        recipients = self.recipients(turn.number)
        if not recipients:
            turn.say("information")
            return Go(GOODBYE)
        if turn.number.recording_notice:
            turn.say("recorded")
        turn.say_around(self.greeting or "greeting")
        turn.response.record(
            action=turn.url(),
            method="POST",
            timeout=self.silence,
            max_length=self.max,
            finish_on_key="#",
            play_beep=self.beep,
            trim="trim-silence",
            recording_status_callback=turn.recordings_url(recipients),
            recording_status_callback_method="POST",
            recording_status_callback_event="completed absent",
        )
        turn.response.redirect(turn.url("silence"), method="POST")
        return WAIT

    def take(self, turn: Turn, given: CallerInput) -> Move:
        if self.is_empty(given):
            turn.remember("empty")
            if given.hung_up:
                return leave(turn)
            turn.say("empty")
            return Go(self.empty or self.then)
        turn.remember("message")
        turn.settled = Ending.VOICEMAIL
        if given.hung_up:
            return leave(turn)
        self._thank(turn, given)
        return Go(self.then)

    def recipients(self, number: VirtualNumber) -> tuple[str, ...]:
        return number.addresses if self.voicemail is None else self.voicemail

    def is_empty(self, given: CallerInput) -> bool:
        return not given.recording or is_too_short(given.seconds)

    def exits(self) -> Iterator[Exit]:
        yield Exit("then", self.then, ("then",), onward=True)
        if self.empty is not None:
            yield Exit("empty", self.empty, ("empty",), EMPTY)

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        yield from map(shown, self.recipients(number))

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        recording = "RE" + "0" * 32
        yield CallerInput(recording=recording, seconds=SHORTEST_MESSAGE)
        yield CallerInput(recording=recording, seconds=SHORTEST_MESSAGE, hung_up=True)
        yield CallerInput(recording=recording, seconds=0)
        yield CallerInput(recording=recording, seconds=0, hung_up=True)
        yield CallerInput(part="silence")

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        if not self.recipients(number):
            message = _("no message is taken here: there is nobody to send it to")
            hint = _("give the number an `email`, or this step an address")
            yield Flaw("CE007", ("voicemail",), message, hint)

    def _thank(self, turn: Turn, given: CallerInput) -> None:
        if self.receipt is False:
            return
        turn.personal = True
        spoken = words.speak_digits(reference(given.recording), turn.language)
        prompt = self.receipt if isinstance(self.receipt, Prompt) else "receipt"
        turn.say(prompt, reference=spoken)
