"""How long things take, in seconds: estimates, good enough to read a transcript by."""

from centralino.calls import outcomes

CHARACTERS_A_SECOND = 14.0
PLAYED = 5.0  # the audio itself is not listened to
KEY = 1.0
END_OF_SPEECH = 1.0
BEEP = 1.0

RINGS: dict[str, float] = {
    outcomes.BUSY: 2.0,
    outcomes.FAILED: 1.0,
    outcomes.CANCELED: 5.0,
    outcomes.ANSWERED: 8.0,
    outcomes.UNCONFIRMED: 20.0,  # a mobile's own voicemail picks up late
    "hangup": 10.0,
}
"""Until the result is known; with no answer, a telephone rings as long as it is let."""

CONVERSATION = 60.0
MESSAGE = 10.0


def speech(text: str) -> float:
    return len(text) / CHARACTERS_A_SECOND
