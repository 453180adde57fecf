"""Forgetting a caller: at Twilio, in the database, in the channels; and telling what is left."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.retention import Retirement
from centralino.store.models import CallRecord, CallVerdict, DeliveryState, Receipt, Recording
from centralino.twilio import account_recordings
from centralino.twilio.errors import AccountError

ForgetsCaller = Callable[[Session, str], None]
"""Erases what others keep of a caller (E.164) in the database. Raises SQLAlchemyError."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Forgotten:
    """What was erased, and what could not be: mails that offices have, and what Twilio kept."""

    recordings: int
    calls: int
    files: int
    mailed_to: tuple[str, ...]
    kept_by_twilio: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.kept_by_twilio


def forget(
    services: DeliveryServices,
    caller: str,
    retirement: Retirement,
    others: Iterable[ForgetsCaller] = (),
) -> Forgotten:
    """Erase a caller (E.164) everywhere that we and Twilio keep anything, and `others` do.

    What the caller switched by telephone stays: it is the trail. May be repeated, and should be
    until it `is_whole`. Raises SQLAlchemyError.
    """
    found, calls = _kept(services, caller)
    mailed_to = tuple(
        sorted({*_told_of_recordings(services, found), *_told_of_calls(services, calls)})
    )
    call_sids = {item.sid for item in calls} | {item.call_sid for item in found}
    gone = retirement.erase_recordings(item.sid for item in found)
    refused = _erase_calls(services, sorted(call_sids))
    files = services.channels.forget(caller)
    with services.store.writing() as session:
        for forget_caller in others:
            forget_caller(session, caller)
        left = session.scalars(select(Recording.sid).where(Recording.caller == caller)).all()
    return Forgotten(gone, len(call_sids) - len(refused), files, mailed_to, (*left, *refused))


def _kept(services: DeliveryServices, caller: str) -> tuple[list[Recording], list[CallRecord]]:
    with services.store.reading() as session:
        query = select(Recording).where(Recording.caller == caller)
        found = session.scalars(query.options(selectinload(Recording.recipients))).all()
        calls = session.scalars(select(CallRecord).where(CallRecord.caller == caller)).all()
    return list(found), list(calls)


def _told_of_recordings(services: DeliveryServices, found: Iterable[Recording]) -> Iterator[str]:
    helpdesk = services.directory().mail.helpdesk
    for item in found:
        yield from (to.address for to in item.recipients if to.receipt == Receipt.ACCEPTED)
        is_refused = any(to.receipt == Receipt.REFUSED for to in item.recipients)
        if helpdesk and (item.told_at or (is_refused and item.state == DeliveryState.DELIVERED)):
            yield helpdesk


def _told_of_calls(services: DeliveryServices, calls: Iterable[CallRecord]) -> Iterator[str]:
    offices = services.directory().offices
    for call in calls:
        if call.verdict == CallVerdict.TOLD and call.number in offices:
            yield from offices[call.number].addresses


def _erase_calls(services: DeliveryServices, sids: Iterable[str]) -> list[str]:
    """What Twilio did not delete."""
    refused = []
    for sid in sids:
        try:
            if services.account.exists:
                account_recordings.delete_call(services.account, sid)
        except AccountError as error:
            log.warning("call not deleted yet", call_sid=sid, why=str(error))
            refused.append(sid)
            continue
        with services.store.writing() as session:
            session.execute(delete(CallRecord).where(CallRecord.sid == sid))
    return refused
