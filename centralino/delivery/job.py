"""An errand: something to be told by mail, and tried until it is told or openly given up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol

from sqlalchemy.orm import Session

from centralino.store.models import AudioState, Recording


class Fate(StrEnum):
    """What a mail server said of one address."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"


@dataclass(frozen=True)
class AddressAnswer:
    """The fate of a message at one address, and in the server's words why."""

    fate: Fate
    why: str = ""


@dataclass(frozen=True)
class Parcel:
    """A message and whom it goes to in this try, which may be fewer than its header names.

    `smaller` makes the same without its attachment, for a server that finds it too large. `audio`
    is how the message speaks of the audio.
    """

    message: EmailMessage
    addresses: tuple[str, ...]
    smaller: Callable[[], EmailMessage] | None = None
    audio: AudioState = AudioState.UNKNOWN


@dataclass(frozen=True)
class Result:
    """One try's outcome: each address's answer, and how the audio went to those that took it.

    `failure` says what went wrong before any server could speak of addresses; it is to be retried.
    `idle` means that nothing was left to do.
    """

    answers: Mapping[str, AddressAnswer] = field(default_factory=dict)
    failure: str = ""
    idle: bool = False
    audio: AudioState = AudioState.UNKNOWN

    def of(self, address: str) -> AddressAnswer:
        """Its answer; an address that this try did not reach is still to be told."""
        return self.answers.get(address, AddressAnswer(Fate.DEFERRED, self.failure))

    def every(self, addresses: Iterable[str]) -> dict[str, AddressAnswer]:
        return {address: self.of(address) for address in addresses}

    @property
    def is_told(self) -> bool:
        """Somebody has it."""
        return any(answer.fate is Fate.ACCEPTED for answer in self.answers.values())


@dataclass(frozen=True)
class Try:
    """One try of an errand: the `attempt`th of its turn, at `now`.

    Another would come `wait` seconds later. `recording` is what the key names, as it stood when the
    try began, with its recipients; None where it names no recording. Whoever starts an errand anew
    gives it a new turn, and the tries of the old one end.
    """

    key: str
    attempt: int
    turn: str
    now: datetime
    wait: float
    recording: Recording | None = None

    @property
    def again_at(self) -> datetime:
        return self.now + timedelta(seconds=self.wait)


class Job(Protocol):
    """One kind of thing to tell. Both methods may be run again for the same try."""

    def parcel(self, this: Try) -> Parcel | None:
        """What to send now; None when there is nothing to tell any more.

        Raises AccountError and whatever else passes with time.
        """

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        """Write down how the try went. Another is needed: since when there is this to tell."""
