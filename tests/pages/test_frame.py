"""Every page in every state, in both languages, wide and narrow: by axe, and by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pydantic import SecretStr

from handlers.access import DeclaredBlueprint
from handlers.pages import rendering
from handlers.pages.admission import pages_blueprint
from handlers.pages.rendering import render
from handlers.pages.view_access import ANYONE, open_to

from .desk import KEY, WHO, Desk, MakesDesk
from .in_chromium import NARROW, WIDE, Reader, chromium, need_the_look, on_the_net, read, sign_in

TOLD: dict[str, dict[str, Any]] = {
    **{f"error_{status}": {} for status in (400, 403, 404, 500, 503)},
    **{name: {} for name in ("busy", "link_over", "no_database", "no_key", "too_many")},
    **{name: {} for name in ("provider_failed", "unverified")},
    "no_role": {"address": "left@example.org"},
}
"""Pages that tell one thing, and the values that they need."""
PATHS = (
    "/sign-in",
    "/sign-in/sent",
    "/accessibility",
    "/components",
    "/components?errors=1",
    *(f"/told/{name}" for name in TOLD),
)
TOP = ["Skip to the content", "italiano", "English", "Switchboard"]
"""What the keyboard passes first on every page."""
LIMIT = 100_000  # bytes, of a first visit
SIGNS = pytest.mark.parametrize(
    ("language", "label"), [("it", "Indirizzo e-mail"), ("en", "E-mail address")]
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need_the_look()
    with chromium() as made:
        yield made


@pytest.fixture
def desk(pages: MakesDesk) -> Iterator[Desk]:
    """In local mode; `/told/NAME` shows each page that tells one thing."""
    local = {"twilio_auth_token": SecretStr(""), "secret_key": SecretStr(KEY)}
    with on_the_net(pages, **local) as made:
        made.app.register_blueprint(telling())
        yield made


def telling() -> DeclaredBlueprint:
    blueprint = pages_blueprint("told", __name__)
    view = open_to(ANYONE)(lambda name: render(f"{name}.html", **TOLD[name]))
    blueprint.add_url_rule("/told/<name>", "told", view)
    return blueprint


def assert_it_is_fine(reader: Reader, where: str) -> None:
    assert reader.findings() == [], where
    assert reader.complaints == [], where


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["it", "en"])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, desk: Desk, language: str, width: int
) -> None:
    reader = read(browser, desk, language, width)
    for path in PATHS:
        reader.go(path)
        assert_it_is_fine(reader, path)
    for role in ("nobody", "staff", "office", "helpdesk"):
        sign_in(reader, WHO[role])
        reader.go("/")
        assert_it_is_fine(reader, role)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@SIGNS
def test_axe_finds_nothing_while_somebody_signs_in(
    browser: Browser, desk: Desk, language: str, label: str, width: int
) -> None:
    here, elsewhere = (read(browser, desk, language, width) for _ in range(2))
    here.go("/sign-in")
    here.page.get_by_label(label).fill("urp")
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector(".error-summary")
    assert_it_is_fine(here, "a wrong address")
    here.page.get_by_label(label).fill("urp@example.org")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url("**/sign-in/sent")
    here.page.locator("#code").fill("1")
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector(".error-summary")
    assert_it_is_fine(here, "a wrong code")
    for reader in (here, elsewhere):
        reader.go(desk.link())
        assert_it_is_fine(reader, "the link")


def test_axe_does_look(browser: Browser, desk: Desk) -> None:
    reader = read(browser, desk, width=NARROW)
    reader.go("/sign-in")
    picture = '<img src="/static/pages/icon.svg" width="400">'
    reader.page.evaluate("html => document.querySelector('main').innerHTML += html", picture)
    told = " ".join(reader.findings())
    assert "image-alt" in told
    assert "too wide" in told


def test_somebody_signs_in_and_out_by_the_keys_alone(browser: Browser, desk: Desk) -> None:
    reader = read(browser, desk)
    keys, page = reader.page.keyboard, reader.page
    reader.go("/sign-in")
    keys.press("Tab")
    assert focused(reader) == "Skip to the content"
    keys.press("Enter")
    assert page.url.endswith("#content")
    keys.press("Tab")
    keys.type("urp")
    keys.press("Enter")
    page.wait_for_selector(".error-summary:focus")
    keys.press("Tab")
    assert focused(reader).startswith("Write an e-mail address")
    keys.press("Enter")
    keys.press("ControlOrMeta+a")
    keys.type("urp@example.org")
    keys.press("Enter")
    page.wait_for_url("**/sign-in/sent")
    reader.go(desk.link())
    assert walk(reader, until="Sign in") == TOP
    keys.press("Enter")
    page.wait_for_url(desk.settings.public_url + "/")
    assert walk(reader, until="Sign out") == TOP
    keys.press("Enter")
    page.wait_for_url("**/sign-in")
    assert reader.complaints == []


def focused(reader: Reader) -> str:
    """What has the focus, which is seen to have it."""
    told = reader.page.evaluate(
        """() => {
            const one = document.activeElement, look = getComputedStyle(one);
            const seen = look.boxShadow !== "none" || parseFloat(look.outlineWidth) > 0;
            const box = one.getBoundingClientRect();
            return [one.innerText.trim(), seen && box.width > 1 && box.height > 1];
        }"""
    )
    assert told[1], f"the focus on {told[0]} is not seen"
    return str(told[0])


def walk(reader: Reader, *, until: str) -> list[str]:
    """By Tab from the top: what comes before."""
    names: list[str] = []
    while True:
        reader.page.keyboard.press("Tab")
        name = focused(reader)
        if name == until:
            return names
        names.append(name)
        assert len(names) < 20, names


@pytest.mark.parametrize("path", ["/sign-in", "/components", "/"])
def test_a_first_visit_weighs_less_than_a_hundred_kilobytes(
    browser: Browser, desk: Desk, path: str
) -> None:
    reader = read(browser, desk)
    sign_in(reader, WHO["helpdesk"])
    sent: dict[str, int] = {}
    reader.page.on(
        "requestfinished",
        lambda done: sent.update({done.url: done.sizes()["responseBodySize"]}),
    )
    reader.go(path)
    reader.page.wait_for_load_state("networkidle")
    names = " ".join(sent)
    assert all(part in names for part in (".css", ".js", ".woff2", "icon.svg", path))
    assert 10_000 < sum(sent.values()) < LIMIT, sent


def test_fonts_are_asked_for_before_the_look_is_read_and_once(browser: Browser, desk: Desk) -> None:
    reader = read(browser, desk)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    reader.go("/sign-in")
    reader.page.wait_for_load_state("networkidle")
    fonts = [name for name in asked if name.endswith(".woff2")]
    assert len(fonts) == len(set(fonts)) == 2
    style = next(name for name in asked if name.endswith(".css"))
    assert all(asked.index(name) <= asked.index(style) + 1 for name in fonts)
    assert reader.page.evaluate("document.fonts.check('16px \"Titillium Web\"')")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_the_look_pages_work_and_say_so(
    browser: Browser, desk: Desk, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "find_asset", lambda name: None)
    reader = read(browser, desk, "it", width)
    for path in ("/sign-in", "/components?errors=1", "/accessibility"):
        reader.go(path)
        assert reader.page.locator("link[rel=stylesheet], script, svg").count() == 0
        assert "si vedono senza la loro grafica" in reader.text
        assert "python -m tools.assets" in reader.text
        assert_it_is_fine(reader, path)


def test_only_local_mode_says_how_the_look_is_built_and_has_the_page_of_components(
    pages: MakesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "find_asset", lambda name: None)
    browser = pages(twilio_auth_token=SecretStr("a token of nobody's")).browser()
    page = browser.get("/sign-in").get_data(as_text=True)
    assert "shown without their look" in page
    assert "tools.assets" not in page
    assert browser.get("/components").status_code == 404
