"""What is remembered. Personal data lives in these tables only, where retention reaches it."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from centralino.store.instant import Instant

SID = 34  # characters of a Twilio SID: two letters and 32 hexadecimal digits


class DeliveryState(StrEnum):
    """Where a recording stands. Only `waiting` is work to do."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"
    EMPTY = "empty"


class Receipt(StrEnum):
    """What became of a recording at one address."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class AudioState(StrEnum):
    """What is known of a recording's audio, and what its mail says of it."""

    UNKNOWN = ""
    ATTACHED = "attached"
    LARGE = "large"
    LOCAL = "local"
    ENCRYPTED = "encrypted"
    """Only the account's private key opens it: we fetch and mail none of it."""
    LINKED = "linked"
    """It goes nowhere: whoever was told has a link to it."""
    FAILED = "failed"
    """Twilio could not keep what the caller said."""


WITHHELD = (AudioState.LARGE, AudioState.ENCRYPTED, AudioState.LINKED)
"""Audio that only Twilio has, though its mail is delivered."""


class CallVerdict(StrEnum):
    """What was made of a call that has ended."""

    ANSWERED = "answered"
    MISSED = "missed"
    TOLD = "told"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[type, type[Instant]]] = {datetime: Instant}


class CallRecord(Base):
    """One call, put together from what its webhooks learned, in whatever order that came."""

    __tablename__ = "calls"
    __table_args__ = (
        Index(None, "verdict", "heard_at"),
        Index(None, "number", "verdict"),
        Index(None, "caller"),
    )

    sid: Mapped[str] = mapped_column(String(SID), primary_key=True)
    number: Mapped[str] = mapped_column(String(32))
    caller: Mapped[str | None] = mapped_column(String(16))
    started_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    step: Mapped[str] = mapped_column(Text, default="")
    trail: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    ending: Mapped[str | None] = mapped_column(String(16))
    ended: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[int | None]
    helped: Mapped[bool | None]
    was_open: Mapped[bool | None]
    verdict: Mapped[str | None] = mapped_column(String(16))


class Recording(Base):
    """One recording at Twilio, and how far its delivery has come.

    `deaths` counts the workers that died while they held it, since one last survived. `audio` is
    what a callback said of it, or how it was delivered. `asked_at` is when its caller was asked for
    a message, `was_open` whether the office was open then; None where its callback did not say.
    """

    __tablename__ = "recordings"
    __table_args__ = (
        Index(None, "state", "taken_at"),
        Index(None, "call_sid"),
        Index(None, "caller"),
    )

    sid: Mapped[str] = mapped_column(String(SID), primary_key=True)
    call_sid: Mapped[str] = mapped_column(String(SID))
    number: Mapped[str] = mapped_column(String(32))
    caller: Mapped[str | None] = mapped_column(String(16))
    taken_at: Mapped[datetime]
    seconds: Mapped[int | None]
    asked_at: Mapped[datetime | None]
    was_open: Mapped[bool | None]
    step: Mapped[str] = mapped_column(Text, default="")
    trail: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    state: Mapped[str] = mapped_column(String(16), default=DeliveryState.WAITING)
    audio: Mapped[str] = mapped_column(String(16), default=AudioState.UNKNOWN, server_default="")
    turn: Mapped[str] = mapped_column(String(32), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0, server_default="0")
    error: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime]
    patience_until: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    recipients: Mapped[list["Recipient"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Recipient.address"
    )


class Recipient(Base):
    """One address that a recording goes to."""

    __tablename__ = "recipients"

    recording_sid: Mapped[str] = mapped_column(
        String(SID), ForeignKey("recordings.sid", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    receipt: Mapped[str] = mapped_column(String(16), default=Receipt.WAITING)
    error: Mapped[str] = mapped_column(Text, default="")


class WorkerRecord(Base):
    """One worker process, or one that died: then `beat` grows no more."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    beat: Mapped[int] = mapped_column(default=0)
