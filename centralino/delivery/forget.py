"""Forgetting a caller: at Twilio, in the database, in the outbox; and telling what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import delete, select

from centralino.account import recordings
from centralino.account.errors import AccountError
from centralino.delivery.means import Means
from centralino.delivery.retention import Retirement
from centralino.store.models import Call, Recipient, Recording, State

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


def forget(means: Means, caller: str, retirement: Retirement) -> Forgotten:
    """Erase a caller (E.164) everywhere that we and Twilio keep anything.

    May be repeated, and should be until it `is_whole`. Raises SQLAlchemyError.
    """
    sids, calls, mailed_to = _kept(means, caller)
    gone = retirement.erase_recordings(sids)
    refused = _erase_calls(means, calls)
    files = _erase_files(means.limits.outbox, [*sids, *calls])
    with means.store.reading() as session:
        left = session.scalars(select(Recording.sid).where(Recording.caller == caller)).all()
    return Forgotten(gone, len(calls) - len(refused), files, mailed_to, (*left, *refused))


def _kept(means: Means, caller: str) -> tuple[list[str], list[str], tuple[str, ...]]:
    with means.store.reading() as session:
        found = session.scalars(select(Recording).where(Recording.caller == caller)).all()
        calls = set(session.scalars(select(Call.sid).where(Call.caller == caller)))
        sent = (
            select(Recipient.address)
            .join(Recording)
            .where(Recording.caller == caller, Recording.state == State.DELIVERED)
        )
        mailed_to = tuple(sorted(set(session.scalars(sent))))
    calls |= {item.call_sid for item in found}
    return [item.sid for item in found], sorted(calls), mailed_to


def _erase_calls(means: Means, sids: Iterable[str]) -> list[str]:
    """What Twilio did not delete."""
    refused = []
    for sid in sids:
        try:
            if means.account.exists:
                recordings.delete_call(means.account, sid)
        except AccountError as error:
            log.warning("call not deleted yet", call=sid, why=str(error))
            refused.append(sid)
            continue
        with means.store.writing() as session:
            session.execute(delete(Call).where(Call.sid == sid))
    return refused


def _erase_files(outbox: Path, sids: Iterable[str]) -> int:
    """A digest names several callers: it is found by none of their SIDs, and goes by retention."""
    files = [file for sid in sids for file in outbox.glob(f"{sid}.*.eml")]
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)
