"""What is switched, read from the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Select, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from centralino.core.settings import Settings
from centralino.flows.switches import Aim, Switches
from centralino.store.store import Store
from centralino.store.switch_models import Deed, Kind, LiveSwitch
from centralino.switching.mapping import aim_of, notice_of, switched_of


def read_switches(store: Store, now: datetime) -> Switches:
    """All that is in force or will be. Raises SQLAlchemyError.

    A database that nobody has made yet has nothing switched, and is not made by looking.
    """
    if not is_there(store):
        return Switches()
    with store.reading() as session:
        return switches_of(standing_switches(session, now))


def is_there(store: Store) -> bool:
    """Whether the database has a table for switches. Raises SQLAlchemyError."""
    if store.is_sqlite and not Path(make_url(store.url).database or "").is_file():
        return False
    return inspect(store.engine).has_table(LiveSwitch.__tablename__)


def file_of(store: Store) -> tuple[int, int] | None:
    """Which file SQLite's name leads to, by device and inode; None if there is none."""
    if not store.is_sqlite:
        return None
    try:
        found = Path(make_url(store.url).database or "").stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def standing_switches(session: Session, now: datetime) -> Sequence[LiveSwitch]:
    """What is in force or will be, in the order in which it was made."""
    return session.scalars(_standing(now)).all()


Sight = frozenset[tuple[int, bool]]
"""What stands, by number and whether it is ready: as long as it is the same, so is the rest."""


def sight(store: Store, now: datetime) -> Sight:
    """What stands, at a glance. Raises SQLAlchemyError."""
    query = select(LiveSwitch.id, LiveSwitch.ready).where(*_in_force(now))
    with store.engine.connect() as connection:
        return frozenset((number, ready) for number, ready in connection.execute(query))


def standing_at(session: Session, aim: Aim, now: datetime) -> list[LiveSwitch]:
    """What is aimed at exactly this; locked until the transaction ends."""
    rows = session.scalars(_standing(now).with_for_update())
    return [row for row in rows if aim_of(row) == aim]


def switches_of(rows: Iterable[LiveSwitch]) -> Switches:
    ready = [row for row in rows if row.ready]
    return Switches(
        notices=tuple(notice_of(row) for row in ready if row.kind == Kind.NOTICE),
        switched=tuple(switched_of(row) for row in ready if row.kind != Kind.NOTICE),
    )


def trail(session: Session, since: datetime) -> Sequence[Deed]:
    """Who did what since a moment, latest first."""
    return session.scalars(select(Deed).where(Deed.at >= since).order_by(Deed.at.desc())).all()


def find_switches(session: Session, numbers: Collection[int]) -> Sequence[LiveSwitch]:
    """The switches of these numbers, whether they stand or not, in the order of making."""
    query = select(LiveSwitch).where(LiveSwitch.id.in_(numbers)).order_by(LiveSwitch.id)
    return session.scalars(query).all()


def _standing(now: datetime) -> Select[LiveSwitch]:
    return select(LiveSwitch).where(*_in_force(now)).order_by(LiveSwitch.id)


def _in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (LiveSwitch.ended_at.is_(None), LiveSwitch.ends_at > now)


def read_live_switches(settings: Settings, now: datetime) -> Switches:
    """All that is switched, as the database has it; for tools that look at it once.

    Raises SQLAlchemyError while the database cannot be reached; one that is not there yet has
    nothing switched.
    """
    store = Store(settings.database_url)
    try:
        return read_switches(store, now)
    finally:
        store.close()
