"""Jobs that are told to whoever reads first: the helpdesk's, and an office's missed calls."""

from abc import ABC, abstractmethod
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from centralino.delivery.channels.message_ids import message_id
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Body, Facts, Fate, Parcel, Result, Try
from centralino.delivery.letters import Letter

ONLY = "~"  # in a turn, before the one channel that is left
log = structlog.get_logger(__name__)


class MailJob(ABC):
    """Told once one address of each channel has it; tried until then, or until `lasts` says it
    is too late.

    A kind of notice has `letter`, `told` and `lasts`.
    """

    kind: str

    def __init__(self, services: DeliveryServices) -> None:
        self._services = services

    def parcel(self, this: Try) -> Parcel | None:
        found = self.letter(this)
        if found is None:
            return None
        words, to = found
        name = f"{this.key.replace('/', '.')}{turn_of(this)}.{self.kind}"
        return Parcel(
            kind=self.kind,
            name=name,
            message_id=message_id(name, self._services.directory().mail.sender),
            at=this.now,
            to=to,
            addresses=self._left(this, to),
            write=lambda: Body(words),
            write_short=lambda: Body(words),
            facts=self.facts(this),
        )

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        if result.idle:
            return None
        since = self.lasts(session, this)
        if result.is_told:
            left = self._channels_left(result) if since else ()
            for channel in left:
                self._send_again(session, this, since or this.now, channel)
            if not left:
                self.note_told(session, this)
            return None
        log.warning("notice not told", kind=self.kind, key=this.key, again=since is not None)
        if since is None and channel_of(this):
            self.note_told(session, this)
        return since

    def facts(self, this: Try) -> Facts:
        """The same for programs, where there is more to tell them than the words."""
        return Facts()

    @abstractmethod
    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        """The words, and whom they are for; None when there is nothing to tell any more."""

    @abstractmethod
    def note_told(self, session: Session, this: Try) -> None:
        """Write down that it is told; it may have been written before."""

    @abstractmethod
    def lasts(self, session: Session, this: Try) -> datetime | None:
        """Since when there is this to tell; None when another try is of no use to anybody."""

    def _left(self, this: Try, to: tuple[str, ...]) -> tuple[str, ...]:
        """Everybody; or those of one channel, when another has told its own."""
        only = channel_of(this)
        return tuple(each for each in to if not only or self._channel(each) == only)

    def _channels_left(self, result: Result) -> tuple[str, ...]:
        """Those by which it may yet arrive and nobody has it.

        Only after them it is told: a mail that arrived is no reason to give up a webhook.
        """
        settled = {self._channel(one) for one in result.answers if is_settled(result, one)}
        return tuple(sorted({self._channel(one) for one in result.answers} - settled))

    def _send_again(self, session: Session, this: Try, since: datetime, channel: str) -> None:
        self._services.dispatch.send(
            session,
            self.kind,
            this.key,
            since=since,
            attempt=this.attempt + 1,
            wait=this.wait,
            turn=f"{turn_of(this)}{ONLY}{channel}",
        )

    def _channel(self, address: str) -> str:
        return self._services.channels.name_of(address)


def is_settled(result: Result, address: str) -> bool:
    """Whether its server has answered for good; that others wait is no news to it."""
    return result.of(address).fate is not Fate.DEFERRED


def turn_of(this: Try) -> str:
    return this.turn.partition(ONLY)[0]


def channel_of(this: Try) -> str:
    """The only channel that this is still to be told by; nothing for all of them."""
    return this.turn.partition(ONLY)[2]
