"""How long anybody waits for the database, decided here for all.

What answers Twilio gives up well before Twilio does, after 15 seconds, so that it can say so and be
asked again. What works behind the scenes may wait for others, but for nobody who is dead.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waits:
    """Seconds. `connect` is to reach PostgreSQL, 2 at the least; `answer` for one of its answers,
    measured here: a server that is frozen sends no error, and its kernel goes on acknowledging.

    `statement` and `lock` are what PostgreSQL itself ends a statement after, `busy` is how long one
    writer of SQLite waits for another, `pool` how long for a connection that others use. None, or
    0 where PostgreSQL is told: without a bound.
    """

    connect: int
    answer: float | None
    statement: float
    lock: float
    busy: float
    pool: float


WEB = Waits(connect=2, answer=4.0, statement=3.0, lock=3.0, busy=4.0, pool=2.0)
WORK = Waits(connect=5, answer=120.0, statement=0, lock=0, busy=15.0, pool=20.0)
RESHAPING = Waits(connect=5, answer=None, statement=0, lock=0, busy=15.0, pool=20.0)
"""For migrations: a table that is written anew takes what it takes."""

IDLE = 60.0  # seconds after which PostgreSQL ends a transaction that nobody continues
LOST = 20.0  # seconds without a sign from the other machine, and it is taken for lost


def libpq(waits: Waits) -> dict[str, str | int]:
    """As parameters of a connection (postgresql.org/docs/current/libpq-connect.html)."""
    settings = {
        "idle_in_transaction_session_timeout": IDLE,
        "statement_timeout": waits.statement,
        "lock_timeout": waits.lock,
    }
    return {
        "options": " ".join(f"-c {name}={_ms(value)}" for name, value in settings.items()),
        "connect_timeout": waits.connect,
        "tcp_user_timeout": _ms(min(LOST, waits.answer or LOST)),
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
    }


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
