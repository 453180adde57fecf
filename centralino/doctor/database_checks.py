"""The database, the workers, and the voicemails that wait in them."""

import time
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from centralino.delivery import delivery_status
from centralino.doctor.finding import Findings, count_in_words, doubtful, well, wrong
from centralino.services import InstallationServices
from centralino.store import migrating
from centralino.store.models import WorkerRecord

SLOW, STUCK = timedelta(minutes=15), timedelta(hours=4)
Beats = dict[str, int]


def check_database(services: InstallationServices) -> Findings:
    """It answers, and has the shape that this version needs."""
    try:
        found, needed = migrating.revision(services.store.engine), migrating.newest()
    except SQLAlchemyError as error:
        yield wrong(
            "database",
            f"the database does not answer: {type(error).__name__}",
            "is it running, and DATABASE_URL right? Calls are answered without it, "
            "voicemails wait at Twilio",
        )
        return
    if found != needed:
        yield wrong(
            "database",
            f"the database is at revision {found or 'none'}, this version needs {needed}",
            "run `centralino db upgrade`",
        )
    else:
        yield well("database", f"it answers, at revision {found}")


class Heartbeats:
    """Listens twice: a worker that lives has moved its beat in between."""

    def __init__(self, services: InstallationServices) -> None:
        self._services = services
        self._heard_at = time.monotonic()
        self._first = self._beats()

    def findings(self) -> Findings:
        """Waits for what is left of one beat and a half."""
        limits = self._services.limits
        time.sleep(max(self._heard_at + limits.beat * 1.5 - time.monotonic(), 0.0))
        then = self._beats()
        alive = [name for name, beat in then.items() if self._first.get(name) != beat]
        if alive:
            yield well("workers", f"{len(alive)} at work")
        else:
            silent = f": {len(then)} fell silent" if then else ""
            yield wrong(
                "workers",
                f"no worker is at work{silent}; voicemails wait",
                "start one: `centralino worker`",
            )

    def _beats(self) -> Beats:
        with self._services.store.reading() as session:
            return {
                row[0]: row[1]
                for row in session.execute(select(WorkerRecord.id, WorkerRecord.beat))
            }


def check_deliveries(services: InstallationServices, now: datetime) -> Findings:
    """Voicemails reach their offices, and soon."""
    found = delivery_status.standing(services.store)
    age = now - found.oldest if found.oldest else timedelta()
    if found.dead:
        yield wrong(
            "deliveries.dead",
            f"{count_in_words(found.dead, 'voicemail')} could not be delivered: not tried any more",
            "see `centralino voicemail list`; then `centralino voicemail retry --dead`",
        )
    if age > SLOW:
        mark = wrong if age > STUCK else doubtful
        yield mark(
            "deliveries.queue",
            f"{count_in_words(found.waiting, 'voicemail')} waiting, the oldest for {_spoken(age)}",
            "`centralino voicemail list` tells the last error of each",
        )
    elif not found.dead:
        yield well(
            "deliveries",
            f"{count_in_words(found.waiting, 'voicemail')} waiting"
            + ", none for long" * bool(found.waiting),
        )


def _spoken(age: timedelta) -> str:
    hours, minutes = divmod(int(age.total_seconds()) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
