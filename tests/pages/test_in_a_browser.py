"""The pages in a real Chromium, from a real server, without JavaScript and on a narrow screen."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from setup.served import ROOT, Served, says, serving
from sqlalchemy import select
from standins.chromium import find_chromium

from centralino.people import local_link
from centralino.people.sign_in_secrets import SignInKeys
from centralino.store.people_models import SignInRequest
from centralino.store.store import Store

NARROW = 320  # pixels
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = find_chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    """In local mode."""
    with serving(tmp_path, says("buongiorno"), ENVIRONMENT) as made:
        yield made


class Visit:
    """One person's browser, and what it complained of."""

    def __init__(
        self, chromium: Browser, server: Served, language: str, *, with_scripts: bool = False
    ) -> None:
        self.base = f"http://127.0.0.1:{server.port}"
        context = chromium.new_context(
            locale=language,
            java_script_enabled=with_scripts,
            viewport={"width": NARROW, "height": 640},
        )
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def press_enter(self, on: Locator) -> None:
        """By the keyboard, and wait for what it leads to."""
        with self.page.expect_navigation():
            on.press("Enter")

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("body").split())

    def assert_it_fits(self) -> None:
        box = self.page.locator("main").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= NARROW


def newest_link(server: Served) -> str:
    """What the mail would lead to, were there a worker."""
    store = Store(f"sqlite:///{server.folder}/var/centralino.sqlite3")
    with store.reading() as session:
        query = select(SignInRequest.key).order_by(SignInRequest.asked_at.desc())
        key = session.scalars(query).first()
    store.close()
    keys = SignInKeys((server.folder / "var" / "secret-key").read_text().strip())
    return f"/sign-in/link/{key}/{keys.link_token(str(key))}"


def ask(visit: Visit, label: str) -> None:
    visit.go("/sign-in")
    field = visit.page.get_by_label(label)
    field.fill("urp@example.org")
    visit.press_enter(field)


def test_somebody_signs_in_and_out_by_keyboard(chromium: Browser, server: Served) -> None:
    visit = Visit(chromium, server, "it-IT")
    ask(visit, "Indirizzo e-mail")
    assert "Guardi la posta" in visit.text
    visit.assert_it_fits()
    visit.go(newest_link(server))
    visit.press_enter(visit.page.get_by_role("main").get_by_role("button", name="Accedi"))
    assert "1 numero" in visit.text
    assert "0577 235501" in visit.text
    visit.assert_it_fits()
    visit.press_enter(visit.page.get_by_role("button", name="Esci", exact=True))
    assert visit.page.url == f"{visit.base}/sign-in"
    visit.go("/")
    assert visit.page.url == f"{visit.base}/sign-in"
    assert visit.complaints == []


def test_a_link_that_is_opened_elsewhere_signs_in_by_its_code(
    chromium: Browser, server: Served
) -> None:
    here, elsewhere = (Visit(chromium, server, "en-GB") for _ in range(2))
    ask(here, "E-mail address")
    elsewhere.go(newest_link(server))
    code = re.search(r"\d{4} \d{4}", elsewhere.text)
    assert code is not None
    elsewhere.assert_it_fits()
    field = here.page.get_by_label("Code")
    field.fill(code[0])
    here.press_enter(field)
    assert "Signed in as urp@example.org" in here.text
    assert here.complaints + elsewhere.complaints == []


def test_what_is_mistyped_leads_to_its_field(chromium: Browser, server: Served) -> None:
    visit = Visit(chromium, server, "en-GB")
    visit.go("/sign-in")
    field = visit.page.get_by_label("E-mail address")
    field.fill("urp")
    visit.press_enter(field)
    assert "There is something to correct" in visit.text
    visit.page.get_by_role("link", name="Write an e-mail address").click()
    assert visit.page.url.endswith("#address")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.get_attribute("aria-describedby") == "address-error"
    assert field.input_value() == "urp"


def test_the_link_of_this_machine_and_the_choice_of_a_language(
    chromium: Browser, server: Served
) -> None:
    visit = Visit(chromium, server, "en-GB")
    link = (server.folder / local_link.FILE).read_text().strip()
    visit.go(link.removeprefix(visit.base))
    assert "Your numbers" in visit.text
    visit.page.get_by_role("link", name="italiano").click()
    assert "I suoi numeri" in visit.text
    assert visit.page.get_attribute("html", "lang") == "it"
    assert visit.complaints == []


BRING_IN = """
from datetime import timedelta
from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.delivery.intake import Announced
from centralino.services import live
take = live(Settings()).intake.take
for n, caller in enumerate(["+393331234567", None]):
    at = utc_now() - timedelta(hours=n + 1)
    take(Announced(f"RE{n:032x}", f"CA{n:032x}", "0577235501", caller, at, 65, language="it"))
"""


def test_a_message_is_heard_taken_and_noted_by_keyboard(chromium: Browser, server: Served) -> None:
    bring = [sys.executable, "-c", BRING_IN]
    subprocess.run(bring, cwd=server.folder, env=ENVIRONMENT, check=True)
    visit = Visit(chromium, server, "it-IT")
    visit.go((server.folder / local_link.FILE).read_text().strip().removeprefix(visit.base))
    visit.go("/messages")
    page = visit.page
    assert "Ci sono 2 messaggi da evadere." in visit.text
    assert "Messaggio vocale: 333 123 4567" in visit.text
    visit.assert_it_fits()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    visit.press_enter(page.get_by_role("button", name="Prendi in carico: 333 123 4567"))
    assert "Preso in carico da Lei" in visit.text
    visit.press_enter(page.get_by_role("link", name="Scrivi una nota: 333 123 4567"))
    visit.assert_it_fits()
    page.get_by_label("Per i colleghi").fill("richiamata alle dieci")
    visit.press_enter(page.get_by_role("button", name="Salva la nota"))
    assert "richiamata alle dieci" in visit.text
    source = str(page.locator("audio").get_attribute("src"))
    heard = page.request.get(visit.base + source, headers={"Range": "bytes=0-3"})
    assert (heard.status, heard.body()) == (206, b"RIFF")
    visit.press_enter(page.get_by_role("button", name="Segna come evaso: 333 123 4567"))
    visit.press_enter(page.get_by_role("link", name="Tutti i messaggi"))
    assert "C'è 1 messaggio da evadere." in visit.text
    visit.go("/messages?search=Rossi")
    assert page.get_by_label("Cerca").get_attribute("aria-invalid") == "true"
    visit.assert_it_fits()
    assert [each for each in visit.complaints if "422" not in each] == []
