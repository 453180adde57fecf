"""A form counts only if it comes from one of our own pages."""

import re

import pytest

from .desk import TOKEN, Browser, Desk, MakesDesk, text

EVIL = "https://evil.example"


def is_in(browser: Browser) -> bool:
    return browser.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "e30.x.y"])
def test_a_form_without_its_token_changes_nothing(pages: MakesDesk, token: str) -> None:
    browser = pages().as_role("office")
    answer = browser.post("/sign-out", of="/", token=token)
    assert answer.status_code == 400
    assert "Nothing has changed" in text(answer)
    assert is_in(browser)


def test_a_token_of_somebody_else_is_none(pages: MakesDesk) -> None:
    desk = pages()
    browser, other = desk.as_role("office"), desk.as_role("helpdesk")
    found = TOKEN.search(other.get("/").get_data(as_text=True))
    assert found is not None
    assert browser.post("/sign-out", of="/", token=found[1]).status_code == 400
    assert is_in(browser)


@pytest.mark.parametrize(
    "origin", [EVIL, "null", "http://switchboard.example.org", "https://switchboard.example.org.x"]
)
def test_a_form_from_elsewhere_changes_nothing_even_with_the_token(
    pages: MakesDesk, origin: str
) -> None:
    browser = pages().as_role("office")
    assert browser.post("/sign-out", of="/", origin=origin).status_code == 400
    assert is_in(browser)


def test_a_form_without_an_origin_counts_unless_the_browser_says_that_it_came_from_elsewhere(
    pages: MakesDesk,
) -> None:
    browser = pages().as_role("office")
    browser.headers["Sec-Fetch-Site"] = "cross-site"
    assert browser.post("/sign-out", of="/", origin="").status_code == 400
    del browser.headers["Sec-Fetch-Site"]
    assert browser.post("/sign-out", of="/", origin="").status_code == 303


def test_on_ones_own_machine_the_port_that_was_asked_is_ours_too(pages: MakesDesk) -> None:
    desk = pages(public_url="http://127.0.0.1:8000")
    browser = desk.browser()
    form = {"address": "urp@example.org"}
    assert browser.post("/sign-in", form, origin="http://localhost").status_code == 303
    assert browser.post("/sign-in", form, origin="http://localhost:81").status_code == 400


def test_every_form_of_every_page_has_the_token(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk)
    for path in ("/sign-in", "/sign-in/sent", link):
        assert_tokens(browser.get(path).get_data(as_text=True))
    assert_tokens(desk.as_role("office").get("/").get_data(as_text=True))


def asked(desk: Desk) -> tuple[Browser, str]:
    browser = desk.browser()
    browser.post("/sign-in", {"address": "urp@example.org"})
    return browser, desk.link()


def assert_tokens(page: str) -> None:
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert forms
    assert all('name="csrf_token"' in form and 'method="post"' in form for form in forms)


def test_nothing_changes_by_a_get(pages: MakesDesk) -> None:
    browser = pages().as_role("office")
    for path in ("/sign-out", "/sign-out/everywhere"):
        assert browser.get(path).status_code == 405
    assert is_in(browser)
