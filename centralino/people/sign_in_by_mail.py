"""Signing in by mail: an address asks, a link or a code proves that its mail is read.

Whatever the address, the same is written and the same is enqueued: only the worker, who writes the
mail, looks whether it has a role. So neither the answer nor its time tells who exists.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from secrets import token_hex

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from centralino.delivery.queueing import Dispatch
from centralino.people.sign_in_secrets import SignInKeys, hash_secret
from centralino.store.people_models import KEY, SignInRequest
from centralino.store.store import Store

SIGN_IN = "sign-in"
VALID = timedelta(minutes=15)
WINDOW = timedelta(hours=1)
MOST_OF_ADDRESS = 5  # requests for one address within the window
MOST_OF_SOURCE = 60  # the same from one place: a whole office may be behind one
MOST = 2000  # the same of all
MOST_TRIES = 5  # wrong codes of one request


class LinkState(Enum):
    """What a link is, in the browser in which it was opened."""

    GOOD = auto()
    ELSEWHERE = auto()
    """Good, but another browser asked for it."""
    OVER = auto()
    """Used, too old, or none that was sent."""


@dataclass(frozen=True)
class FoundLink:
    """A link that was opened: who it signs in; elsewhere, the code to type where it was asked."""

    state: LinkState
    address: str = ""
    code: str = ""


OVER = FoundLink(LinkState.OVER)


@dataclass(frozen=True)
class Asker:
    """The browser that asks, by a secret that only that has; from where; in which language."""

    browser: str
    source: str
    language: str


class MailSignIn:
    """Methods raise SQLAlchemyError and StoreNotReadyError, and then nothing has changed."""

    def __init__(self, store: Store, dispatch: Dispatch, keys: SignInKeys) -> None:
        self._store = store
        self._dispatch = dispatch
        self._keys = keys

    def ask(self, address: str, asker: Asker, now: datetime) -> bool:
        """Have a link sent, if the address has a role. False where too much was asked for."""
        address, source = address.lower(), self._keys.source(asker.source)
        self._store.prepare()
        with self._store.writing() as session:
            session.execute(delete(SignInRequest).where(SignInRequest.asked_at <= now - WINDOW))
            if _is_too_much(session, address, source):
                return False
            key = token_hex(KEY // 2)
            session.add(
                SignInRequest(
                    key=key,
                    address=address,
                    browser=hash_secret(asker.browser),
                    source=source,
                    language=asker.language,
                    asked_at=now,
                )
            )
            self._dispatch.send(session, SIGN_IN, key, since=now)
        return True

    def look_at(self, key: str, token: str, browser: str, now: datetime) -> FoundLink:
        """What a link is; nothing is changed, so that a scanner of mails uses up none."""
        if not self._keys.is_link_token(key, token):
            return OVER
        self._store.prepare()
        with self._store.reading() as session:
            row = session.get(SignInRequest, key)
        if row is None or not _is_open(row, now):
            return OVER
        if row.browser == hash_secret(browser):
            return FoundLink(LinkState.GOOD, row.address)
        return FoundLink(LinkState.ELSEWHERE, row.address, self._keys.code(key))

    def use_link(self, key: str, token: str, browser: str, now: datetime) -> str:
        """The address that it signs in, once, in the browser that asked; nothing otherwise."""
        if self.look_at(key, token, browser, now).state is not LinkState.GOOD:
            return ""
        with self._store.writing() as session:
            return _use(session, key, now)

    def use_code(self, code: str, browser: str, now: datetime) -> str:
        """The same by a code. A wrong one counts against all that this browser has asked for."""
        self._store.prepare()
        with self._store.writing() as session:
            query = select(SignInRequest).where(_is_askers(browser, now)).with_for_update()
            rows = session.scalars(query).all()
            for row in rows:
                if self._keys.is_code(row.key, code):
                    return _use(session, row.key, now)
            for row in rows:
                row.tries += 1
            return ""


def is_usable(row: SignInRequest | None, now: datetime) -> bool:
    """Whether a mail about it is still of use to anybody."""
    return row is not None and _is_open(row, now)


def forget_old(session: Session, now: datetime) -> None:
    """Erase who asked, once nothing counts it any more."""
    session.execute(delete(SignInRequest).where(SignInRequest.asked_at <= now - WINDOW))


def _is_open(row: SignInRequest, now: datetime) -> bool:
    return row.used_at is None and now < row.asked_at + VALID and row.tries < MOST_TRIES


def _is_askers(browser: str, now: datetime) -> ColumnElement[bool]:
    return (
        (SignInRequest.browser == hash_secret(browser))
        & SignInRequest.used_at.is_(None)
        & (SignInRequest.asked_at > now - VALID)
        & (SignInRequest.tries < MOST_TRIES)
    )


def _use(session: Session, key: str, now: datetime) -> str:
    """Whoever comes second finds it used."""
    unused = update(SignInRequest).where(SignInRequest.key == key, SignInRequest.used_at.is_(None))
    used = unused.values(used_at=now).returning(SignInRequest.address)
    return session.scalar(used) or ""


def _is_too_much(session: Session, address: str, source: str) -> bool:
    """All that is kept is within the window."""
    counted = (
        (SignInRequest.address == address, MOST_OF_ADDRESS),
        (SignInRequest.source == source, MOST_OF_SOURCE),
        (SignInRequest.key.is_not(None), MOST),
    )
    return any(_count(session, which) >= most for which, most in counted)


def _count(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(SignInRequest).where(which)) or 0
