"""What goes with every page: headers, letter by letter, whatever the answer is."""

import pytest
from werkzeug.test import TestResponse

from .desk import Desk, MakesDesk

EXPECTED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def answers(desk: Desk) -> dict[str, TestResponse]:
    stranger, office = desk.browser(), desk.as_role("office")
    return {
        "200": stranger.get("/sign-in"),
        "200 signed in": office.get("/"),
        "303": stranger.get("/"),
        "400": stranger.post("/sign-in", token="x"),
        "403": desk.as_role("nobody").get("/"),
        "404": stranger.get("/nothing"),
        "405": stranger.get("/sign-out"),
        "410": stranger.get("/sign-in/link/x/y"),
        "413": stranger.client.post("/sign-in", data={"address": "x" * 70_000}),
        "422": stranger.post("/sign-in", {"address": "x"}),
    }


def test_every_answer_has_them_once(pages: MakesDesk) -> None:
    for name, answer in answers(pages()).items():
        assert str(answer.status_code) == name[:3]
        for header, value in EXPECTED.items():
            assert answer.headers.getlist(header) == [value], (name, header)


def test_https_is_not_asked_for_where_there_is_none(pages: MakesDesk) -> None:
    answer = pages(public_url="http://127.0.0.1:8000").browser().get("/sign-in")
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_page_says_its_language_and_that_it_depends_on_the_reader(
    pages: MakesDesk, language: str
) -> None:
    answer = pages().browser(language).get("/sign-in")
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.get_data(as_text=True)
    vary = ", ".join(answer.headers.getlist("Vary"))
    assert "Cookie" in vary
    assert "Accept-Language" in vary


def test_webhooks_and_health_get_no_cookie_and_no_pages_header(pages: MakesDesk) -> None:
    client = pages().app.test_client()
    for path in ("/healthz", "/voice", "/metrics"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
