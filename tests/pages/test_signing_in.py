"""Signing in by mail, as a browser sees it: what is answered, which cookies, and who gets in."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from centralino.people.sessions import IDLE
from centralino.people.sign_in_by_mail import MOST_OF_ADDRESS, VALID
from centralino.people.sign_in_secrets import SignInKeys
from centralino.store.migrating import upgrade

from .desk import WHO, Browser, Desk, MakesDesk, text

ASKED = {"address": "urp@example.org"}


def cookies(answer: TestResponse) -> dict[str, str]:
    return {each.partition("=")[0]: each for each in answer.headers.getlist("Set-Cookie")}


def asked(desk: Desk, address: str = "urp@example.org") -> Browser:
    browser = desk.browser()
    answer = browser.post("/sign-in", {"address": address})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/sent")
    return browser


def is_in(browser: Browser) -> bool:
    return browser.get("/").status_code == 200


def test_a_link_is_asked_for_opened_and_signs_in(pages: MakesDesk) -> None:
    desk = pages()
    browser = asked(desk)
    link = desk.link()
    shown = browser.get(link)
    assert "You are signing in as urp@example.org." in text(shown)
    assert not is_in(browser)
    answer = browser.post(link, of=link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Public Office" in text(browser.get("/"))


def test_looking_at_a_link_uses_nothing_up(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk), desk.link()
    for other in (desk.browser(), browser, desk.browser()):
        other.get(link)
        other.client.head(link)
    assert browser.post(link, of=link).status_code == 303


def test_a_link_works_once(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk), desk.link()
    browser.post(link, of=link)
    again = browser.get(link)
    assert again.status_code == 410
    assert "does not hold any more" in text(again)
    assert browser.post(link, of="/sign-in").status_code == 410


def test_a_forwarded_link_signs_nobody_else_in_but_shows_a_code(pages: MakesDesk) -> None:
    desk = pages()
    browser, link, other = asked(desk), desk.link(), desk.browser()
    shown = other.get(link)
    code = re.search(r"<strong>(\d{4}) (\d{4})</strong>", shown.get_data(as_text=True))
    assert code is not None
    other.post(link, of="/sign-in")
    assert not is_in(other)
    answer = browser.post("/sign-in/sent", {"code": f"{code[1]} {code[2]}"}, of="/sign-in/sent")
    assert answer.status_code == 303
    assert is_in(browser)


def test_an_old_link_does_not_hold(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk), desk.link()
    desk.clock.now += VALID
    assert browser.get(link).status_code == 410
    assert not is_in(browser)


def test_a_wrong_code_and_no_code_are_told(pages: MakesDesk) -> None:
    desk = pages()
    browser = asked(desk)
    right = SignInKeys(desk.settings.pages_key).code(desk.requests()[0].key)
    wrong = f"{(int(right) + 1) % 10**8:08}"
    assert browser.post("/sign-in/sent", {"code": wrong}, of="/sign-in/sent").status_code == 403
    empty = browser.post("/sign-in/sent", {"code": "12"}, of="/sign-in/sent")
    assert empty.status_code == 422
    assert "The code has eight digits." in text(empty)
    assert 'aria-invalid="true"' in empty.get_data(as_text=True)
    assert not is_in(browser)


@pytest.mark.parametrize("address", ["urp@example.org", "nobody@elsewhere.org", "x@lib.org"])
def test_the_answer_and_what_is_written_are_the_same_whether_an_address_has_a_role(
    pages: MakesDesk, address: str
) -> None:
    desk = pages()
    browser = desk.browser()
    answer = browser.post("/sign-in", {"address": address})
    seen = browser.get("/sign-in/sent")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/sent")
    assert address not in text(seen)
    assert [row.address for row in desk.requests()] == [address]
    assert len(desk.pages.people.by_mail._dispatch.client.list_workflows()) == 1


def test_asking_too_often_is_told_alike_for_every_address(pages: MakesDesk) -> None:
    for address in ("urp@example.org", "nobody@elsewhere.org"):
        desk = pages()
        for _ in range(MOST_OF_ADDRESS):
            asked(desk, address)
        answer = desk.browser().post("/sign-in", {"address": address})
        assert answer.status_code == 429
        assert "try again in an hour" in text(answer)


@pytest.mark.parametrize("address", ["", "urp", "urp@", "a b@example.org", "x@y", "é@example.org"])
def test_what_is_no_address_is_told_at_its_field(pages: MakesDesk, address: str) -> None:
    desk = pages()
    answer = desk.browser().post("/sign-in", {"address": address})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<a href="#address">' in page
    assert 'aria-describedby="address-error"' in page
    assert desk.requests() == []


def test_somebody_who_lost_the_role_meanwhile_gets_no_session(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk, WHO["nobody"]), desk.link()
    answer = browser.post(link, of=link)
    assert answer.status_code == 403
    assert "You have no access" in text(answer)
    assert desk.pages.cookie("session") not in cookies(answer)


def test_the_session_is_a_random_name_in_a_cookie_of_this_host_alone(pages: MakesDesk) -> None:
    desk = pages()
    browser, link = asked(desk), desk.link()
    cookie = cookies(browser.post(link, of=link))["__Host-session"]
    for mark in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=604800"):
        assert mark in cookie
    assert "Domain" not in cookie
    value = cookie.partition("=")[2].partition(";")[0]
    assert re.fullmatch(r"[\w-]{43}", value)


def test_on_ones_own_machine_cookies_go_over_http_and_nowhere_else(pages: MakesDesk) -> None:
    for url, name in (
        ("http://127.0.0.1:8000", "session"),
        ("http://localhost:8000", "session"),
        ("http://switchboard.example.org", "__Host-session"),
        ("http://127.0.0.1.example.org", "__Host-session"),
        ("https://127.0.0.1", "__Host-session"),
    ):
        desk = pages(public_url=url)
        browser, link = asked(desk), desk.link()
        cookie = cookies(browser.post(link, of=link))[name]
        assert ("Secure" in cookie) is name.startswith("__Host-")


def test_signing_in_gives_a_new_session_and_new_tokens_whatever_there_was(
    pages: MakesDesk,
) -> None:
    desk = pages()
    browser = asked(desk)
    browser.client.set_cookie("__Host-session", "chosen by somebody else", domain="localhost")
    before = browser.client.get_cookie("__Host-form")
    link = desk.link()
    browser.post(link, of=link)
    after = browser.client.get_cookie("__Host-session")
    form = browser.client.get_cookie("__Host-form")
    assert after is not None
    assert after.value != "chosen by somebody else"
    assert form is None or before is None or form.value != before.value


def test_a_session_that_is_idle_ends_and_a_made_up_one_never_was(pages: MakesDesk) -> None:
    desk = pages()
    browser = desk.signed_in(WHO["office"])
    desk.clock.now += IDLE - timedelta(seconds=1)
    assert is_in(browser)
    desk.clock.now += IDLE + timedelta(seconds=1)
    assert not is_in(browser)
    stranger = desk.browser()
    stranger.client.set_cookie("__Host-session", "x" * 43, domain="localhost")
    assert not is_in(stranger)


def test_signing_out_ends_this_session_and_everywhere_all_of_them(pages: MakesDesk) -> None:
    desk = pages()
    first, second, third = (desk.signed_in(WHO["office"]) for _ in range(3))
    kept = first.client.get_cookie("__Host-session")
    assert first.post("/sign-out", of="/").headers["Location"] == "/sign-in"
    assert kept is not None
    first.client.set_cookie("__Host-session", kept.value, domain="localhost")
    assert not is_in(first)
    assert is_in(second)
    second.post("/sign-out/everywhere", of="/")
    assert not is_in(third)


def test_a_change_of_role_counts_at_the_next_click(pages: MakesDesk) -> None:
    desk = pages()
    browser = desk.signed_in(WHO["office"])
    assert "Public Office" in text(browser.get("/"))
    desk.serve(**{"0577235501": 'number: "0577 235501"\nemail: others@example.org\n'})
    answer = browser.get("/")
    assert answer.status_code == 403
    assert "may see nothing here" in text(answer)
    assert browser.post("/sign-out", of="/").status_code == 303


@pytest.mark.parametrize(
    ("wished", "there"),
    [
        ("/numbers/0577235501?day=1", "/numbers/0577235501?day=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nSet-Cookie: x", "/"),
        ("\\/evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_goes_on_here_and_nowhere_else(
    pages: MakesDesk, wished: str, there: str
) -> None:
    desk = pages()
    browser = desk.browser()
    browser.get("/sign-in", query_string={"next": wished})
    browser.post("/sign-in", ASKED)
    link = desk.link()
    assert browser.post(link, of=link).headers["Location"] == there
    assert browser.get("/language/it", query_string={"next": wished}).headers["Location"] == there


def test_without_signing_in_by_mail_no_address_is_asked_for(pages: MakesDesk) -> None:
    desk = pages(sign_in_by_mail=False)
    browser = desk.browser()
    assert 'name="address"' not in browser.get("/sign-in").get_data(as_text=True)
    browser.client.post("/sign-in", data=ASKED)
    assert desk.requests() == []


def test_below_a_path_of_the_host_every_way_leads_below_it(pages: MakesDesk) -> None:
    """A proxy takes the path away before it asks us."""
    desk = pages(public_url="https://www.example.org/centralino")
    browser = desk.browser()
    browser.origin = "https://www.example.org"
    assert browser.get("/").headers["Location"] == "/centralino/sign-in"
    answer = browser.post("/sign-in", {"address": "urp@example.org"})
    assert answer.headers["Location"] == "/centralino/sign-in/sent"
    link = desk.link()
    assert browser.post(link, of=link).headers["Location"] == "/centralino/"
    page = browser.get("/").get_data(as_text=True)
    paths = re.findall(r'(?:href|action)="(/[^"]*)"', page)
    assert len(paths) > 3
    assert [path for path in paths if not path.startswith("/centralino/")] == []


def test_it_is_the_same_on_either_database_once_that_is_ready(
    pages: MakesDesk, database_url: str
) -> None:
    desk = pages(database_url=database_url)
    browser = desk.browser()
    if database_url.startswith("postgresql"):
        answer = browser.post("/sign-in", {"address": "urp@example.org"})
        assert answer.status_code == 503
        assert "Calls go on as always." in text(answer)
        upgrade(desk.store.engine)
    browser, link = asked(desk), desk.link()
    assert browser.post(link, of=link).status_code == 303
    assert is_in(browser)
    browser.post("/sign-out/everywhere", of="/")
    assert not is_in(browser)
    for store in (desk.store, desk.pages.people.sessions._store):
        store.close()
