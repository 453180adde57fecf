"""One organisation with its offices, and everything that a delivery works with, made for a test."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from standins.twilio_api import ACCOUNT, TOKEN, TwilioApi

from centralino.calls.trail import Passage
from centralino.core.clock import utc_now
from centralino.core.directory import Directory, Mail, Office, Retention
from centralino.core.settings import Settings
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.delivery_services import DeliveryServices, make_delivery_services
from centralino.delivery.intake import Announced, Intake
from centralino.delivery.worker import Worker

CALLER = "+393331234567"
HELPDESK = "helpdesk@example.org"
URP = "0577235501"
URP_MAIL = "urp@example.org"
NOON = datetime(2026, 11, 23, 11, 2, tzinfo=UTC)
_numbers = count(1)

QUICK = DeliveryLimits(
    fetch=1.0,
    first_wait=0.05,
    longest_wait=0.4,
    deaths=2,
    a_minute=100_000,
    smtp=1.0,
    idle=1.0,
    polling=0.05,
    beat=0.1,
    silence=1.0,
    drain=5,
    judging=0.1,
    missed=timedelta(seconds=0),
    late=timedelta(seconds=0),
    announced=0.0,
)


def sid(prefix: str = "RE") -> str:
    """A SID that no other test has."""
    return f"{prefix}{next(_numbers):032x}"


def office(slug: str = URP, **more: object) -> Office:
    made = Office(
        number=f"+39{slug}",
        slug=slug,
        name={"it": "Ufficio Relazioni con il Pubblico", "en": "Public Relations Office"},
        addresses=(URP_MAIL,),
        language="it",
        missed_calls="each",
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name, as the caller gives


def directory(*offices: Office, **more: object) -> Directory:
    made = Directory(
        organisation={"it": "Università di Prova", "en": "University of Example"},
        zone=ZoneInfo("Europe/Rome"),
        language="it",
        mail=Mail("Centralino <centralino@example.org>", HELPDESK),
        retention=Retention(),
        offices={one.slug: one for one in offices or (office(),)},
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name, as the caller gives


def announced(recording: str, **more: object) -> Announced:
    made = Announced(
        sid=recording,
        call_sid=sid("CA"),
        number=URP,
        caller=CALLER,
        at=utc_now(),
        seconds=12,
        step="mailbox",
        language="it",
        trail=(Passage("welcome", "1"), Passage("office", "busy@0577235010")),
        to=(URP_MAIL,),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name, as the caller gives


def settings(database_url: str, api: TwilioApi | None = None, smtp_url: str = "") -> Settings:
    return Settings(
        twilio_account_sid=ACCOUNT if api else "",
        twilio_auth_token=SecretStr(TOKEN if api else ""),
        twilio_api_url=api.url if api else "",
        database_url=database_url,
        smtp_url=smtp_url,
    )


@dataclass
class Bench:
    """Means whose directory a test may change, and an intake on them."""

    means: DeliveryServices
    intake: Intake
    book: list[Directory]

    def take(self, recording: str, **more: object) -> bool:
        return self.intake.take(announced(recording, **more))


def bench(made: Settings, limits: DeliveryLimits = QUICK, book: Directory | None = None) -> Bench:
    pages = [book or directory()]
    means = make_delivery_services(made, lambda: pages[0], limits)
    return Bench(means, Intake(means.store, means.dispatch, means.directory, limits), pages)


@contextmanager
def worker(means: DeliveryServices) -> Iterator[Worker]:
    """A worker in this process, drained at the end."""
    stop, made = Event(), Worker(means)
    thread = Thread(target=made.run, args=(stop,))
    thread.start()
    try:
        yield made
    finally:
        stop.set()
        thread.join(60)
        assert not thread.is_alive()


def eventually(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until it is so; a test that waits in vain fails here."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def outbox(folder: Path) -> DeliveryLimits:
    return replace(QUICK, outbox=folder / "outbox")
