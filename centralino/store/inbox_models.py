"""The offices' shared inbox: what waits for an answer, who has taken it, what became of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centralino.store.models import SID, Base
from centralino.store.people_models import ADDRESS


class InboxKind(StrEnum):
    """What somebody is to answer."""

    VOICEMAIL = "voicemail"
    MISSED = "missed"


class InboxAct(StrEnum):
    """What somebody did with it; each is kept in the trail."""

    LISTENED = "listened"
    TAKEN = "taken"
    GIVEN_BACK = "given back"
    DONE = "done"
    REOPENED = "reopened"
    NOTED = "noted"


class InboxItem(Base):
    """A voicemail or a missed call: `key` is the SID of its recording, or of its call.

    It goes with that row, whoever erases it. `notes` counts how often the note was written, so that
    nobody writes over what they have not read.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index(None, "number", "is_done", "kind", "at", "key"),
        Index(None, "is_done", "kind", "at", "key"),
        Index(None, "taken_by", "is_done"),
        Index(None, "caller"),
        Index(None, "reference"),
        Index(None, "recording_sid"),
        Index(None, "call_sid"),
    )

    key: Mapped[str] = mapped_column(String(SID), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(32))
    caller: Mapped[str | None] = mapped_column(String(16))
    at: Mapped[datetime]
    reference: Mapped[str] = mapped_column(String(8), default="")
    recording_sid: Mapped[str | None] = mapped_column(
        String(SID), ForeignKey("recordings.sid", ondelete="CASCADE")
    )
    call_sid: Mapped[str | None] = mapped_column(
        String(SID), ForeignKey("calls.sid", ondelete="CASCADE")
    )
    taken_by: Mapped[str] = mapped_column(String(ADDRESS), default="")
    taken_at: Mapped[datetime | None]
    is_done: Mapped[bool] = mapped_column(default=False)
    done_by: Mapped[str] = mapped_column(String(ADDRESS), default="")
    done_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str] = mapped_column(String(ADDRESS), default="")
    notes: Mapped[int] = mapped_column(default=0)
