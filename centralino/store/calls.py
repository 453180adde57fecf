"""The calls: what webhooks learned, put together; and which of them were missed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, case, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from centralino import trail
from centralino.calllog import Ending, Learned
from centralino.store.models import Call, Recording, State, Verdict

TABLE = cast(Table, Call.__table__)
LONGEST = timedelta(hours=5)  # Twilio ends a call after four: a call not heard of since is over


def remember(session: Session, news: Iterable[Learned]) -> None:
    """Add what was learned to the calls; the order in which it comes does not matter.

    One statement, run for each piece of news: the web process that writes has callers to answer.
    """
    in_order = sorted(news, key=lambda item: (item.call_sid, item.at))  # so that no two deadlock
    rows = [_row(learned) for learned in in_order]
    if rows:
        connection = session.connection()
        connection.execute(_statement(connection.dialect.name), rows)


def _row(learned: Learned) -> dict[str, Any]:
    return {
        "sid": learned.call_sid,
        "number": learned.number,
        "caller": learned.caller,
        "started_at": learned.at,
        "heard_at": learned.at,
        "step": learned.step,
        "trail": trail.written(learned.trail),
        "language": learned.language,
        "ending": learned.ending,
        "ended": learned.ended,
        "seconds": learned.seconds,
    }


@cache
def _statement(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Insert a call, or add to it: of two things that differ the later one is right."""
    insert = sqlite.insert(TABLE) if dialect == "sqlite" else postgresql.insert(TABLE)
    least, greatest = (func.min, func.max) if dialect == "sqlite" else (func.least, func.greatest)
    new, is_later = insert.excluded, insert.excluded.heard_at >= Call.heard_at

    def later(name: str) -> ColumnElement[str]:
        known, told = getattr(Call, name), new[name]
        return case((and_(told != "", or_(is_later, known == "")), told), else_=known)

    return insert.on_conflict_do_update(
        index_elements=[Call.sid],
        set_={
            "started_at": least(Call.started_at, new.started_at),
            "heard_at": greatest(Call.heard_at, new.heard_at),
            "number": case((Call.number == "", new.number), else_=Call.number),
            "caller": func.coalesce(Call.caller, new.caller),
            "ended": or_(Call.ended, new.ended),
            "seconds": func.coalesce(Call.seconds, new.seconds),
            "ending": _ending(new, is_later),
            **{name: later(name) for name in ("step", "trail", "language")},
        },
    )


def _ending(new: Any, is_later: ColumnElement[bool]) -> ColumnElement[Any]:
    """A conversation is one, whatever is told before or after it."""
    spoke = Ending.CONVERSATION.value
    replaces = and_(func.coalesce(Call.ending, "") != spoke, or_(is_later, Call.ending.is_(None)))
    is_news = and_(new.ending.is_not(None), or_(new.ending == spoke, replaces))
    return case((is_news, new.ending), else_=Call.ending)


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
