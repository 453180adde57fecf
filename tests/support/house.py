"""An app over a folder of flow files of its own, and the webhooks that Twilio would send it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from flask import Flask, Request
from pydantic import SecretStr
from twilio.request_validator import SIGNATURE_HEADER, RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app import create_app
from centralino.calls.call_log import Learned
from centralino.core.settings import Settings
from centralino.flows.switches import NONE, Switches
from centralino.services import rehearsal
from centralino.serving.last_good import accept_everything, load_or_last_good
from support.grammar import parsed

PUBLIC_URL = "https://switchboard.example.org"
TOKEN = "a token of nobody's"
NUMBER, SLUG = "+390577235501", "0577235501"
CALLER = "+393331234567"
SID = "CA" + "1" * 32
RECORDING = "RE" + "2" * 32
ROME = ZoneInfo("Europe/Rome")

ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
recording_notice: false
"""
FORM_TYPE = "application/x-www-form-urlencoded"
FORM = {
    "CallSid": SID,
    "AccountSid": "AC" + "0" * 32,
    "From": CALLER,
    "To": NUMBER,
    "CallStatus": "ringing",
    "ApiVersion": "2010-04-01",
    "Direction": "inbound",
}
Form = Mapping[str, str] | Iterable[tuple[str, str]]


def at(text: str) -> datetime:
    """A moment in Rome: `2026-11-23 11:00`, a Monday."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ROME)


@dataclass(frozen=True)
class Document:
    """An answer to a voice webhook: always TwiML that the library's grammar admits."""

    root: ET.Element

    @property
    def verbs(self) -> list[str]:
        return [verb.tag for verb in self.root]

    @property
    def spoken(self) -> str:
        """All that is said or played, one piece after the other."""
        heard = [each.text or "" for each in self.root.iter() if each.tag in ("Say", "Play")]
        return " ".join(heard)

    def verb(self, name: str) -> ET.Element:
        found = self.root.find(f".//{name}")
        assert found is not None, f"no {name} in {ET.tostring(self.root, encoding='unicode')}"
        return found

    def says(self, name: str) -> list[ET.Element]:
        return list(self.root.iter(name))

    @property
    def action(self) -> str:
        """Where the answer to this document goes."""
        for verb in self.root:
            if verb.get("action"):
                return str(verb.get("action"))
        raise AssertionError("nothing is asked")

    @property
    def redirect(self) -> str:
        """Where Twilio goes when nothing comes."""
        return str(self.verb("Redirect").text)

    @property
    def numbers(self) -> list[str]:
        return [str(number.text) for number in self.root.iter("Number")]


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Board:
    """What is switched: a source that tests set."""

    switches: Switches = NONE
    lags: str = ""

    def current(self) -> Switches:
        return self.switches

    def trouble(self) -> str:
        return self.lags


@dataclass
class Notes:
    """A call log that keeps what it is told."""

    learned: list[Learned] = field(default_factory=list, repr=False)

    def note(self, learned: Learned) -> bool:
        self.learned.append(learned)
        return True


@dataclass
class House:
    """The real app, its clock, its switches, its call log, and signed requests to it."""

    app: Flask
    settings: Settings
    clock: Clock
    board: Board
    notes: Notes

    def send(
        self,
        path: str,
        form: Form = (),
        *,
        method: str = "POST",
        token: str = "",
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> TestResponse:
        """A request signed as Twilio signs. `token` signs with another one's."""
        pairs = pairs_of(form) if method == "POST" else []
        url = self.settings.public_url + path
        signature = sign(url, pairs, token or self.settings.auth_token)
        return self.app.test_client().open(
            path,
            method=method,
            buffered=True,
            data=urlencode(pairs) if pairs else None,
            content_type=FORM_TYPE if pairs else None,
            headers={SIGNATURE_HEADER: signature, **(headers or {})},
            **options,
        )

    def send_bytes(self, path: str, body: bytes, method: str = "POST") -> TestResponse:
        """A form as it comes over the line, whatever its bytes; signed as the app reads it."""
        form = Request({"REQUEST_METHOD": "POST", **_form(body)}).form if method == "POST" else {}
        url = self.settings.public_url + path
        signature = RequestValidator(self.settings.auth_token).compute_signature(url, form)
        return self.app.test_client().open(
            path,
            method=method,
            buffered=True,
            data=body if method == "POST" else None,
            content_type=FORM_TYPE if method == "POST" else None,
            headers={SIGNATURE_HEADER: signature},
        )

    def post(self, path: str, **form: str) -> Document:
        """A webhook of the call that FORM begins, answered as the call path promises."""
        return document(self.send(path, {**FORM, **form}))

    def call(self, number: str = NUMBER, **form: str) -> Document:
        return self.post("/voice", To=number, **form)

    @property
    def last(self) -> Learned:
        return self.notes.learned[-1]


def _form(body: bytes) -> dict[str, Any]:
    length = str(len(body))
    return {"wsgi.input": BytesIO(body), "CONTENT_TYPE": FORM_TYPE, "CONTENT_LENGTH": length}


Housed = Callable[..., House]
"""The fixture `housed`: flow files to the app that they make."""


def document(response: TestResponse) -> Document:
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.content_type == "text/xml; charset=utf-8"
    return Document(parsed(response.get_data(as_text=True)))


def pairs_of(form: Form) -> list[tuple[str, str]]:
    return list(form.items() if isinstance(form, Mapping) else form)


def sign(url: str, pairs: Iterable[tuple[str, str]], token: str, algorithm: str = "") -> str:
    """The signature of a form, repeated keys included, by the twilio library."""
    signature: str = RequestValidator(token).compute_signature(url, MultiDict(pairs), algorithm)
    return signature


def settings_of(folder: Path, **settings: Any) -> Settings:
    given = {"public_url": PUBLIC_URL, "twilio_auth_token": SecretStr(TOKEN), **settings}
    return Settings(flows_dir=folder, **given)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Flow files; a name without ending is a number's."""
    for name, text in {"centralino.yaml": ORGANISATION, **files}.items():
        file = folder / (name if "." in name else f"{name}.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def house(folder: Path, now: str = "2026-11-23 11:00", **settings: Any) -> House:
    """The app over the flow files of a folder, at a moment in Rome.

    Flows that a check would refuse are served too: a test of one step is no whole call.
    """
    made = settings_of(folder, **settings)
    clock, board, notes = Clock(at(now)), Board(), Notes()
    loaded = load_or_last_good(made.flows_dir, check=accept_everything)
    tried = rehearsal(made, clock=clock, switches=board, loaded=loaded)
    return House(create_app(made, replace(tried, call_log=notes)), made, clock, board, notes)
