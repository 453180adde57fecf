"""How work gets to the workers: named, in our own transaction, newest voicemail first."""

from datetime import UTC, datetime
from threading import Lock

from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy.orm import Session

from centralino.store.store import Store

APPLICATION = "centralino"
# What the engine calls our version. Jobs have no steps to be replayed, so it need not change; if
# it does, versions.py sees to it that nothing waits for a version that is gone.
WORK_VERSION = "1"
MAIL = "mail"
CHORES = "chores"
WORKFLOW = "errand"
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
LAST = 2**31 - 1  # the engine's lowest priority


class Dispatch:
    """Puts errands on the queue from any process; runs nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._client: DBOSClient | None = None

    def send(
        self,
        session: Session,
        kind: str,
        key: str,
        *,
        since: datetime,
        attempt: int = 1,
        wait: float = 0.0,
        turn: str = "",
    ) -> None:
        """Enqueue one try of an errand in the caller's transaction; the same try twice is one.

        `key` must name nobody: a SID, or a number's slug and a day. `since` is when there was
        something to tell: what is newer goes first, so that a backlog delays no new voicemail.
        `turn` sets a new series of tries apart from an older one.
        """
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": MAIL,
            "workflow_id": workflow_id(kind, key, attempt, turn),
            "priority": priority(since),
        }
        if wait > 0:
            options["delay_seconds"] = wait
        self.client.enqueue_in_transaction(session, options, kind, key, attempt, turn)

    @property
    def client(self) -> DBOSClient:
        with self._lock:
            if self._client is None:
                self._client = DBOSClient(
                    system_database_engine=self._store.engine,
                    serializer=DBOSPortableJSONSerializer(),
                    application_name=APPLICATION,
                    lazy=True,
                    retry_connection_errors=False,
                )
            return self._client


def workflow_id(kind: str, key: str, attempt: int, turn: str = "") -> str:
    """`voicemail/RE….1`; with a turn `voicemail/RE…+2.1`."""
    return f"{kind}/{key}{'+' if turn else ''}{turn}.{attempt}"


def priority(since: datetime) -> int:
    """The engine takes the lowest first: the newer, the lower."""
    seconds = int((since - EPOCH).total_seconds())
    return min(max(LAST - seconds, 1), LAST)
