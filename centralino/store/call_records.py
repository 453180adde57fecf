"""The calls: what webhooks learned, put together; and which of them were missed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from typing import cast as typed

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from centralino.calls import missed, trail
from centralino.calls.call_log import Learned
from centralino.calls.ending import Ending
from centralino.store.instant import Instant
from centralino.store.models import CallRecord, CallVerdict, DeliveryState, Recording

TABLE = typed(Table, CallRecord.__table__)
COLUMNS = (
    *("sid", "number", "caller", "started_at", "heard_at", "step"),
    *("trail", "language", "ending", "ended", "seconds", "helped", "was_open"),
)
LONGEST = timedelta(hours=5)  # Twilio ends a call after four: a call not heard of since is over


def remember(session: Session, news: Iterable[Learned]) -> None:
    """Add what was learned to the calls; the order in which it comes does not matter.

    All of it goes to the database as one value: a web process that writes row by row would give
    the interpreter away for each, while callers wait for it.
    """
    connection = session.connection()
    in_order = sorted(news, key=lambda item: (item.call_sid, item.at))  # so that no two deadlock
    for each in _once_a_call(in_order):
        rows = json.dumps([_row(learned) for learned in each])
        connection.execute(_statement(connection.dialect.name), {"news": rows})


def _once_a_call(news: Sequence[Learned]) -> Iterator[list[Learned]]:
    """In rounds, each with one piece of a call's news at the most, as PostgreSQL wants it."""
    while news:
        round_: dict[str, Learned] = {}
        later = [item for item in news if round_.setdefault(item.call_sid, item) is not item]
        yield list(round_.values())
        news = later


def _row(learned: Learned) -> list[str | int | bool | None]:
    """The values of COLUMNS. A moment is written as SQLite keeps it, which PostgreSQL reads too."""
    if learned.at.tzinfo is None:
        raise ValueError("a moment without a zone does not go into the database")
    at = f"{learned.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return [
        learned.call_sid,
        learned.number,
        learned.caller,
        at,
        at,
        learned.step,
        trail.write_trail(learned.trail),
        learned.language,
        learned.ending,
        learned.ended,
        learned.seconds,
        learned.helped,
        learned.was_open,
    ]


@cache
def _statement(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Insert calls, or add to them: of two things that differ the later one is right."""
    insert = sqlite.insert(TABLE) if dialect == "sqlite" else postgresql.insert(TABLE)
    least, greatest = (func.min, func.max) if dialect == "sqlite" else (func.least, func.greatest)
    told = insert.from_select(COLUMNS, _lite() if dialect == "sqlite" else _full())
    new, is_later = told.excluded, told.excluded.heard_at >= CallRecord.heard_at

    def later(name: str) -> ColumnElement[str]:
        known, found = getattr(CallRecord, name), new[name]
        return case((and_(found != "", or_(is_later, known == "")), found), else_=known)

    return told.on_conflict_do_update(
        index_elements=[CallRecord.sid],
        set_={
            "started_at": least(CallRecord.started_at, new.started_at),
            "heard_at": greatest(CallRecord.heard_at, new.heard_at),
            "number": case((CallRecord.number == "", new.number), else_=CallRecord.number),
            "caller": func.coalesce(CallRecord.caller, new.caller),
            "ended": or_(CallRecord.ended, new.ended),
            "seconds": func.coalesce(CallRecord.seconds, new.seconds),
            "helped": case(
                (and_(is_later, new.helped.is_not(None)), new.helped),
                else_=func.coalesce(CallRecord.helped, new.helped),
            ),
            "was_open": func.coalesce(CallRecord.was_open, new.was_open),
            "ending": _ending(new, is_later),
            **{name: later(name) for name in ("step", "trail", "language")},
        },
    )


def _lite() -> Select[Any]:
    """The rows out of their JSON, by SQLite. Its grammar wants a WHERE before ON CONFLICT."""
    rows = func.json_each(bindparam("news", type_=Text)).table_valued("value")
    values = [func.json_extract(rows.c.value, f"$[{n}]") for n in range(len(COLUMNS))]
    return select(*values).select_from(rows).where(true())


def _full() -> Select[Any]:
    """The rows out of their JSON, by PostgreSQL; a moment there is one of UTC."""
    rows = func.json_array_elements(cast(bindparam("news", type_=Text), JSON)).table_valued("value")
    types = [TABLE.c[name].type for name in COLUMNS]
    texts = [rows.c.value.op("->>")(n) for n in range(len(COLUMNS))]
    values = [_typed(text, type_) for text, type_ in zip(texts, types, strict=True)]
    return select(*values).select_from(rows)


def _typed(text: ColumnElement[Any], type_: TypeEngine[Any]) -> ColumnElement[Any]:
    if isinstance(type_, Instant):
        return func.timezone("UTC", cast(text, DateTime))
    return cast(text, type_)


def _ending(new: Any, is_later: ColumnElement[bool]) -> ColumnElement[Any]:
    """A conversation is one, whatever is told before or after it."""
    spoke = Ending.CONVERSATION.value
    replaces = and_(
        func.coalesce(CallRecord.ending, "") != spoke, or_(is_later, CallRecord.ending.is_(None))
    )
    is_news = and_(new.ending.is_not(None), or_(new.ending == spoke, replaces))
    return case((is_news, new.ending), else_=CallRecord.ending)


def spoken_on() -> ColumnElement[bool]:
    """The call left a recording that an office gets."""
    return exists().where(
        Recording.call_sid == CallRecord.sid, Recording.state != DeliveryState.EMPTY
    )


def over(session: Session, now: datetime, wait: timedelta, late: timedelta) -> Sequence[CallRecord]:
    """Calls that have ended and were not judged yet.

    Judged `wait` after the end, so that what is still being written counts; where a recording may
    yet be announced, `late` after it.
    """
    ready = and_(
        CallRecord.ended,
        CallRecord.heard_at < now - wait,
        CallRecord.ending.is_distinct_from(Ending.VOICEMAIL),
    )
    settled = or_(ready, and_(CallRecord.ended, CallRecord.heard_at < now - late))
    silent = CallRecord.heard_at < now - LONGEST
    query = select(CallRecord).where(CallRecord.verdict.is_(None), or_(settled, silent))
    return session.scalars(query.order_by(CallRecord.heard_at).limit(500).with_for_update()).all()


def is_missed(session: Session, call: CallRecord) -> bool:
    """By the rule in calls/missed.py."""
    message = select(spoken_on()).select_from(CallRecord).where(CallRecord.sid == call.sid)
    return missed.is_missed(
        Ending(call.ending) if call.ending else None,
        call.helped,
        has_message=bool(session.scalar(message)),
        left_nothing=any(item.outcome == "empty" for item in trail.read_trail(call.trail)),
    )


def find_missed(session: Session, number: str) -> Sequence[CallRecord]:
    """The missed calls of a number that its office has not been told of, oldest first."""
    query = select(CallRecord).where(
        CallRecord.number == number, CallRecord.verdict == CallVerdict.MISSED
    )
    return session.scalars(query.order_by(CallRecord.started_at)).all()
