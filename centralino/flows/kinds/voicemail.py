"""`voicemail`: a greeting, the beep, a message, a receipt."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BeforeValidator, Field

from centralino.calls.call_log import Ending
from centralino.calls.caller_input import SHORTEST_MESSAGE, Reply, is_too_short
from centralino.calls.reference import reference
from centralino.fields.values import (
    Duration,
    Emails,
    PromptField,
    PromptOrSwitch,
    Word,
    read_emails,
)
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.step import GOODBYE, Exit, Step, leave
from centralino.flows.turn import Visit
from centralino.languages import words
from centralino.languages.prompts import Prompt

if TYPE_CHECKING:
    from centralino.flows.flow import Flow

OFFICE = "office"
LONGEST = 3600  # seconds; twilio.com/docs/voice/twiml/record#maxlength
EMPTY = {"it": "nessun messaggio", "en": "no message left"}


def read_recipients(value: object) -> tuple[str, ...] | None:
    """Addresses; None, for `office` or nothing, means the number's own. Raises MisfitError."""
    return None if value is None or value == OFFICE else read_emails(value)


class Voicemail(Step):
    """Takes a message. Without anybody to send it to, it gives information instead."""

    kind: ClassVar[str] = "voicemail"
    about: ClassVar[str] = "one or several addresses, or `office`: the number's `email`"
    titles: ClassVar[Mapping[str, str]] = {"it": "Segreteria", "en": "Voicemail"}
    ends: ClassVar[Ending | None] = Ending.VOICEMAIL

    voicemail: Annotated[Emails | None, BeforeValidator(read_recipients)]
    greeting: PromptField | None = None
    max: Duration = Field(180, ge=SHORTEST_MESSAGE, le=LONGEST)
    silence: Duration = Field(5, ge=1, le=60, description="So much silence ends the message.")
    beep: bool = True
    receipt: PromptOrSwitch = True
    then: Word = GOODBYE
    empty: Word | None = Field(None, description="Where a caller goes who left no message.")

    def enter(self, visit: Visit) -> Move:
        recipients = self.recipients(visit)
        if not recipients:
            visit.say("information")
            return Go(GOODBYE)
        if visit.flow.recording_notice:
            visit.say("recorded")
        visit.say(self.greeting or "greeting")
        visit.response.record(
            action=visit.url(),
            method="POST",
            timeout=self.silence,
            max_length=self.max,
            finish_on_key="#",
            play_beep=self.beep,
            trim="trim-silence",
            recording_status_callback=visit.recordings_url(recipients),
            recording_status_callback_method="POST",
            recording_status_callback_event="completed absent",
        )
        visit.response.redirect(visit.url("silence"), method="POST")
        return WAIT

    def answer(self, visit: Visit, reply: Reply) -> Move:
        if self.is_empty(reply):
            visit.remember("empty")
            if reply.hung_up:
                return leave(visit)
            visit.say("empty")
            return Go(self.empty or self.then)
        visit.remember("message")
        visit.settled = Ending.VOICEMAIL
        if reply.hung_up:
            return leave(visit)
        self._thank(visit, reply)
        return Go(self.then)

    def recipients(self, visit: Visit) -> tuple[str, ...]:
        return visit.flow.addresses if self.voicemail is None else self.voicemail

    def is_empty(self, reply: Reply) -> bool:
        return not reply.recording or is_too_short(reply.seconds)

    def exits(self) -> Iterator[Exit]:
        yield Exit("then", self.then, ("then",))
        if self.empty is not None:
            yield Exit("empty", self.empty, ("empty",), EMPTY)

    def brief(self, flow: "Flow", language: str) -> Iterator[Prompt | str]:
        yield from flow.addresses if self.voicemail is None else self.voicemail

    def replies(self, visit: Visit) -> Iterator[Reply]:
        recording = "RE" + "0" * 32
        yield Reply(recording=recording, seconds=SHORTEST_MESSAGE)
        yield Reply(recording=recording, seconds=SHORTEST_MESSAGE, hung_up=True)
        yield Reply(recording=recording, seconds=0)
        yield Reply(recording=recording, seconds=0, hung_up=True)
        yield Reply(part="silence")

    def _thank(self, visit: Visit, reply: Reply) -> None:
        if self.receipt is False:
            return
        visit.personal = True
        spoken = words.digits(reference(reply.recording), visit.language)
        prompt = self.receipt if isinstance(self.receipt, Prompt) else "receipt"
        visit.say(prompt, reference=spoken)
