"""Intake: a recording is stored and its delivery enqueued, in one transaction, once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy import update
from sqlalchemy.orm import Session

from centralino import trail
from centralino.addresses import is_address
from centralino.delivery.limits import DeliveryLimits
from centralino.delivery.queueing import Dispatch
from centralino.directory import Directory
from centralino.reply import is_too_short
from centralino.store.models import Recipient, Recording, State
from centralino.store.rows import add_missing
from centralino.store.store import Store
from centralino.trail import Trail

MOST = 20  # addresses of one recording
VOICEMAIL = "voicemail"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Announced:
    """A recording that is ready, or `absent`: nothing was said.

    `number` is the called number's slug, `to` where the step sends it, or nothing for the office's
    own addresses. `seconds` is None where the length is not known.
    """

    sid: str
    call_sid: str
    number: str
    caller: str | None
    at: datetime
    seconds: int | None = None
    absent: bool = False
    step: str = ""
    language: str = ""
    trail: Trail = ()
    to: tuple[str, ...] = field(default=())


class TakesRecordings(Protocol):
    """Whoever recordings are told to."""

    def take(self, announced: Announced) -> bool: ...


class NoIntake:
    """Takes nothing in: for calls that only try a flow."""

    def take(self, announced: Announced) -> bool:
        """Forget it."""
        return False


class Intake:
    """Takes recordings in, whoever announces them: a callback or the reconciliation."""

    def __init__(
        self,
        store: Store,
        dispatch: Dispatch,
        directory: Callable[[], Directory],
        limits: DeliveryLimits,
    ) -> None:
        self._store = store
        self._dispatch = dispatch
        self._directory = directory
        self._limits = limits

    def take(self, announced: Announced) -> bool:
        """Store and enqueue; False if it was known already. Raises SQLAlchemyError.

        When this returns, the delivery survives a power cut.
        """
        self._store.prepare()
        with self._store.writing() as session:
            return self._take(session, announced)

    def _take(self, session: Session, announced: Announced) -> bool:
        empty = announced.absent or self.is_empty(announced.seconds)
        state = State.EMPTY if empty else State.WAITING
        is_new = add_missing(session, Recording, **self._row(announced, state))
        if not is_new and (empty or not _no_longer_empty(session, announced)):
            return False
        if not empty:
            self._address(session, announced)
            self._dispatch.send(session, VOICEMAIL, announced.sid, since=announced.at)
        return True

    def is_empty(self, seconds: int | None) -> bool:
        """As the caller was told."""
        return is_too_short(seconds)

    def _row(self, announced: Announced, state: State) -> dict[str, object]:
        return {
            "sid": announced.sid,
            "call_sid": announced.call_sid,
            "number": announced.number,
            "caller": announced.caller,
            "taken_at": announced.at,
            "seconds": announced.seconds,
            "step": announced.step,
            "trail": trail.written(announced.trail),
            "language": announced.language,
            "state": state,
            "turn": "",
            "attempts": 0,
            "deaths": 0,
            "error": "",
            "due_at": announced.at,
            "patience_until": announced.at + self._limits.patience,
        }

    def _address(self, session: Session, announced: Announced) -> None:
        """Whom it goes to: the step's, else the office's, else the helpdesk."""
        directory = self._directory()
        office = directory.offices.get(announced.number)
        found = valid(announced.to) or valid(office.addresses if office else ())
        if not found:
            log.warning(
                "recording for no known office",
                call_sid=announced.call_sid,
                recording=announced.sid,
            )
            found = valid([directory.mail.helpdesk])
        for address in found:
            add_missing(
                session,
                Recipient,
                recording_sid=announced.sid,
                address=address,
                receipt="waiting",
                error="",
            )


def valid(addresses: Iterable[str]) -> tuple[str, ...]:
    """What reads as an address, each once, in order; nothing that could reach into a header."""
    stripped = (address.strip() for address in addresses)
    found = dict.fromkeys(address for address in stripped if is_address(address))
    return tuple(found)[:MOST]


def _no_longer_empty(session: Session, announced: Announced) -> bool:
    """`absent` may come before the `completed` that corrects it."""
    corrected = session.execute(
        update(Recording)
        .where(Recording.sid == announced.sid, Recording.state == State.EMPTY)
        .values(state=State.WAITING, seconds=announced.seconds)
        .returning(Recording.sid)
    )
    return corrected.first() is not None
