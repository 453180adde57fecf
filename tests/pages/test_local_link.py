"""The link of one's own machine: helpdesk for that run, and in local mode alone."""

import stat
from pathlib import Path

from pydantic import SecretStr

from centralino.people import local_link

from .desk import MakesDesk, text

LOCAL = {
    "public_url": "http://127.0.0.1:8000",
    "twilio_auth_token": SecretStr(""),
    "secret_key": SecretStr(""),
}


def path_of(link: str) -> str:
    return link.strip().removeprefix("http://127.0.0.1:8000")


def test_it_signs_in_as_helpdesk_as_often_as_one_likes(pages: MakesDesk) -> None:
    desk = pages(**LOCAL)
    path = path_of(local_link.renew())
    for _ in range(2):
        browser = desk.browser()
        assert browser.get(path).headers["Location"] == "/"
        assert "2 numbers" in text(browser.get("/"))


def test_with_another_run_neither_link_nor_session_holds(pages: MakesDesk) -> None:
    desk = pages(**LOCAL)
    path, browser = path_of(local_link.renew()), desk.browser()
    browser.get(path)
    local_link.renew()
    assert browser.get("/").status_code == 403
    assert browser.get(path).status_code == 410


def test_where_there_is_an_account_there_is_no_such_link_and_no_such_session(
    pages: MakesDesk,
) -> None:
    local = pages(**LOCAL)
    path, browser = path_of(local_link.renew()), local.browser()
    browser.get(path)
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    served = pages(public_url="http://127.0.0.1:8000")
    stranger = served.browser()
    assert stranger.get(path).status_code == 410
    stranger.client.set_cookie("session", cookie.value, domain="localhost")
    assert stranger.get("/").status_code == 403


def test_a_wrong_token_signs_nobody_in(pages: MakesDesk) -> None:
    browser = pages(**LOCAL).browser()
    local_link.renew()
    for token in ("x", "%C3%BC", "local"):
        assert browser.get(f"{local_link.PATH}/{token}").status_code == 410
    assert browser.get("/").status_code == 303


def test_the_file_is_its_users_alone_and_goes_with_local_mode(tmp_path: Path) -> None:
    file = tmp_path / "var" / "local-sign-in"
    local_link.renew("http://127.0.0.1:8001", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith("http://127.0.0.1:8001/sign-in/local/")
    local_link.withdraw(file)
    local_link.withdraw(file)
    assert not file.exists()
