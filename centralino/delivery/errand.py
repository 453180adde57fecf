"""An errand: something to be told by mail, and tried until it is told or openly given up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from hashlib import blake2s
from typing import Protocol

from sqlalchemy.orm import Session


class Fate(StrEnum):
    """What a mail server said of one address."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """The fate of a message at one address, and in the server's words why."""

    fate: Fate
    why: str = ""


@dataclass(frozen=True)
class Parcel:
    """A message and whom it goes to in this try, which may be fewer than its header names.

    `smaller` makes the same without its attachment, for a server that finds it too large.
    """

    message: EmailMessage
    addresses: tuple[str, ...]
    smaller: Callable[[], EmailMessage] | None = None


@dataclass(frozen=True)
class Result:
    """One try's outcome, as it is kept by the engine: no address in it, only their marks.

    `failure` says what went wrong before any server could speak of addresses; it is to be retried.
    `idle` means that nothing was left to do.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    failure: str = ""
    idle: bool = False

    def of(self, address: str) -> Answer:
        """Its answer; an address that this try did not reach is still to be told."""
        return self.answers.get(mark(address), Answer(Fate.DEFERRED, self.failure))

    def every(self, addresses: Iterable[str]) -> dict[str, Answer]:
        return {address: self.of(address) for address in addresses}

    def written(self) -> dict[str, object]:
        answers = {key: [answer.fate.value, answer.why] for key, answer in self.answers.items()}
        return {"answers": answers, "failure": self.failure, "idle": self.idle}


def result_from(written: Mapping[str, dict[str, list[str]]]) -> Result:
    answers = {key: Answer(Fate(fate), why) for key, (fate, why) in written["answers"].items()}
    return Result(answers, str(written["failure"]), bool(written["idle"]))


def result_of(answers: Mapping[str, Answer]) -> Result:
    return Result({mark(address): answer for address, answer in answers.items()})


def mark(address: str) -> str:
    """Stands for an address where addresses are not kept."""
    return blake2s(address.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Try:
    """One try of an errand: the `attempt`th of its turn, at `now`.

    Another would come `wait` seconds later. Whoever starts an errand anew gives it a new turn, and
    the tries of the old one end.
    """

    key: str
    attempt: int
    turn: str
    now: datetime
    wait: float

    @property
    def again_at(self) -> datetime:
        return self.now + timedelta(seconds=self.wait)


class Errand(Protocol):
    """One kind of thing to tell. Both methods may be run again for the same try."""

    def parcel(self, this: Try) -> Parcel | None:
        """What to send now; None when there is nothing to tell any more.

        Raises AccountError and whatever else passes with time.
        """

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        """Write down how the try went. Another is needed: since when there is this to tell."""
