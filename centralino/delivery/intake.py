"""Intake: a recording is stored and its delivery enqueued, in one transaction, once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from centralino.calls import trail
from centralino.calls.caller_input import is_too_short
from centralino.calls.trail import Trail
from centralino.core.addresses import is_address, plain
from centralino.core.directory import Directory
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.inbox.arrivals import put_in_voicemail
from centralino.delivery.queueing import Dispatch
from centralino.languages.registry import is_spoken
from centralino.store.models import AudioState, DeliveryState, Receipt, Recipient, Recording
from centralino.store.statements import add_missing
from centralino.store.store import Store

MOST = 20  # addresses of one recording
VOICEMAIL = "voicemail"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Announced:
    """A recording that is ready, or `absent`: nothing was said.

    `number` is the called number's slug, `to` where the step sends it, or nothing for the office's
    own addresses. `seconds` is None where the length is not known. `audio` is what was said of it:
    that it is encrypted, or that it failed. `asked_at` is when the caller was asked for a message,
    `was_open` whether the office was open then; None where nobody said.
    """

    sid: str
    call_sid: str
    number: str
    caller: str | None
    at: datetime
    seconds: int | None = None
    absent: bool = False
    audio: AudioState = AudioState.UNKNOWN
    step: str = ""
    language: str = ""
    trail: Trail = ()
    to: tuple[str, ...] = field(default=())
    asked_at: datetime | None = None
    was_open: bool | None = None


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
        failed = announced.audio is AudioState.FAILED
        empty = not failed and (announced.absent or self.is_empty(announced.seconds))
        state = DeliveryState.EMPTY if empty else DeliveryState.WAITING
        if add_missing(session, Recording, **self._row(announced, state)):
            turn = ""
        elif empty or not _corrected(session, announced):
            return False
        else:
            turn = _turn(announced)
        if not empty:
            put_in_voicemail(
                session, announced.sid, announced.number, announced.caller, announced.at
            )
            self._address(session, announced)
            self._dispatch.send(session, VOICEMAIL, announced.sid, since=announced.at, turn=turn)
        return True

    def is_empty(self, seconds: int | None) -> bool:
        """As the caller was told."""
        return is_too_short(seconds)

    def _row(self, announced: Announced, state: DeliveryState) -> dict[str, object]:
        return {
            "sid": announced.sid,
            "call_sid": announced.call_sid,
            "number": announced.number,
            "caller": announced.caller,
            "taken_at": announced.at,
            "seconds": announced.seconds,
            "asked_at": announced.asked_at,
            "was_open": announced.was_open,
            "step": announced.step,
            "trail": trail.write_trail(announced.trail),
            "language": self._language(announced),
            "state": state,
            "audio": announced.audio,
            "turn": "",
            "attempts": 0,
            "deaths": 0,
            "error": "",
            "due_at": announced.at,
            "patience_until": announced.at + self._limits.patience,
        }

    def _language(self, announced: Announced) -> str:
        """One that is spoken here: of another no letter could be written."""
        if not announced.language or is_spoken(announced.language):
            return announced.language
        directory = self._directory()
        office = directory.offices.get(announced.number)
        return office.language if office else directory.language

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
    kept = (plain(address) for address in addresses)
    found = dict.fromkeys(address for address in kept if is_address(address))
    return tuple(found)[:MOST]


def _turn(announced: Announced) -> str:
    """Of news that correct others: each kind once, and none with the tries of the first."""
    return "f" if announced.audio is AudioState.FAILED else "c"


def _corrected(session: Session, announced: Announced) -> bool:
    """`absent` or `failed` may come before the `completed` that corrects it, `failed` after
    `absent`: whatever was told of the recording, its message is told anew."""
    stands = [Recording.state == DeliveryState.EMPTY]
    if announced.audio is not AudioState.FAILED:
        stands.append(Recording.audio == AudioState.FAILED)
    corrected = session.execute(
        update(Recording)
        .where(Recording.sid == announced.sid, or_(*stands))
        .values(
            state=DeliveryState.WAITING,
            seconds=announced.seconds,
            audio=announced.audio,
            turn=_turn(announced),
        )
        .values(settled_at=None, told_at=None, due_at=announced.at)
        .returning(Recording.sid)
    )
    if corrected.first() is None:
        return False
    again = update(Recipient).where(Recipient.recording_sid == announced.sid)
    session.execute(again.values(receipt=Receipt.WAITING, error=""))
    return True
