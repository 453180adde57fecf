"""Signing in by an OpenID provider: a real one's process answers, and is lied to."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from pydantic import SecretStr, ValidationError
from standins.openid import approve, deny, provider
from werkzeug.test import TestResponse

from centralino.core.settings import Settings, objections
from handlers.pages.provider import MOST_GROUPS, groups_of, person_of

from .desk import Browser, Desk, MakesDesk, text

VERIFIED = {"email_verified": True}
USERS: dict[str, dict[str, Any]] = {
    "urp": {"email": "URP@example.org", **VERIFIED},
    "library": {"email": "x@elsewhere.org", **VERIFIED, "groups": ["lib", "others"]},
    "unverified": {"email": "urp@example.org", "email_verified": False},
    "untold": {"email": "urp@example.org"},
    "nobody": {"email": "nobody@elsewhere.org", **VERIFIED},
}


VERIFIER = re.compile(r"code_verifier=([\w-]+)")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider(USERS) as url:
        yield url


def desk_of(pages: MakesDesk, issuer: str, **more: Any) -> Desk:
    secret = SecretStr("a secret of the client's")
    return pages(oidc_issuer=issuer, oidc_client_id="centralino", oidc_client_secret=secret, **more)


def gone(browser: Browser) -> str:
    """The provider's page that the browser is sent to."""
    answer = browser.get("/sign-in/provider")
    assert answer.status_code in (302, 303), text(answer)
    return answer.headers["Location"]


def back(browser: Browser, location: str) -> TestResponse:
    parts = urlsplit(location)
    assert f"{parts.scheme}://{parts.netloc}" == browser.origin
    return browser.get(f"{parts.path}?{parts.query}")


def signed_in(desk: Desk, sub: str) -> tuple[Browser, TestResponse]:
    browser = desk.browser()
    return browser, back(browser, approve(gone(browser), sub))


def test_a_verified_address_signs_in_by_its_role(pages: MakesDesk, issuer: str) -> None:
    browser, answer = signed_in(desk_of(pages, issuer), "urp")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Signed in as urp@example.org" in text(browser.get("/"))


def test_groups_of_the_provider_give_their_role(pages: MakesDesk, issuer: str) -> None:
    browser, answer = signed_in(desk_of(pages, issuer), "library")
    assert answer.status_code == 303
    assert "Biblioteca" in text(browser.get("/"))


@pytest.mark.parametrize("sub", ["unverified", "untold"])
def test_an_address_that_is_not_verified_does_not_count(
    pages: MakesDesk, issuer: str, sub: str
) -> None:
    browser, answer = signed_in(desk_of(pages, issuer), sub)
    assert answer.status_code == 403
    assert "not verified" in text(answer)
    assert browser.get("/").status_code == 303


def test_whoever_has_no_role_gets_no_session(pages: MakesDesk, issuer: str) -> None:
    browser, answer = signed_in(desk_of(pages, issuer), "nobody")
    assert answer.status_code == 403
    assert "nobody@elsewhere.org" in text(answer)
    assert browser.get("/").status_code == 303


