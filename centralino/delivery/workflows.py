"""The durable workflows, as the engine knows them: an errand, and two chores.

None has steps that the engine would replay: each may be run again from its start, and finds in our
own tables what it has settled. So any version may continue what another has begun.
"""

from dbos import DBOS

from centralino.delivery.job_runner import JobRunner
from centralino.delivery.queueing import WORKFLOW
from centralino.delivery.reconcile import Reconciliation
from centralino.delivery.retention import Retirement

RECONCILE = "reconcile"
RETAIN = "retain"


def register(errands: JobRunner, reconciliation: Reconciliation, retirement: Retirement) -> None:
    """Make the workflows known to the engine, before it is launched."""

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def errand(kind: str, key: str, attempt: int, turn: str) -> None:
        errands.run(kind, key, attempt, turn)

    @DBOS.workflow(name=RECONCILE, max_recovery_attempts=None)
    def reconcile() -> None:
        reconciliation.run()

    @DBOS.workflow(name=RETAIN, max_recovery_attempts=None)
    def retain() -> None:
        retirement.run()
