"""`centralino worker`: delivers voicemails and tells of missed calls, until it is stopped."""

import signal
from threading import Event

import click

from centralino.cli.delivery_access import delivering
from centralino.core import logs, private_files
from centralino.core.settings import Settings
from centralino.core.texts import ENGLISH, read_in
from centralino.doctor.daily import daily_round
from centralino.languages.readers import reading_in
from centralino.services import make_worker


@click.command()
def worker() -> None:
    """Deliver voicemails, as long as it runs.

    It makes the database ready, waits for one that is away, and on SIGTERM finishes what it holds.
    Several may run, on one machine with SQLite or on many with PostgreSQL.
    """
    settings = Settings()
    logs.set_up(settings)
    private_files.tighten()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work = delivering()
    # In local mode there is nobody to be told what is not set up yet.
    rounds = [] if settings.is_local else [daily_round(work, settings)]
    read_in(reading_in(ENGLISH))  # from here on nobody reads but logs and other workers
    make_worker(work, settings, rounds).run(stop)
