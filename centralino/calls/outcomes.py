"""How it comes out to ring a telephone: Twilio's words, and one of our own."""

from typing import Literal, get_args

Unreached = Literal["busy", "no-answer", "failed", "canceled"]
Outcome = Literal[Unreached, "completed", "unconfirmed"]

BUSY: Unreached = "busy"
NO_ANSWER: Unreached = "no-answer"
FAILED: Unreached = "failed"
CANCELED: Unreached = "canceled"
COMPLETED: Outcome = "completed"
UNCONFIRMED: Outcome = "unconfirmed"  # ours: Twilio's `completed`, and nobody spoke with the caller
ANSWERED = "answered"  # Twilio's word for `completed`, where a telephone joins a conference

UNREACHED: tuple[Unreached, ...] = get_args(Unreached)
PICKED_UP = (COMPLETED, ANSWERED)
"""What Twilio says of a telephone that was picked up, whoever did."""
OVER = (COMPLETED, *UNREACHED)
"""What Twilio says of a call that has ended."""
