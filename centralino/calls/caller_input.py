"""The caller's or a telephone's answer, as a webhook brings it back to the step that asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from centralino.calls import outcomes

MOST = 40  # characters of what is a word or a SID; inputs are kept with the answers to them
SHORTEST_MESSAGE = 2  # seconds; below it a message is a breath, or the click of a receiver
_RECORDING = re.compile(r"/Recordings/(RE[0-9a-fA-F]{32})(?:\.\w{1,8})?\Z", re.ASCII)


@dataclass(frozen=True)
class CallerInput:
    """`part` says which of a step's questions this answers, in the words of its kind.

    `dial_status` is Twilio's exact word. `bridged` is None where Twilio did not say.
    `seconds` is the length of a recording.
    """

    part: str = ""
    digits: str = ""
    speech: str = ""
    dial_status: str = ""
    bridged: bool | None = None
    recording: str = ""
    seconds: int | None = None
    hung_up: bool = False

    @classmethod
    def read(cls, form: Mapping[str, str], part: str = "") -> Self:
        """From a webhook's parameters (twilio.com/docs/voice/twiml: gather, dial, record)."""
        digits = form.get("Digits", "")
        return cls(
            part=part[:MOST],
            digits="" if digits == "hangup" else digits[:MOST],
            speech=form.get("SpeechResult", "")[:500],
            dial_status=form.get("DialCallStatus", "")[:MOST],
            bridged={"true": True, "false": False}.get(form.get("DialBridged", "")),
            recording=recording_of(form)[:MOST],
            seconds=_seconds(form.get("RecordingDuration", "")),
            hung_up=digits == "hangup" or form.get("CallStatus") == outcomes.COMPLETED,
        )

    @property
    def is_the_callers(self) -> bool:
        """The caller did something: pressed a key, spoke, hung up."""
        said = self.recording and self.seconds
        return bool(self.digits or self.speech or self.hung_up or said)

    @property
    def was_a_conversation(self) -> bool:
        """A callee spoke with the caller.

        `completed` (`answered` for a conference) with DialBridged=false is a callee that hung up
        while being screened (twilio.com/docs/voice/twiml/dial#dialbridged).
        """
        return self.bridged is True or (
            self.dial_status in outcomes.PICKED_UP and self.bridged is not False
        )


def is_too_short(seconds: int | None) -> bool:
    """Whether a recording holds no message. A length that is not known counts as one."""
    return seconds is not None and seconds < SHORTEST_MESSAGE


def recording_of(form: Mapping[str, str]) -> str:
    """A recording's SID, from its URL where it is not named: of the URL nothing else is used.

    Record's `action` documents RecordingUrl and no RecordingSid
    (twilio.com/docs/voice/twiml/record#attributes-action).
    """
    named = form.get("RecordingSid", "")
    found = None if named else _RECORDING.search(form.get("RecordingUrl", "").partition("?")[0])
    return found[1] if found else named


def _seconds(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


NOTHING = CallerInput()
