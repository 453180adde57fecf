"""Messages in the inbox of a desk, as calls leave them there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select
from standins.twilio_api import ACCOUNT, TOKEN, TwilioApi

from centralino.calls.trail import Passage
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.inbox.arrivals import put_in_missed
from centralino.delivery.intake import Announced, Intake
from centralino.delivery.queueing import Dispatch
from centralino.store.inbox_models import InboxItem
from centralino.store.models import CallRecord, CallVerdict
from centralino.store.switch_models import Deed

from .desk import URP, Desk, MakesDesk

CALLER = "+393331234567"


@dataclass
class Post:
    """What comes into the inbox, newest last."""

    desk: Desk
    serial: "count[int]" = field(default_factory=lambda: count(1))

    def leave(self, number: str = URP, caller: str | None = CALLER, **more: Any) -> str:
        """A voicemail, a minute after the one before; its SID."""
        n = next(self.serial)
        given: dict[str, Any] = {
            "sid": f"RE{n:032x}",
            "call_sid": f"CA{n:032x}",
            "at": self.desk.clock.now - timedelta(days=1) + timedelta(minutes=n),
            "seconds": 65,
            "language": "it",
            "trail": (Passage("menu", "1"),),
        }
        announced = Announced(number=number, caller=caller, **given | more)
        directory, store = self.desk.pages.board.directory, self.desk.store
        Intake(store, Dispatch(store), directory, DeliveryLimits()).take(announced)
        return announced.sid

    def miss(self, number: str = URP, caller: str | None = CALLER) -> str:
        """A missed call; its SID."""
        n = next(self.serial)
        at = self.desk.clock.now - timedelta(days=1) + timedelta(minutes=n)
        call = CallRecord(
            sid=f"CA{n:032x}",
            number=number,
            caller=caller,
            started_at=at,
            heard_at=at + timedelta(seconds=40),
            ended=True,
            verdict=CallVerdict.MISSED,
        )
        with self.desk.store.writing() as session:
            session.add(call)
            session.flush()
            put_in_missed(session, call)
        return call.sid

    def item(self, key: str) -> InboxItem | None:
        with self.desk.store.reading() as session:
            return session.get(InboxItem, key)

    def deeds(self) -> list[tuple[str, str]]:
        with self.desk.store.reading() as session:
            rows = session.scalars(select(Deed).order_by(Deed.at, Deed.act)).all()
        return [(row.act, row.who) for row in rows]


@contextmanager
def open_post(pages: MakesDesk, url: str, **settings: Any) -> Iterator[Post]:
    desk = pages(database_url=url, **settings)
    desk.store.reshape()
    yield Post(desk)
    services = desk.pages
    for store in (desk.store, services.people.sessions._store, services.inbox._store):
        store.close()


def with_account(api: TwilioApi) -> dict[str, Any]:
    """Settings of whoever has the stand-in's account."""
    return {
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": SecretStr(TOKEN),
        "twilio_api_url": api.url,
    }


def path(key: str, act: str = "", number: str = URP) -> str:
    return f"/messages/{number}/{key}" + (f"/{act}" if act else "")
