"""The pages' cookies: which names, for whom, and none on any other path."""

from flask import Flask, Request, Response
from flask.sessions import NullSession, SecureCookieSessionInterface, SessionMixin

from centralino.people.sessions import LONGEST
from handlers.access import find_pages
from handlers.pages.admission import SESSION
from handlers.pages.page_services import PageServices, page_services

FORM = "form"
"""Flask's own signed cookie: what a form's token is compared with, and who is signing in."""
A_YEAR = 365 * 86_400


class PageCookies(SecureCookieSessionInterface):
    """Webhooks and metrics have no cookies, and do not pay for looking."""

    def __init__(self, app: Flask) -> None:
        self._is_page = find_pages(app)

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # type: ignore[override]  # NullSession is one too
        if not self._is_page(request.path):
            return NullSession()
        return super().open_session(app, request)


def set_up_cookies(app: Flask, services: PageServices) -> None:
    """After every blueprint is registered."""
    app.secret_key = services.settings.pages_key or None
    app.session_interface = PageCookies(app)
    app.config.update(
        SESSION_COOKIE_NAME=services.cookie(FORM),
        SESSION_COOKIE_SECURE=not services.is_ones_own,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,  # a form that was open over lunch is still ours
        WTF_I18N_ENABLED=False,
    )


def set_session(response: Response, cookie: str) -> None:
    _set(response, SESSION, cookie, int(LONGEST.total_seconds()))


def drop_session(response: Response) -> None:
    _set(response, SESSION, "", 0)


def set_language(response: Response, name: str, language: str) -> None:
    _set(response, name, language, A_YEAR)


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    services = page_services()
    response.set_cookie(
        services.cookie(name),
        value,
        max_age=seconds,
        secure=not services.is_ones_own,
        httponly=True,
        samesite="Lax",
        path="/",
    )
