"""Sessions: rows that a cookie names. What is not in the database, nobody is signed in by."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from centralino.people.sign_in_secrets import hash_secret, make_secret
from centralino.people.signed_in import SignedIn, SignInMeans
from centralino.store.people_models import PageSession
from centralino.store.store import Store

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
LOOK = timedelta(minutes=5)  # a session is written to once in so long, not at each click
MOST_OF_ONE = 20  # sessions of one address; the oldest ends when another begins


class Sessions:
    """Methods raise SQLAlchemyError and StoreNotReadyError, and then nothing has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, person: SignedIn, now: datetime) -> str:
        """Sign in; returns the cookie, which is kept nowhere."""
        cookie = make_secret()
        self._store.prepare()
        with self._store.writing() as session:
            _make_room(session, person.address)
            session.add(
                PageSession(
                    hashed=hash_secret(cookie),
                    address=person.address,
                    groups=list(person.groups),
                    means=person.means,
                    run=person.run,
                    started_at=now,
                    seen_at=now,
                )
            )
        return cookie

    def find(self, cookie: str, now: datetime) -> SignedIn | None:
        """Who is signed in by this cookie; None if nobody is any more."""
        self._store.prepare()
        with self._store.reading() as session:
            row = session.get(PageSession, hash_secret(cookie))
        if row is None or row.started_at <= now - LONGEST or row.seen_at <= now - IDLE:
            return None
        if row.seen_at <= now - LOOK:
            self._note_seen(row.hashed, now)
        return SignedIn(row.address, SignInMeans(row.means), tuple(row.groups), row.run)

    def end(self, cookie: str) -> None:
        """Sign out with this browser."""
        self._end(PageSession.hashed == hash_secret(cookie))

    def end_all(self, address: str) -> int:
        """Sign out with every browser; how many there were."""
        return self._end(PageSession.address == address)

    def _end(self, which: ColumnElement[bool]) -> int:
        self._store.prepare()
        with self._store.writing() as session:
            gone = delete(PageSession).where(which).returning(PageSession.hashed)
            return len(session.scalars(gone).all())

    def _note_seen(self, hashed: str, now: datetime) -> None:
        with self._store.writing() as session:
            session.execute(
                update(PageSession)
                .where(PageSession.hashed == hashed, PageSession.seen_at < now)
                .values(seen_at=now)
            )


def forget_ended(session: Session, now: datetime) -> None:
    """Erase sessions that nobody can use any more."""
    over = or_(PageSession.started_at <= now - LONGEST, PageSession.seen_at <= now - IDLE)
    session.execute(delete(PageSession).where(over))


def _make_room(session: Session, address: str) -> None:
    query = select(PageSession.hashed).where(PageSession.address == address)
    oldest_last = query.order_by(PageSession.seen_at.desc())
    too_many = session.scalars(oldest_last.offset(MOST_OF_ONE - 1)).all()
    session.execute(delete(PageSession).where(PageSession.hashed.in_(too_many)))
