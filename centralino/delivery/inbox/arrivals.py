"""What comes into the inbox: in the transaction in which it is kept, once."""

from datetime import datetime

from sqlalchemy.orm import Session

from centralino.calls.reference import reference
from centralino.store.inbox_models import InboxItem, InboxKind
from centralino.store.models import CallRecord
from centralino.store.statements import add_missing

NOBODYS = "-"
"""Stands for the number of a call that came to none of ours, also in URLs."""


def put_in_voicemail(
    session: Session, sid: str, number: str, caller: str | None, at: datetime
) -> None:
    """A recording that is kept already, in this transaction or before."""
    add_missing(
        session,
        InboxItem,
        key=sid,
        kind=InboxKind.VOICEMAIL,
        number=number or NOBODYS,
        caller=caller,
        at=at,
        reference=reference(sid),
        recording_sid=sid,
    )


def put_in_missed(session: Session, call: CallRecord) -> None:
    add_missing(
        session,
        InboxItem,
        key=call.sid,
        kind=InboxKind.MISSED,
        number=call.number or NOBODYS,
        caller=call.caller,
        at=call.started_at,
        call_sid=call.sid,
    )
