import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from centralino.calls.call_log import Learned
from centralino.core.clock import utc_now
from centralino.store.models import CallRecord
from centralino.store.store import Store
from centralino.store.stored_call_log import ROOM, StoredCallLog


def learned(number: int, caller: str | None = None) -> Learned:
    return Learned(f"CA{number:032x}", "0577235501", caller, utc_now())


def written(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(CallRecord)) or 0


def test_what_is_noted_is_written_behind_the_answers_back(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.sqlite3")
    log = StoredCallLog(store)
    for number in range(500):
        log.note(learned(number))
    log.close()
    assert written(store) == 500
    store.close()


def test_without_a_database_a_note_takes_no_time_and_raises_nothing() -> None:
    log = StoredCallLog(Store("postgresql://nobody@127.0.0.1:9/none"))
    started = time.monotonic()
    for number in range(ROOM + 500):
        log.note(learned(number))
    assert time.monotonic() - started < 2.0
    log.close(patience=0.1)


def test_one_line_that_the_database_refuses_takes_no_other_with_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.sqlite3")
    log = StoredCallLog(store)
    log.note(learned(1))
    log.note(Learned("CA" + "f" * 32, "0577235501", None, datetime(2026, 1, 1)))  # noqa: DTZ001 -- refused
    log.note(learned(2))
    log.close()
    assert written(store) == 2
    store.close()


def test_a_log_that_was_closed_begins_anew(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.sqlite3")
    log = StoredCallLog(store)
    log.note(learned(1))
    log.close()
    log.note(learned(2))
    log.close()
    assert written(store) == 2
    store.close()
