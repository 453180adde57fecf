"""A whole installation on this machine: app, account, mail server, database, worker's beat."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from pydantic import SecretStr
from standins.account_api import AccountApi, account_api
from standins.mailserver import MailServer, mail_server
from standins.twilio_api import ACCOUNT, TOKEN
from support.house import write
from werkzeug.serving import make_server

from app import create_app
from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.doctor.examination import Report, examine
from centralino.doctor.finding import Health, Symptom
from centralino.loading.loader import load
from centralino.services import InstallationServices, installation_services, rehearsal
from centralino.store.models import WorkerRecord
from centralino.store.store import Store
from centralino.twilio.api import Account

PUBLIC_URL = "http://switchboard.example.org"
URP, TAXES = "+390577235501", "+390577235502"
FLOWS = {
    "0577235501": 'number: "0577 235501"\noffice: Relazioni\nemail: urp@example.org\n',
    "0577235502": 'number: "0577 235502"\noffice: Tasse\nring: ["0577 235010"]\n'
    "email: tasse@example.org\n",
}
QUICK = DeliveryLimits(beat=0.02, smtp=2.0)
Wsgi = Callable[..., Iterable[bytes]]


@dataclass
class Installation:
    """What is examined, and all that surrounds it."""

    settings: Settings
    folder: Path
    book: AccountApi
    post: MailServer
    store: Store

    def services(self, **more: Any) -> InstallationServices:
        """Changes are to the settings, or to the services itself."""
        own: dict[str, Any] = {}
        own |= {name: more.pop(name) for name in ("trust", "switches") if name in more}
        settings = self.settings.model_copy(update=more)
        vars(settings).pop("auth_token", None)  # it was worked out for the original
        made = installation_services(settings, QUICK)
        # The files as they are, without what an earlier test has left as good.
        own["account"] = Account(settings)  # without patience
        return replace(made, loaded=load(made.settings.flows_dir), **own)

    def examine(self, now: datetime | None = None, **more: Any) -> Report:
        return examine(self.services(**more), now or utc_now())

    def flow(self, slug: str, text: str) -> None:
        (self.folder / "flows" / f"{slug}.yaml").write_text(text)


def only(report: Report, id_: str) -> Symptom:
    """The one finding of an id."""
    (found,) = [each for each in report.findings if each.id == id_]
    return found


def wrongs(report: Report) -> list[str]:
    return [each.id for each in report.of(Health.WRONG)]


@contextmanager
def listening(app: Wsgi) -> Iterator[str]:
    """The app behind a proxy, which PUBLIC_URL's name leads to."""

    def proxied(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ["RAW_URI"] = environ["REQUEST_URI"] = environ["PATH_INFO"]
        return app(environ, start)

    server = make_server("127.0.0.1", 0, proxied, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def beating(store: Store) -> Iterator[None]:
    """A worker that lives."""
    stop = Event()

    def beat() -> None:
        while not stop.wait(0.005):
            with store.writing() as session:
                worker = session.get(WorkerRecord, "one") or WorkerRecord(id="one", beat=0)
                worker.beat += 1
                session.add(worker)

    thread = Thread(target=beat)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.fixture
def book() -> Iterator[AccountApi]:
    with account_api() as made:
        yield made


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest shape, to be copied: it takes a while to make."""
    file = tmp_path_factory.mktemp("prepared") / "store.sqlite3"
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.close()
    return file


@pytest.fixture
def site(
    prepared: Path, tmp_path: Path, book: AccountApi, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    lead_to("http://127.0.0.1:9", monkeypatch)
    with mail_server() as post:
        settings = Settings(
            twilio_account_sid=ACCOUNT,
            twilio_auth_token=SecretStr(TOKEN),
            twilio_api_url=book.api.url,
            public_url=PUBLIC_URL,
            flows_dir=write(tmp_path / "flows", FLOWS),
            database_url=f"sqlite:///{tmp_path}/store.sqlite3",
            smtp_url=post.url,
        )
        shutil.copy(prepared, tmp_path / "store.sqlite3")
        store = Store(settings.database_url)
        yield Installation(settings, tmp_path, book, post, store)
        store.close()


@pytest.fixture
def running(site: Installation, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """The app of the installation answers at PUBLIC_URL."""
    app = create_app(site.settings, rehearsal(site.settings, loaded=load(site.settings.flows_dir)))
    with listening(app) as url:
        lead_to(url, monkeypatch)
        yield site


def lead_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PUBLIC_URL's name leads; the stand-ins stay where they are."""
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
