"""How deliveries stand, for whoever looks after them; and starting one again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from centralino.calls.reference import reference
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.intake import VOICEMAIL
from centralino.store.models import DeliveryState, Receipt, Recipient, Recording
from centralino.store.store import Store


@dataclass(frozen=True)
class Backlog:
    """How many recordings wait, how many are dead, and since when the oldest waits."""

    waiting: int
    dead: int
    oldest: datetime | None


def standing(store: Store) -> Backlog:
    """Raises SQLAlchemyError."""
    with store.reading() as session:
        waiting = select(func.count(), func.min(Recording.taken_at))
        count, oldest = session.execute(
            waiting.where(Recording.state == DeliveryState.WAITING)
        ).one()
        dead = select(func.count()).where(Recording.state == DeliveryState.DEAD)
        return Backlog(count, session.scalar(dead.select_from(Recording)) or 0, oldest)


def list_voicemails(store: Store, *, everything: bool) -> Sequence[Recording]:
    """Newest first; without `everything` only what is not delivered."""
    query = select(Recording).where(Recording.state != DeliveryState.EMPTY)
    if not everything:
        query = query.where(Recording.state != DeliveryState.DELIVERED)
    with store.reading() as session:
        found = query.order_by(Recording.taken_at.desc()).options(
            selectinload(Recording.recipients)
        )
        return session.scalars(found).all()


def find_voicemails(store: Store, name: str) -> Sequence[Recording]:
    """By SID or by reference: a reference may be shared, so there may be several."""
    return [
        item
        for item in list_voicemails(store, everything=True)
        if name in (item.sid, reference(item.sid))
    ]


def retry(
    services: DeliveryServices, sids: Sequence[str], now: datetime, to: Sequence[str] = ()
) -> int:
    """Start deliveries anew, with all their patience; how many.

    Without `to`, at the addresses that have not got it; what is delivered stays so. With `to`, at
    those addresses, whatever others have answered.
    """
    with services.store.writing() as session:
        return sum(_retry(services, session, sid, now, to) for sid in sids)


def dead(store: Store) -> Sequence[str]:
    with store.reading() as session:
        return session.scalars(
            select(Recording.sid).where(Recording.state == DeliveryState.DEAD)
        ).all()


def _retry(
    services: DeliveryServices, session: Session, sid: str, now: datetime, to: Sequence[str]
) -> bool:
    recording = session.get(Recording, sid, with_for_update=True)
    startable = (
        DeliveryState.WAITING,
        DeliveryState.DEAD,
        *((DeliveryState.DELIVERED,) if to else ()),
    )
    if recording is None or recording.state not in startable:
        return False
    recording.state, recording.turn = DeliveryState.WAITING, f"r{int(now.timestamp() * 1000)}"
    recording.settled_at, recording.told_at, recording.due_at = None, None, now
    recording.patience_until = now + services.limits.patience
    recording.deaths = 0
    if to:
        _readdress(recording, to)
    else:
        _address_again(recording)
    services.dispatch.send(session, VOICEMAIL, sid, since=recording.taken_at, turn=recording.turn)
    return True


def _address_again(recording: Recording) -> None:
    for item in recording.recipients:
        if item.receipt == Receipt.REFUSED:
            item.receipt = Receipt.WAITING


def _readdress(recording: Recording, to: Sequence[str]) -> None:
    """Who has not got it is told nothing any more, unless named anew."""
    for item in recording.recipients:
        if item.receipt == Receipt.WAITING:
            item.receipt = Receipt.REFUSED
    known = {item.address: item for item in recording.recipients}
    for address in to:
        if address in known:
            known[address].receipt = Receipt.WAITING
        else:
            recording.recipients.append(Recipient(address=address, receipt=Receipt.WAITING))
