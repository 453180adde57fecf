"""A notice put up and ended in a real Chromium, by keyboard, on a narrow screen; and recorded."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from setup.served import ROOT, Served
from standins.chromium import find_chromium

from centralino.people import local_link

from .test_in_a_browser import Visit, server

__all__ = ["server"]
HERE = "/today/0577235501"
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
MOST_PRESSES = 60


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """With a microphone that beeps."""
    program = find_chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", *MICROPHONE])
        yield browser
        browser.close()


def sign_in(visit: Visit, server: Served) -> None:
    """As helpdesk, by this machine's link."""
    link = (server.folder / local_link.FILE).read_text().strip()
    visit.go(link.removeprefix(visit.base))


def tab_to(visit: Visit, label: str) -> None:
    """By keyboard alone, to what has this label or text."""
    target = visit.page.get_by_role("main").get_by_label(label, exact=True)
    if not target.count():
        target = visit.page.get_by_role("main").get_by_text(label, exact=True)
    for _ in range(MOST_PRESSES):
        if target.first.evaluate("it => it === document.activeElement"):
            return
        visit.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never gets to {label}")


def press(visit: Visit, key: str = "Enter") -> None:
    with visit.page.expect_navigation():
        visit.page.keyboard.press(key)


def test_a_notice_is_put_up_and_ended_by_keyboard_on_a_narrow_screen(
    chromium: Browser, server: Served
) -> None:
    visit = Visit(chromium, server, "it-IT")
    sign_in(visit, server)
    visit.page.get_by_role("main").get_by_role("link").first.focus()
    press(visit)
    assert visit.page.url.endswith(HERE)
    visit.assert_it_fits()
    tab_to(visit, "Metti un avviso")
    press(visit)
    visit.assert_it_fits()
    tab_to(visit, "Che cosa sente chi chiama, in italiano")
    visit.page.keyboard.type("Oggi siamo in sciopero.")
    tab_to(visit, "Vedi che cosa sentirà chi chiama")
    press(visit)
    assert "Oggi siamo in sciopero." in visit.text
    assert "Per ora non è cambiato nulla." in visit.text
    visit.assert_it_fits()
    tab_to(visit, "Conferma")
    press(visit)
    assert "L'avviso è attivo." in visit.text
    assert "Oggi siamo in sciopero. buongiorno" in visit.text
    visit.assert_it_fits()
    tab_to(visit, "Termina: avviso 1")
    press(visit)
    visit.assert_it_fits()
    tab_to(visit, "Termina ora")
    press(visit)
    assert "L'avviso è terminato." in visit.text
    assert visit.complaints == []


def test_the_microphone_makes_a_file_that_the_telephone_plays(
    chromium: Browser, server: Served
) -> None:
    visit = Visit(chromium, server, "en-GB", with_scripts=True)
    sign_in(visit, server)
    visit.go(f"{HERE}/notice")
    source = (ROOT / "static" / "pages" / "microphone.js").read_text("utf-8")
    if not visit.page.get_by_role("button", name="Record with the microphone").count():
        # The look is not built here: what it would load is run as it is.
        visit.page.evaluate(f"() => {{ {source.replace('export ', '')} offerMicrophones(); }}")
    visit.page.get_by_role("button", name="Record with the microphone").click()
    visit.page.get_by_role("button", name="Stop recording").wait_for()
    visit.page.wait_for_timeout(1500)
    visit.page.get_by_role("button", name="Stop recording").click()
    visit.page.get_by_text("The recording is ready").wait_for()
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="See what callers will hear").click()
    path = visit.page.locator("audio").first.get_attribute("src")
    assert path is not None
    assert re.fullmatch(r"/spoken/[0-9a-f]{32}\.wav", path)
    played = visit.page.request.get(visit.base + path)
    assert played.headers["content-type"].endswith("wav")
    assert 8000 < len(played.body()) < 100_000
    assert any(played.body()[44:])
    assert visit.complaints == []
