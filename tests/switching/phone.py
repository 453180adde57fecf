"""The service line over real signed webhooks: a telephone that presses keys and records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr
from standins.twilio_api import ACCOUNT, TOKEN, TwilioApi
from support.house import (
    FORM,
    PUBLIC_URL,
    Board,
    Clock,
    Document,
    House,
    Notes,
    at,
    document,
    settings_of,
    write,
)

from app import create_app
from centralino.delivery.queueing import Dispatch
from centralino.services import live
from centralino.store.store import Store
from centralino.switching.desk import Desk, Hand
from centralino.switching.pins import Pins

from .made import URP

LINE, LINE_NUMBER = "0577235599", "+390577235599"
PIN = "274951"
TELEPHONE = "+390577235010"
FILES = {
    URP: """
number: "0577 235501"
office: {it: Ufficio Tasse, en: Fees Office}
email: tasse@example.org
hours: {mon-fri: "10:00-13:00"}
ring: ["0577 235010"]
""",
    "0577235502": """
number: "0577 235502"
office: Biblioteca
email: biblioteca@example.org
ring: ["0577 235020"]
""",
    LINE: """
number: "0577 235599"
office: Linea di servizio
steps:
  start: {control: all}
""",
}


@dataclass
class Telephone:
    """One call to the service line. `url` is where the answer to the last document goes."""

    house: House
    caller: str = TELEPHONE
    sid: str = "CA" + "5" * 32
    url: str = ""
    heard: Document = field(init=False)

    def call(self) -> "Telephone":
        self._hear("/voice", To=LINE_NUMBER)
        return self._follow()

    def press(self, digits: str) -> "Telephone":
        return self._hear(self.url, Digits=digits)

    def wait(self) -> "Telephone":
        return self._hear(self.heard.redirect)

    def record(self, sid: str, seconds: int = 5) -> "Telephone":
        """As Record's `action` is documented: without a SID, but with a URL that ends in it."""
        url = f"https://api.twilio.com/2010-04-01/Accounts/{FORM['AccountSid']}/Recordings/{sid}"
        return self._hear(self.url, RecordingUrl=url, RecordingDuration=str(seconds), Digits="#")

    def recorded(self, sid: str) -> int:
        """Twilio says that the recording is ready."""
        path = self.heard.verb("Record").get("recordingStatusCallback", "").partition("#")[0]
        form = {**FORM, "CallSid": self.sid, "RecordingSid": sid, "RecordingStatus": "completed"}
        return self.house.send(path, form).status_code

    @property
    def said(self) -> str:
        return self.heard.spoken

    @property
    def hung_up(self) -> bool:
        return self.heard.verbs[-1] == "Hangup"

    @property
    def part(self) -> str:
        return parse_qs(urlsplit(self.url).query).get("part", [""])[0]

    def _follow(self) -> "Telephone":
        return self._hear(self.heard.redirect)

    def _hear(self, path: str, **form: str) -> "Telephone":
        given = {**FORM, "CallSid": self.sid, "From": self.caller, "To": LINE_NUMBER, **form}
        self.heard = document(self.house.send(path.removeprefix(PUBLIC_URL), given))
        actions = (verb.get("action") for verb in self.heard.root)
        self.url = next(filter(None, actions), "")
        return self


def line(
    store: Store, folder: Path, api: TwilioApi | None = None, files: Mapping[str, str] | None = None
) -> House:
    """The real app with a service line, on a Monday at 11:00, and a PIN for the first office."""
    write(folder, {**FILES, **(files or {})})
    clock = Clock(at("2026-11-23 11:00"))
    settings = settings_of(folder, database_url=store.url, **(account(api) if api else {}))
    hand = Hand("helpdesk", clock.now, number=URP)
    Pins(store, Dispatch(store)).set(URP, PIN, hand)
    return House(
        create_app(settings, live(settings, clock=clock)), settings, clock, Board(), Notes()
    )


def account(api: TwilioApi) -> dict[str, Any]:
    return {
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": SecretStr(TOKEN),
        "twilio_api_url": api.url,
    }


def unlocked(house: House, **more: str) -> Telephone:
    """A call that stands at the menu."""
    return Telephone(house, **more).call().press("501").press(PIN)


def desk_of(store: Store) -> Desk:
    return Desk(store, Dispatch(store))
