from collections.abc import Iterator
from pathlib import Path

import pytest
from standins.databases import database_url, postgres_url
from standins.mailserver import MailServer, mail_server
from standins.twilio_api import TwilioApi, twilio_api

from .office import Bench, bench, outbox, settings

__all__ = ["database_url", "postgres_url"]


@pytest.fixture
def api() -> Iterator[TwilioApi]:
    with twilio_api() as made:
        yield made


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, api: TwilioApi) -> Iterator[Bench]:
    """Without a worker and a mail server: errands are run by hand, mails are files."""
    made = bench(settings(f"sqlite:///{tmp_path}/store.sqlite3", api), outbox(tmp_path))
    made.means.store.prepare()
    yield made
    made.means.close()