def test_the_provider_is_asked_with_state_nonce_and_a_challenge_that_is_then_met(
    pages: MakesDesk, issuer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    send = requests.Session.send

    def noted(self: requests.Session, request: Any, **how: Any) -> requests.Response:
        sent.append(str(request.body))
        assert how.get("timeout")
        return send(self, request, **how)

    browser = desk_of(pages, issuer).browser()
    url = gone(browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    location = approve(url, "urp")
    monkeypatch.setattr(requests.Session, "send", noted)
    back(browser, location)
    verifier = next(
        found[1] for each in sent if (found := re.search(r"code_verifier=([\w-]+)", each))
    )
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    assert asked["code_challenge"] == hashed.decode().rstrip("=")
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert len(asked["nonce"]) >= 20
    assert len(asked["state"]) >= 20
    assert asked["redirect_uri"] == "https://switchboard.example.org/sign-in/provider/back"


def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(
    pages: MakesDesk, issuer: str
) -> None:
    desk = desk_of(pages, issuer)
    location = approve(gone(desk.browser()), "urp")
    other = desk.browser()
    gone(other)
    answer = back(other, location)
    assert answer.status_code == 502
    assert other.get("/").status_code == 303


def test_an_answer_counts_once(pages: MakesDesk, issuer: str) -> None:
    browser = desk_of(pages, issuer).browser()
    location = approve(gone(browser), "urp")
    assert back(browser, location).status_code == 303
    assert back(browser, location).status_code == 502


def test_a_code_with_somebody_elses_nonce_signs_nobody_in(pages: MakesDesk, issuer: str) -> None:
    """A code that the attacker got for the victim's state, in another signing in."""
    desk = desk_of(pages, issuer)
    browser = desk.browser()
    mine, theirs = gone(browser), gone(desk.browser())
    state = parse_qs(urlsplit(mine).query)["state"][0]
    code = parse_qs(urlsplit(approve(theirs, "urp")).query)["code"][0]
    answer = browser.get(f"/sign-in/provider/back?code={code}&state={state}")
    assert answer.status_code == 502
    assert browser.get("/").status_code == 303


def test_whoever_says_no_at_the_provider_is_told(pages: MakesDesk, issuer: str) -> None:
    browser = desk_of(pages, issuer).browser()
    gone(browser)
    answer = browser.get("/sign-in/provider/back?error=access_denied&error_description=<b>no")
    assert answer.status_code == 502
    assert "<b>no" not in answer.get_data(as_text=True)
    assert deny(gone(browser)).startswith("https://switchboard.example.org")


def test_a_provider_that_is_away_is_told(pages: MakesDesk) -> None:
    away = desk_of(pages, "http://127.0.0.1:9").browser().get("/sign-in/provider")
    assert away.status_code == 502
    assert "could not be reached" in text(away)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    pages: MakesDesk, issuer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if its metadata were another's: it is reached by one name, and says another."""
    desk = desk_of(pages, issuer)
    otherwise = issuer.replace("127.0.0.1", "localhost")
    for told, status in ((otherwise, 502), (issuer + "/", 302), (issuer, 302)):
        answers = {"issuer": told, "authorization_endpoint": f"{issuer}/oauth2/authorize"}
        client = desk.app.extensions["openid_provider"]
        monkeypatch.setattr(client, "load_server_metadata", lambda answers=answers: answers)
        assert desk.browser().get("/sign-in/provider").status_code == status


def test_the_sign_in_page_offers_what_there_is(pages: MakesDesk, issuer: str) -> None:
    both = text(desk_of(pages, issuer).browser().get("/sign-in"))
    assert "Sign in with your account of Test University" in both
    assert "E-mail address" in both
    alone = text(desk_of(pages, issuer, sign_in_by_mail=False).browser().get("/sign-in"))
    assert "E-mail address" not in alone
    assert "your account of" not in text(pages().browser().get("/sign-in"))
    assert "No way to sign in" in text(pages(sign_in_by_mail=False).browser().get("/sign-in"))


def test_without_a_provider_its_pages_lead_nowhere(pages: MakesDesk) -> None:
    browser = pages().browser()
    for path in ("/sign-in/provider", "/sign-in/provider/back?code=x&state=y"):
        assert browser.get(path).status_code == 502


def test_giving_up_again_and_again_fills_no_cookie(pages: MakesDesk, issuer: str) -> None:
    browser = desk_of(pages, issuer).browser()
    for _ in range(6):
        gone(browser)
    cookie = browser.client.get_cookie("__Host-form")
    assert cookie is not None
    assert len(cookie.value) < 2500


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "urp@example.org", "email_verified": "false"},
        {"email": "urp@example.org", "email_verified": 1},
        {"email": ["urp@example.org"], **VERIFIED},
        {"email": "a\nb@example.org", **VERIFIED},
        {"email": "ürp@example.org", **VERIFIED},
        VERIFIED,
    ],
)
def test_claims_without_a_plain_verified_address_are_nobodys(claims: dict[str, Any]) -> None:
    assert person_of(claims) is None


def test_groups_are_what_is_told_as_text_and_no_more_than_so_many() -> None:
    assert groups_of(["a", "b", 3, None, "a", "x" * 201]) == ("a", "b")
    assert groups_of("a") == ("a",)
    assert groups_of({"a": 1}) == groups_of(None) == ()
    assert len(groups_of([str(each) for each in range(1000)])) == MOST_GROUPS


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"oidc_issuer": "https://x.example"}, "OIDC_CLIENT_SECRET: OIDC_ISSUER, OIDC_CLIENT_ID"),
        ({"oidc_client_secret": "x"}, "go together"),
        ({"oidc_issuer": "http://x.example"}, "OIDC_ISSUER: expected the issuer's URL"),
        ({"oidc_issuer": "login"}, "OIDC_ISSUER: expected the issuer's URL"),
        ({"secret_key": "short"}, "SECRET_KEY: expected 32 characters or more"),
    ],
)
def test_settings_that_do_not_go_together_are_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Settings(**given)
    assert told in objections(raised.value)
