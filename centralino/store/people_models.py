"""What is kept of who is signed in to the pages, and of who asks to be. No row holds a secret."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from centralino.store.models import Base

ADDRESS = 254  # characters of an e-mail address
HASH = 64  # hexadecimal digits of SHA-256
KEY = 32  # hexadecimal digits of what names a request to sign in


class PageSession(Base):
    """Somebody who is signed in with one browser. `hashed` is of the cookie, which only that has.

    `groups` are as the identity provider told them. `run` is of a local one: it ends with that run.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "address"), Index(None, "seen_at"))

    hashed: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    address: Mapped[str] = mapped_column(String(ADDRESS))
    groups: Mapped[list[str]] = mapped_column(JSON)
    means: Mapped[str] = mapped_column(String(16))
    run: Mapped[str] = mapped_column(String(HASH), default="")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInRequest(Base):
    """Somebody asked for a link by mail. Whether the address may anything is not written here.

    `browser` and `source` are hashed. `tries` counts wrong codes.
    """

    __tablename__ = "sign_in_requests"
    __table_args__ = (
        Index(None, "address", "asked_at"),
        Index(None, "source", "asked_at"),
        Index(None, "browser"),
        Index(None, "asked_at"),
    )

    key: Mapped[str] = mapped_column(String(KEY), primary_key=True)
    address: Mapped[str] = mapped_column(String(ADDRESS))
    browser: Mapped[str] = mapped_column(String(HASH))
    source: Mapped[str] = mapped_column(String(HASH))
    language: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
