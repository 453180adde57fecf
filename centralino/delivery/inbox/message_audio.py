"""The audio of a voicemail for whoever listens to it on a page: from Twilio, bounded in all."""

import math
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from threading import BoundedSemaphore

import structlog

from centralino.store.models import AudioState, Recording
from centralino.twilio import account_recordings
from centralino.twilio.account_recordings import TooLargeError
from centralino.twilio.api import Account
from centralino.twilio.errors import AccountError

LARGEST = 16_000_000  # bytes: an hour
LONGEST = 15.0  # seconds until it is here
SILENCE = (3.0, 5.0)  # seconds to connect, and between two pieces of it
RATE = 8000  # samples a second, as on the telephone
NOTES = (523.25, 659.25, 783.99)  # C, E and G
EACH = 0.4  # seconds
log = structlog.get_logger(__name__)


class Unheard(Enum):
    """Why there is nothing to hear."""

    GONE = "gone"
    AWAY = "away"
    BUSY = "busy"
    LARGE = "large"
    ENCRYPTED = "encrypted"
    FAILED = "failed"


class UnheardError(RuntimeError):
    """There is nothing to hear."""

    def __init__(self, why: Unheard) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Sound:
    """What a browser plays."""

    data: bytes
    kind: str


class Hearing:
    """Fetches no more than `at_once` at the same time, so that the rest of the pages goes on."""

    def __init__(self, account: Account, at_once: int, seconds: float = LONGEST) -> None:
        self._account = account
        self._seconds = seconds
        self._places = BoundedSemaphore(max(1, at_once))

    def fetch(self, recording: Recording) -> Sound:
        """Raises UnheardError."""
        if recording.audio == AudioState.FAILED:
            raise UnheardError(Unheard.FAILED)
        if recording.audio == AudioState.ENCRYPTED:
            raise UnheardError(Unheard.ENCRYPTED)
        if not self._account.exists:
            return Sound(sample(), "audio/wav")
        with self._place():
            return Sound(self._fetch(recording.sid), "audio/mpeg")

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise UnheardError(Unheard.BUSY)
        try:
            yield
        finally:
            self._places.release()

    def _fetch(self, sid: str) -> bytes:
        try:
            audio = account_recordings.audio(self._account, sid, LARGEST, self._seconds)
            is_mp3 = account_recordings.looks_like_mp3(audio)
            if not is_mp3 and account_recordings.is_encrypted(self._account, sid):
                raise UnheardError(Unheard.ENCRYPTED)
        except TooLargeError:
            raise UnheardError(Unheard.LARGE) from None
        except AccountError as error:
            log.warning("audio not fetched", recording=sid, why=str(error))
            gone = error.status in (404, 410)
            raise UnheardError(Unheard.GONE if gone else Unheard.AWAY) from error
        if not audio:
            raise UnheardError(Unheard.GONE)
        return audio


@cache
def sample() -> bytes:
    """What local mode plays instead, where nothing was recorded: three notes, as WAV."""
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", (each for note in NOTES for each in _tone(note))).tobytes())
    return written.getvalue()


def _tone(pitch: float) -> Iterator[int]:
    """Fading, so that nothing clicks."""
    length = int(RATE * EACH)
    for n in range(length):
        fading = min(1.0, n / 200) * (1 - n / length)
        yield round(12_000 * fading * math.sin(2 * math.pi * pitch * n / RATE))
