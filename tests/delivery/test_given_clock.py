"""A worker goes by the clock that it was given: its routines, its rounds and its errands."""

from datetime import UTC, datetime
from threading import Event, Thread

from centralino.delivery.worker import Worker
from centralino.doctor.daily import DailyRound
from centralino.doctor.examination import Report

from .office import Bench, eventually

THEN = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)


def test_a_worker_goes_by_the_clock_that_it_was_given(desk: Bench) -> None:
    examined: list[datetime] = []

    def well(now: datetime) -> Report:
        examined.append(now)
        return Report(now, ())

    stop, made = Event(), Worker(desk.means, [DailyRound(desk.means, well)], lambda: THEN)
    thread = Thread(target=made.run, args=(stop,))
    thread.start()
    try:
        eventually(lambda: examined, 60)
    finally:
        stop.set()
        thread.join(60)
    assert set(examined) == {THEN}, "the day's round, summoned and made at that moment"
