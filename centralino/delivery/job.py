"""An errand: something to be told, and tried until it is told or openly given up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from sqlalchemy.orm import Session

from centralino.delivery.letters import Letter
from centralino.store.models import AudioState, Recording


class Fate(StrEnum):
    """What a server said of one address."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"


@dataclass(frozen=True)
class AddressAnswer:
    """The fate of a message at one address, and in the server's words why.

    `wait` is for how many seconds the server asked to be left alone.
    """

    fate: Fate
    why: str = ""
    wait: float = 0.0


@dataclass(frozen=True)
class Facts:
    """What a message is about, for programs; words for people are in its letter.

    `number` and `caller` are E.164. `is_heard` says whether there is a message to hear.
    """

    number: str = ""
    office: str = ""
    caller: str | None = None
    at: datetime | None = None
    seconds: int | None = None
    reference: str = ""
    language: str = ""
    is_heard: bool = False
    calls: tuple["Facts", ...] = ()


@dataclass(frozen=True)
class Body:
    """What a message says, with the audio, if there is any, and what it tells of the audio."""

    letter: Letter
    audio: bytes = b""
    file: str = ""
    audio_state: AudioState = AudioState.UNKNOWN


@dataclass(frozen=True)
class Parcel:
    """A message, whom it goes to in all, and whom in this try.

    `name` is the same in every try, and so is the `message_id` that is made of it. `write` fetches
    the audio, once there is a way for it: it raises AccountError while that is not to be had.
    `write_short` makes the same without. `audio_state` is what is known of the audio beforehand.
    """

    kind: str
    name: str
    message_id: str
    at: datetime
    to: tuple[str, ...]
    addresses: tuple[str, ...]
    write: Callable[[], Body]
    write_short: Callable[[], Body]
    facts: Facts = Facts()
    audio_state: AudioState = AudioState.UNKNOWN


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

    @property
    def wait(self) -> float:
        """For how many seconds everybody who is still to be told asked to be left alone."""
        waiting = (one.wait for one in self.answers.values() if one.fate is Fate.DEFERRED)
        return min(waiting, default=0.0)


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
