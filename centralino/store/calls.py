"""The calls: what webhooks learned, put together; and which of them were missed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from centralino import trail
from centralino.calllog import Ending, Learned
from centralino.store.models import Call, Recording, State, Verdict
from centralino.store.rows import add_missing

LONGEST = timedelta(hours=5)  # Twilio ends a call after four: a call not heard of since is over


def remember(session: Session, news: Iterable[Learned]) -> None:
    """Add what was learned to the calls; the order in which it comes does not matter."""
    for learned in sorted(news, key=lambda item: (item.call_sid, item.at)):
        add_missing(
            session,
            Call,
            sid=learned.call_sid,
            number=learned.number,
            caller=learned.caller,
            started_at=learned.at,
            heard_at=learned.at,
            step="",
            trail="",
            language="",
            ended=False,
        )
        add(session.get_one(Call, learned.call_sid, with_for_update=True), learned)


def add(call: Call, learned: Learned) -> None:
    """One webhook's news to what is known; the later of two that differ is right."""
    is_newest = learned.at >= call.heard_at
    call.started_at = min(call.started_at, learned.at)
    call.heard_at = max(call.heard_at, learned.at)
    call.number = call.number or learned.number
    call.caller = call.caller or learned.caller
    call.ended = call.ended or learned.ended
    call.seconds = learned.seconds if call.seconds is None else call.seconds
    for name, value in _place(learned).items():
        if value and (is_newest or not getattr(call, name)):
            setattr(call, name, value)
    if call.ending != Ending.CONVERSATION and learned.ending:
        call.ending = learned.ending if is_newest or not call.ending else call.ending


def _place(learned: Learned) -> dict[str, str]:
    return {
        "step": learned.step,
        "trail": trail.written(learned.trail),
        "language": learned.language,
    }


def spoken_on() -> ColumnElement[bool]:
    """The call left a recording that an office gets."""
    return exists().where(Recording.call_sid == Call.sid, Recording.state != State.EMPTY)


def over(session: Session, now: datetime, wait: timedelta, late: timedelta) -> Sequence[Call]:
    """Calls that have ended and were not judged yet.

    Judged `wait` after the end, so that what is still being written counts; where a recording may
    yet be announced, `late` after it.
    """
    ready = and_(
        Call.ended, Call.heard_at < now - wait, Call.ending.is_distinct_from(Ending.VOICEMAIL)
    )
    settled = or_(ready, and_(Call.ended, Call.heard_at < now - late))
    silent = Call.heard_at < now - LONGEST
    query = select(Call).where(Call.verdict.is_(None), or_(settled, silent))
    return session.scalars(query.order_by(Call.heard_at).limit(500).with_for_update()).all()


def is_missed(session: Session, call: Call) -> bool:
    """The caller hung up while ringing, in a menu or before the beep, or left nothing."""
    left_nothing = any(item.outcome == "empty" for item in trail.read(call.trail))
    if call.ending == Ending.CONVERSATION or (
        call.ending == Ending.INFORMATION and not left_nothing
    ):
        return False
    return not session.scalar(select(spoken_on()).select_from(Call).where(Call.sid == call.sid))


def missed(session: Session, number: str) -> Sequence[Call]:
    """The missed calls of a number that its office has not been told of, oldest first."""
    query = select(Call).where(Call.number == number, Call.verdict == Verdict.MISSED)
    return session.scalars(query.order_by(Call.started_at)).all()
