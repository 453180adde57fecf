"""What the worker looks after: reminders of what stands for days, and audio that nobody needs."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from centralino.delivery.delivery_services import DeliveryServices
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch, Spoken
from centralino.switching.current_switches import standing_switches
from centralino.switching.mapping import notice_of
from centralino.switching.spoken_notices import names_of
from centralino.switching.switch_letters import REMINDER

REMIND_EVERY = timedelta(days=3)
CALLS = (
    Act.PIN_ASKED,
    Act.UNLOCKED,
    Act.WRONG_PIN,
    Act.LOCKED,
    Act.NOT_ALLOWED,
    Act.REPLAYED,
)
ORPHANED = timedelta(days=1)  # a recording that was never put up
log = structlog.get_logger(__name__)


def look_after(services: DeliveryServices, now: datetime) -> None:
    """May be repeated, and run from several workers. Raises SQLAlchemyError."""
    services.store.prepare()
    remind(services, now)
    tidy(services, now)


def remind(services: DeliveryServices, now: datetime) -> int:
    """Send for a reminder of whatever stands since so many days; how many."""
    sent = 0
    with services.store.writing() as session:
        for row in standing_switches(session, now):
            due = (now - row.starts_at) // REMIND_EVERY
            if due <= row.reminded:
                continue
            key = f"{row.id}/{due}"
            claimed = update(LiveSwitch).where(LiveSwitch.id == row.id)
            claimed = claimed.where(LiveSwitch.reminded == row.reminded).values(reminded=due)
            if session.execute(claimed.returning(LiveSwitch.id)).first():
                services.dispatch.send(session, REMINDER, key, since=now)
                sent += 1
    return sent


def tidy(services: DeliveryServices, now: datetime) -> int:
    """Forget the audio of notices that ended so long ago as recordings are kept; how many.

    Who called the service line without switching anything goes with the call log.
    """
    retention = services.directory().retention
    kept, calls = retention.recordings, retention.calls
    with services.store.writing() as session:
        needed = _needed(session, now - kept)
        old = select(Spoken.name, Spoken.source).where(Spoken.kept_at < now - ORPHANED)
        found = session.execute(old).all()
        gone = [name for name, source in found if name not in needed and source not in needed]
        session.execute(delete(Spoken).where(Spoken.name.in_(gone)))
        session.execute(delete(Deed).where(Deed.act.in_(CALLS), Deed.at < now - calls))
    if gone:
        log.info("spoken notices forgotten", count=len(gone))
    return len(gone)


def forget_caller(session: Session, caller: str) -> None:
    """What a caller (E.164) did on the service line but switch: that stays, as the trail."""
    session.execute(delete(Deed).where(Deed.who == caller, Deed.act.in_(CALLS)))


def _needed(session: Session, since: datetime) -> set[str]:
    """The names and sources of audio that notices play, or played until not long ago."""
    recent = or_(LiveSwitch.ended_at.is_(None), LiveSwitch.ended_at > since)
    query = select(LiveSwitch).where(
        LiveSwitch.kind == Kind.NOTICE, LiveSwitch.ends_at > since, recent
    )
    rows = session.scalars(query).all()
    names = {name for row in rows for name in names_of(notice_of(row))}
    return names | {row.spoken for row in rows if row.spoken}
