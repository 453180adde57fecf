"""The pages of an app over flow files of its own, and browsers that look at them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from flask import Flask
from pydantic import SecretStr
from sqlalchemy import select
from support.house import Board, Clock, at, settings_of, write
from werkzeug.test import Client, TestResponse

from app import create_app
from centralino.core.settings import Settings
from centralino.loading.loader import load
from centralino.people.sessions import Sessions
from centralino.people.sign_in_secrets import SignInKeys
from centralino.people.signed_in import SignedIn, SignInMeans
from centralino.services import rehearsal
from centralino.store.people_models import SignInRequest
from centralino.store.store import Store
from handlers.pages.page_services import PageServices

URP, LIBRARY = "0577235501", "0577235502"
KEY = "a key of nobody's, of 32 signs at least"
ORGANISATION = """\
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
people: {helpdesk: aiuto@example.org, auditors: revisori@example.org, staff: "@staff.org"}
"""
FILES = {
    "centralino.yaml": ORGANISATION,
    URP: 'number: "0577 235501"\noffice: {it: Ufficio <b>URP</b>, en: Public Office}\n'
    'email: urp@example.org\nhours: {mon-fri: "10:00-13:00"}\n',
    LIBRARY: 'number: "0577 235502"\noffice: Biblioteca\npeople: [anna@library.org, {group: lib}]\n'
    "calendar: [{from: 2026-11-23, to: 2026-11-24, reason: inventario}]\n",
}
WHO = {
    "office": "urp@example.org",
    "helpdesk": "aiuto@example.org",
    "auditor": "revisori@example.org",
    "staff": "any.body@staff.org",
    "nobody": "left@example.org",
}
"""An address of each role; `nobody` is signed in and has none."""
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Browser:
    """With cookies, and the Origin that a browser would send."""

    client: Client
    origin: str
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, headers=self.headers, **more)

    def post(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        of: str = "/sign-in",
        origin: str | None = None,
        token: str | None = None,
    ) -> TestResponse:
        """A form as it stands on the page `of`, filled in."""
        found = TOKEN.search(self.get(of).get_data(as_text=True))
        given = token if token is not None else unescape(found[1]) if found else ""
        where = self.origin if origin is None else origin
        headers = {**self.headers, **({"Origin": where} if where else {})}
        return self.client.post(path, data={**(form or {}), "csrf_token": given}, headers=headers)


@dataclass
class Desk:
    """The app, and what it keeps."""

    app: Flask
    settings: Settings
    clock: Clock
    board: Board
    store: Store

    def browser(self, language: str = "en") -> Browser:
        origin = self.settings.public_url
        return Browser(self.app.test_client(), origin, {"Accept-Language": language})

    def signed_in(self, address: str, *groups: str, language: str = "en") -> Browser:
        """A browser that has a session, however it came by it."""
        browser = self.browser(language)
        name, cookie = self.pages.cookie("session"), self.session_of(address, *groups)
        browser.client.set_cookie(name, cookie, domain="localhost")
        return browser

    def session_of(self, address: str, *groups: str) -> str:
        """The value of a new session's cookie."""
        person = SignedIn(address, SignInMeans.PROVIDER, groups)
        return Sessions(self.store).begin(person, self.clock.now)

    def as_role(self, role: str) -> Browser:
        return self.browser() if role == "stranger" else self.signed_in(WHO[role])

    @property
    def pages(self) -> PageServices:
        found: PageServices = self.app.extensions["pages"]
        return found

    def requests(self) -> list[SignInRequest]:
        self.store.prepare()
        with self.store.reading() as session:
            return list(session.scalars(select(SignInRequest).order_by(SignInRequest.asked_at)))

    def link(self) -> str:
        """The path that the newest mail would lead to."""
        key = self.requests()[-1].key
        return f"/sign-in/link/{key}/{SignInKeys(self.settings.pages_key).link_token(key)}"

    def serve(self, **files: str) -> None:
        """From now on the app serves these files instead."""
        folder = write(self.settings.flows_dir, {**FILES, **files})
        found = load(folder)
        assert found.problems == ()
        board = self.pages.board
        board.loaded, board.house = found, found.house


MakesDesk = Callable[..., Desk]
"""The fixture `pages`."""


def make_desk(folder: Path, now: str = "2026-11-23 11:00", **settings: Any) -> Desk:
    url = f"sqlite:///{folder}/var/store.sqlite3"
    given = {"secret_key": SecretStr(KEY), "database_url": url, **settings}
    made = settings_of(write(folder / "flows", FILES), **given)
    clock, board = Clock(at(now)), Board()
    services = rehearsal(made, clock=clock, switches=board, loaded=load(made.flows_dir))
    store = Store(made.database_url)
    return Desk(create_app(made, services), made, clock, board, store)


def text(answer: TestResponse) -> str:
    """What is read of a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())
