"""The durable workflows, as the engine knows them: an errand, and two chores.

Their steps' order is what interrupted work is replayed by; queueing.WORK_VERSION names it.
"""

from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from centralino.delivery.errand import result_from
from centralino.delivery.errands import TIDY, Errands
from centralino.delivery.queueing import WORKFLOW
from centralino.delivery.reconcile import Reconciliation
from centralino.delivery.retention import Retirement

RECONCILE = "reconcile"
RETAIN = "retain"
FOR_A_DATABASE: dict[str, Any] = {
    "retries_allowed": True,
    "interval_seconds": 0.5,
    "max_attempts": 12,  # some half an hour; reconciliation revives what that does not save
    "should_retry": lambda error: isinstance(error, SQLAlchemyError),
}


def register(errands: Errands, reconciliation: Reconciliation, retirement: Retirement) -> None:
    """Make the workflows known to the engine, before it is launched."""

    @DBOS.step(name="send", **FOR_A_DATABASE)
    def send(kind: str, key: str, attempt: int, turn: str) -> Any:
        return errands.send(kind, key, attempt, turn).written()

    @DBOS.step(name="settle", **FOR_A_DATABASE)
    def settle(kind: str, key: str, attempt: int, turn: str, result: Any) -> str:
        return errands.settle(kind, key, attempt, turn, result_from(result))

    @DBOS.step(name="tidy")
    def tidy(key: str) -> None:
        errands.tidy(key)

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def errand(kind: str, key: str, attempt: int, turn: str) -> None:
        result = send(kind, key, attempt, turn)
        if settle(kind, key, attempt, turn, result) == TIDY:
            tidy(key)

    @DBOS.workflow(name=RECONCILE, max_recovery_attempts=None)
    def reconcile() -> None:
        reconciliation.run()

    @DBOS.workflow(name=RETAIN, max_recovery_attempts=None)
    def retain() -> None:
        retirement.run()
