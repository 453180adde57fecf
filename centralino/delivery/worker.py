"""The worker: launches the engine, keeps the chores going, drains when it is asked to stop."""

import logging
import os
import socket
from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from threading import Event, Thread
from typing import Protocol

import structlog
from dbos import DBOS, DBOSPortableJSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.clock import Clock, utc_now
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.heartbeat import Heartbeat
from centralino.delivery.intake import Intake
from centralino.delivery.job import Job
from centralino.delivery.job_runner import JobRunner
from centralino.delivery.judging_missed import judge, summon_digests
from centralino.delivery.queueing import APPLICATION, CHORES, MAIL, WORK_VERSION
from centralino.delivery.reconcile import Reconciliation
from centralino.delivery.retention import Retirement
from centralino.delivery.routine import Routine
from centralino.delivery.versions import Versions
from centralino.delivery.workflows import RECONCILE, RETAIN, register

RETRY = 3.0  # seconds between two looks for a database that is not there yet
log = structlog.get_logger(__name__)


def ours_too() -> None:
    """The engine logs the way we do, instead of in lines of its own."""
    engine = logging.getLogger("dbos")
    engine.handlers.clear()
    engine.propagate = True


class Round(Job, Protocol):
    """An errand that is summoned whenever the worker looks up; it knows itself when it is due."""

    kind: str

    def summon(self, now: datetime) -> None:
        """Raises SQLAlchemyError."""


class Worker:
    """One worker process. Several share one PostgreSQL, or one machine's SQLite.

    `jobs` by their kind, and `routines`, are what others have done here beside delivery's own.
    """

    def __init__(
        self,
        services: DeliveryServices,
        rounds: Sequence[Round] = (),
        clock: Clock = utc_now,
        version: str = WORK_VERSION,
        *,
        jobs: Mapping[str, Job] | None = None,
        routines: Sequence[Routine] = (),
    ) -> None:
        self._services = services
        self._clock = clock
        self._rounds = rounds
        self._jobs = {**(jobs or {}), **{each.kind: each for each in rounds}}
        self._given_routines = routines
        # Never used twice: work that another process of this name has begun is taken over by
        # its silence, and not run a second time beside it.
        self.id = f"{socket.gethostname()}-{os.getpid()}-{token_hex(4)}"[:120]
        silence = services.limits.silence
        self._version = version
        self._heart = Heartbeat(services.store, services.dispatch, self.id, silence)
        self._versions = Versions(services.store, services.dispatch, version, silence, clock)

    def run(self, stop: Event) -> None:
        """Work until `stop` is set, then finish what is held and return."""
        if not self._found_database(stop):
            return
        self._launch()
        stopped = Event()
        pulse = Thread(target=self._pulsate, args=(stopped,), name="heartbeat", daemon=True)
        pulse.start()
        log.info("worker ready", worker=self.id)
        try:
            self._routines(stop)
        finally:
            self._drain()
            stopped.set()
            pulse.join()
            self._leave()

    def _found_database(self, stop: Event) -> bool:
        while not stop.is_set():
            try:
                self._services.store.reshape()
                self._heart.beat()
            except SQLAlchemyError as error:
                log.warning("waiting for the database", error=type(error).__name__)
                stop.wait(RETRY)
            else:
                return True
        return False

    def _launch(self) -> None:
        services = self._services
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_engine": services.store.engine,
                "serializer": DBOSPortableJSONSerializer(),
                "application_version": self._version,
                "executor_id": self.id,
                "log_level": "WARNING",
            }
        )
        ours_too()
        intake = Intake(services.store, services.dispatch, services.directory, services.limits)
        clock = self._clock
        register(
            JobRunner(services, clock, self._jobs),
            Reconciliation(services, intake, clock),
            Retirement(services, clock),
        )
        DBOS.launch()
        self._versions.be_latest()
        limits = services.limits
        DBOS.register_queue(
            MAIL, worker_concurrency=limits.at_once, polling_interval_sec=limits.polling
        )
        DBOS.register_queue(CHORES, worker_concurrency=2, polling_interval_sec=limits.chore_polling)

    def _pulsate(self, stopped: Event) -> None:
        beat = Routine(0.0, self._heart.beat)
        listen = Routine(0.0, self._heart.listen)
        versions = Routine(0.0, self._versions.take_over)
        while not stopped.wait(self._services.limits.beat):
            beat.run()
            listen.run()
            versions.run()

    def _routines(self, stop: Event) -> None:
        limits = self._services.limits
        routines = (
            Routine(limits.judging, self._judge),
            Routine(limits.reconciling, lambda: self._chore(RECONCILE)),
            Routine(limits.retaining, lambda: self._chore(RETAIN)),
            *self._given_routines,
        )
        while not stop.wait(min(1.0, limits.judging)):
            for routine in routines:
                routine.run()

    def _judge(self) -> None:
        now = self._clock()
        judge(self._services, now)
        summon_digests(self._services, now)
        for each in self._rounds:
            each.summon(now)

    def _chore(self, name: str) -> None:
        """One at a time, however many workers there are."""
        self._services.dispatch.client.enqueue(
            {
                "workflow_name": name,
                "queue_name": CHORES,
                "deduplication_id": name,
                "duplication_policy": "return-existing",
            }
        )

    def _drain(self) -> None:
        log.info("worker drains", worker=self.id)
        DBOS.destroy(
            destroy_registry=True, workflow_completion_timeout_sec=self._services.limits.drain
        )

    def _leave(self) -> None:
        try:
            self._heart.leave()
        except SQLAlchemyError as error:
            log.warning("left without a word", error=type(error).__name__)
