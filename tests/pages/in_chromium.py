"""The app of a desk, served to a real Chromium, and what axe says of what is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from setup.served import ROOT, free_port
from standins.chromium import find_chromium
from standins.postgres import missing
from werkzeug.serving import make_server

from handlers.assets import find_asset

from .desk import Desk, MakesDesk

AXE = ROOT / "tools" / "pages" / "node_modules" / "axe-core" / "axe.min.js"
LOCALES = {"it": "it-IT", "en": "en-GB"}
NARROW, WIDE = 320, 1280  # pixels
STATUS = "Failed to load resource: the server responded with a status of"
"""What Chromium says of an error page, which is what was asked for."""
LEFT = "net::ERR_ABORTED"
"""What was still on its way when the reader went on."""


@contextmanager
def chromium() -> Iterator[Browser]:
    program = find_chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def on_the_net(pages: MakesDesk, **settings: Any) -> Iterator[Desk]:
    """A desk whose `settings.public_url` answers, at a port of its own."""
    port = free_port()
    desk = pages(public_url=f"http://127.0.0.1:{port}", **settings)
    server = make_server("127.0.0.1", port, desk.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield desk
    finally:
        server.shutdown()
        thread.join()


def need_the_look() -> None:
    """Skips, unless it was built and axe installed beside."""
    if find_asset("pages.css") is None or not AXE.is_file():
        missing("the pages' look was not built: `python -m tools.assets` says why")


@cache
def axe() -> str:
    return AXE.read_text("utf-8")


@dataclass
class Reader:
    """One person's browser, and what it complained of: policy, scripts, missing assets."""

    desk: Desk
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.desk.settings.public_url + path)

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("body").split())

    def findings(self) -> list[str]:
        """What axe finds, by all its rules, and whatever is wider than the window."""
        self.page.evaluate(axe())
        found = self.page.evaluate("axe.run().then((told) => told.violations)")
        listed = [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [*listed, f"{width} pixels too wide"] if width > 0 else listed


def read(
    browser: Browser, desk: Desk, language: str = "en", width: int = WIDE, *, scripts: bool = True
) -> Reader:
    context = browser.new_context(
        locale=LOCALES[language],
        viewport={"width": width, "height": 720},
        java_script_enabled=scripts,
    )
    made = Reader(desk, context, context.new_page())
    made.page.on("console", lambda said: _note(made, said.text))
    made.page.on("pageerror", lambda error: _note(made, str(error)))
    made.page.on(
        "requestfailed",
        lambda failed: (
            _note(made, f"{failed.failure}: {failed.url}") if failed.failure != LEFT else None
        ),
    )
    made.page.on(
        "response",
        lambda got: _note(made, f"{got.status}: {got.url}") if _is_missing(got) else None,
    )
    return made


def _note(reader: Reader, complaint: str) -> None:
    if not complaint.startswith(STATUS):
        reader.complaints.append(complaint)


def _is_missing(response: Any) -> bool:
    return "/static/" in response.url and response.status >= 400


def sign_in(reader: Reader, address: str) -> None:
    cookie = reader.desk.session_of(address)
    name = reader.desk.pages.cookie("session")
    url = reader.desk.settings.public_url
    reader.context.add_cookies([{"name": name, "value": cookie, "url": url}])
