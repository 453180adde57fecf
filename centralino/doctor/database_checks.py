"""The database, the workers, and the voicemails that wait in them."""

import time
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.texts import _, _n
from centralino.delivery import delivery_status
from centralino.doctor.finding import Findings, doubtful, well, wrong
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
            _("the database does not answer: {why}", why=type(error).__name__),
            _(
                "is it running, and DATABASE_URL right? Calls are answered without it, "
                "voicemails wait at Twilio"
            ),
        )
        return
    if found != needed:
        yield wrong(
            "database",
            describe_revision(found, needed),
            _("run `centralino db upgrade`"),
        )
    else:
        yield well("database", _("it answers, at revision {found}", found=found))


def describe_revision(found: str | None, needed: str | None) -> str:
    if not found:
        return _(
            "the database has no tables yet, this version needs revision {needed}", needed=needed
        )
    return _(
        "the database is at revision {found}, this version needs {needed}",
        found=found,
        needed=needed,
    )


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
            yield well("workers", _n("{count} at work", "{count} at work", len(alive)))
        else:
            yield wrong("workers", _nobody_works(len(then)), _("start one: `centralino worker`"))

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
            _n(
                "{count} voicemail could not be delivered: it is not tried any more",
                "{count} voicemails could not be delivered: they are not tried any more",
                found.dead,
            ),
            _("see `centralino voicemail list`; then `centralino voicemail retry --dead`"),
        )
    if age > SLOW:
        mark = wrong if age > STUCK else doubtful
        yield mark(
            "deliveries.queue",
            _n(
                "{count} voicemail waiting, for {age}",
                "{count} voicemails waiting, the oldest for {age}",
                found.waiting,
                age=_spoken(age),
            ),
            _("`centralino voicemail list` tells the last error of each"),
        )
    elif not found.dead:
        yield well("deliveries", _none_for_long(found.waiting))


def _nobody_works(silent: int) -> str:
    if not silent:
        return _("no worker is at work; voicemails wait")
    return _n(
        "no worker is at work: {count} fell silent; voicemails wait",
        "no worker is at work: {count} fell silent; voicemails wait",
        silent,
    )


def _none_for_long(waiting: int) -> str:
    if not waiting:
        return _("no voicemails waiting")
    return _n(
        "{count} voicemail waiting, not for long",
        "{count} voicemails waiting, none for long",
        waiting,
    )


def _spoken(age: timedelta) -> str:
    hours, minutes = divmod(int(age.total_seconds()) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
