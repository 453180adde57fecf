"""What is kept of live switches: the switches themselves, their trail, PINs and spoken notices."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centralino.store.models import SID, Base

ONCE = 80  # characters of what tells one act from its repetition


class Kind(StrEnum):
    """What a switch does."""

    NOTICE = "notice"
    CLOSING = "closing"
    OPENING = "opening"


class Act(StrEnum):
    """What somebody did; each is kept."""

    MADE = "made"
    ENDED = "ended"
    PIN_SET = "PIN set"
    PIN_REMOVED = "PIN removed"
    PIN_ASKED = "PIN asked"
    UNLOCKED = "unlocked"
    WRONG_PIN = "wrong PIN"
    LOCKED = "locked"
    NOT_ALLOWED = "caller not allowed"
    REPLAYED = "replayed"
    LOST = "recording lost"


class LiveSwitch(Base):
    """A notice, closing or opening, in force from `starts_at` up to `ends_at` or `ended_at`.

    `id` grows in the order in which switches are made, which decides between two closings. `words`
    has a text per language, or `{"audio": path}`; of a closing or opening they are its reason.
    `numbers` are slugs, `site` a name of the organisation's file; neither: everything.
    A notice whose recording is still to be fetched, by the SID in `spoken`, is not `ready`.
    """

    __tablename__ = "switches"
    __table_args__ = (Index(None, "ended_at", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    site: Mapped[str] = mapped_column(Text, default="")
    numbers: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    gravity: Mapped[int] = mapped_column(default=0)
    ends_call: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    spoken: Mapped[str] = mapped_column(String(SID), default="")
    ready: Mapped[bool] = mapped_column(default=True)
    reminded: Mapped[int] = mapped_column(default=0)


class Deed(Base):
    """Who did what, when, and by which means: the trail, which nothing changes.

    `once` tells a deed from its repetition: the same request twice is one deed.
    """

    __tablename__ = "deeds"
    __table_args__ = (Index(None, "at"), Index(None, "call_sid"))

    once: Mapped[str] = mapped_column(String(ONCE), primary_key=True)
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(24))
    who: Mapped[str] = mapped_column(Text)
    means: Mapped[str] = mapped_column(String(24))
    number: Mapped[str] = mapped_column(String(32), default="")
    call_sid: Mapped[str] = mapped_column(String(SID), default="")
    switches: Mapped[list[int]] = mapped_column(JSON)


class Pin(Base):
    """An office's PIN, hashed, and how often in a row it was wrong. `number` is the slug."""

    __tablename__ = "pins"

    number: Mapped[str] = mapped_column(String(32), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    hashed: Mapped[bytes] = mapped_column(LargeBinary(64))
    set_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class Spoken(Base):
    """The audio of a spoken notice: our own copy, under a name that cannot be guessed.

    `name` is what it is served as, `source` the recording's SID or empty for a file.
    """

    __tablename__ = "spoken_notices"
    __table_args__ = (Index(None, "source"),)

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    source: Mapped[str] = mapped_column(String(SID), default="")
    audio: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime]
