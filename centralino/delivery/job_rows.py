"""The engine's own rows: what is under way, what a dead worker holds, what can be forgotten."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from dbos import DBOSClient, WorkflowStatus

from centralino.delivery.queueing import CHORES, MAIL

ACTIVE = ["ENQUEUED", "DELAYED", "PENDING"]
FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
PAGE = 500


def under_way(client: DBOSClient) -> list[WorkflowStatus]:
    """Every errand that is queued, delayed or running."""
    return client.list_workflows(
        status=ACTIVE, queue_name=MAIL, load_input=False, load_output=False
    )


def errand_of(workflow: WorkflowStatus) -> str:
    """`voicemail/RE…`, whichever try and turn of it this is."""
    return workflow.workflow_id.rpartition(".")[0].partition("+")[0]


def held_by(client: DBOSClient, workers: Sequence[str]) -> list[WorkflowStatus]:
    """What these workers have begun and not finished."""
    return client.list_workflows(
        status="PENDING", executor_id=list(workers), load_input=False, load_output=False
    )


def begun(client: DBOSClient) -> list[WorkflowStatus]:
    return client.list_workflows(status="PENDING", load_input=False, load_output=False)


def hand_back(client: DBOSClient, held: Sequence[WorkflowStatus]) -> None:
    """Put it back on the queues that it came from."""
    for queue in (MAIL, CHORES):
        ids = [workflow.workflow_id for workflow in held if workflow.queue_name == queue]
        if ids:
            client.resume_workflows(ids, queue_name=queue)


def expedite(client: DBOSClient, workflow: WorkflowStatus) -> None:
    """Let a delayed one run now."""
    client.set_workflow_delay(workflow.workflow_id, delay_seconds=0)


def forget_finished(client: DBOSClient, before: datetime) -> int:
    """Delete what was finished before a moment; how many there were."""
    count = 0
    for ids in _finished(client, before.astimezone(UTC)):
        client.delete_workflows(ids)
        count += len(ids)
    return count


def _finished(client: DBOSClient, before: datetime) -> Iterator[list[str]]:
    while found := client.list_workflows(
        status=FINISHED,
        completed_before=before.isoformat(),
        limit=PAGE,
        load_input=False,
        load_output=False,
    ):
        yield [workflow.workflow_id for workflow in found]
