"""How long things take, in seconds: estimates, good enough to read a transcript by."""

CHARACTERS_A_SECOND = 14.0
PLAYED = 5.0  # the audio itself is not listened to
KEY = 1.0
END_OF_SPEECH = 1.0
BEEP = 1.0

RINGS = {
    "busy": 2.0,
    "failed": 1.0,
    "canceled": 5.0,
    "answered": 8.0,
    "unconfirmed": 20.0,  # a mobile's own voicemail picks up late
    "hangup": 10.0,
}
"""Until the result is known; with no answer, a telephone rings as long as it is let."""

CONVERSATION = 60.0
MESSAGE = 10.0


def speech(text: str) -> float:
    return len(text) / CHARACTERS_A_SECOND
