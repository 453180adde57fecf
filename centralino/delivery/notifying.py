"""Jobs that are told to whoever reads first: the helpdesk's, and an office's missed calls."""

from abc import ABC, abstractmethod
from datetime import datetime
from email.message import EmailMessage

import structlog
from sqlalchemy.orm import Session

from centralino.delivery.channels.email.letters import Letter
from centralino.delivery.channels.email.message import message
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Parcel, Result, Try

log = structlog.get_logger(__name__)


class MailJob(ABC):
    """Told once one address has it; tried until then, or until `lasts` says it is too late.

    A kind of notice has `letter`, `told` and `lasts`.
    """

    kind: str

    def __init__(self, means: DeliveryServices) -> None:
        self._means = means

    def parcel(self, this: Try) -> Parcel | None:
        found = self.letter(this)
        if found is None:
            return None
        words, addresses = found
        return Parcel(self._message(words, addresses, this), addresses)

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        if result.idle:
            return None
        if result.is_told:
            self.told(session, this)
            return None
        since = self.lasts(session, this)
        log.warning("notice not told", kind=self.kind, key=this.key, again=since is not None)
        return since

    @abstractmethod
    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        """The words, and whom they are for; None when there is nothing to tell any more."""

    @abstractmethod
    def told(self, session: Session, this: Try) -> None:
        """Write down that it is told; it may have been written before."""

    @abstractmethod
    def lasts(self, session: Session, this: Try) -> datetime | None:
        """Since when there is this to tell; None when another try is of no use to anybody."""

    def _message(self, words: Letter, to: tuple[str, ...], this: Try) -> EmailMessage:
        return message(
            words,
            sender=self._means.directory().mail.sender,
            to=to,
            name=f"{this.key.replace('/', '.')}{this.turn}.{self.kind}",
            now=this.now,
        )
