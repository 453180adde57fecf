"""What people do with what is in the inbox. Each act is one guarded UPDATE: of two who do the same
at once, the second changes nothing and is told; and each that counts is in the trail."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, false, true, update
from sqlalchemy.orm import Session

from centralino.store.inbox_models import InboxAct, InboxItem
from centralino.store.models import Recording
from centralino.store.statements import add_missing
from centralino.store.switch_models import Deed

LONGEST_NOTE = 1000  # characters
MEANS = "pages"


def take(session: Session, item: InboxItem, who: str, now: datetime) -> bool:
    """Whether it is now theirs: not if somebody was quicker, or it is done."""
    is_free = [InboxItem.taken_by == "", InboxItem.is_done == false()]
    changed = {"taken_by": who, "taken_at": now}
    return _change(session, item, is_free, changed, InboxAct.TAKEN, who, now)


def give_back(session: Session, item: InboxItem, holder: str, who: str, now: datetime) -> bool:
    """Whether `holder`, who had taken it as far as is known here, has it no more."""
    is_so = [InboxItem.taken_by == holder, InboxItem.taken_by != "", InboxItem.is_done == false()]
    changed = {"taken_by": "", "taken_at": None}
    return _change(session, item, is_so, changed, InboxAct.GIVEN_BACK, who, now)


def finish(session: Session, item: InboxItem, who: str, now: datetime) -> bool:
    """Whether it is done by this."""
    changed = {"is_done": True, "done_by": who, "done_at": now}
    is_open = [InboxItem.is_done == false()]
    return _change(session, item, is_open, changed, InboxAct.DONE, who, now)


def reopen(session: Session, item: InboxItem, who: str, now: datetime) -> bool:
    """Whether it is to be done again, by whoever takes it."""
    changed = {"is_done": False, "done_by": "", "done_at": None, "taken_by": "", "taken_at": None}
    is_done = [InboxItem.is_done == true()]
    return _change(session, item, is_done, changed, InboxAct.REOPENED, who, now)


def write_note(
    session: Session, item: InboxItem, text: str, seen: int, who: str, now: datetime
) -> bool:
    """Whether the note is now this; not if another was written since `seen`.

    Raises ValueError for what is longer than LONGEST_NOTE.
    """
    if len(text) > LONGEST_NOTE:
        raise ValueError("longer than a note may be")
    changed = {"note": text, "noted_by": who, "notes": seen + 1}
    return _change(session, item, [InboxItem.notes == seen], changed, InboxAct.NOTED, who, now)


def note_listening(session: Session, item: InboxItem, who: str, once: str, now: datetime) -> None:
    """In the trail; what has the same `once` is the same listening."""
    _tell(session, item, InboxAct.LISTENED, who, f"{InboxAct.LISTENED}/{item.key}/{once}", now)


def _change(
    session: Session,
    item: InboxItem,
    guards: list[ColumnElement[bool]],
    values: dict[str, Any],
    act: InboxAct,
    who: str,
    now: datetime,
) -> bool:
    query = update(InboxItem).where(InboxItem.key == item.key, *guards).values(**values)
    query = query.execution_options(synchronize_session=False)
    if session.execute(query.returning(InboxItem.key)).first() is None:
        return False
    _tell(session, item, act, who, f"{act}/{uuid4().hex}", now)
    return True


def _tell(
    session: Session, item: InboxItem, act: InboxAct, who: str, once: str, now: datetime
) -> None:
    add_missing(
        session,
        Deed,
        once=once,
        at=now,
        act=act,
        who=who,
        means=MEANS,
        number=item.number,
        call_sid=_call_of(session, item),
        switches=[],
    )


def _call_of(session: Session, item: InboxItem) -> str:
    """By which the trail names it: the trail tells no caller."""
    if item.call_sid:
        return item.call_sid
    recording = session.get(Recording, item.key)
    return recording.call_sid if recording else ""
