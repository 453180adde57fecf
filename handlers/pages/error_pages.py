"""What a page says when it cannot be shown: each with what to do next."""

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from handlers.access import find_pages
from handlers.pages.page_headers import with_page_headers
from handlers.pages.rendering import render

KNOWN = (400, 403, 404, 413, 500, 503)
"""Those with words of their own; of others the nearest holds."""
SOON = "5"  # seconds until another try makes sense


def show_errors(app: Flask) -> None:
    """Whatever goes wrong on a page is told on one; a webhook's answers stay as they are."""
    is_page = find_pages(app)

    def tell(error: HTTPException) -> Response | HTTPException:
        if not is_page(request.path):
            return error
        return with_page_headers(error_page(error.code or InternalServerError.code))

    app.register_error_handler(HTTPException, tell)


def error_page(status: int) -> Response:
    kind = status if status in KNOWN else 500 if status >= 500 else 400
    return render(f"error_{kind}.html", status)


def no_database(_: Exception | None = None) -> Response:
    """The database is away: calls go on without, pages do not."""
    return _for_now("no_database.html")


def busy() -> Response:
    """Too many pages at once; calls are not held up by them."""
    return _for_now("busy.html")


def no_key() -> Response:
    """SECRET_KEY is not set."""
    return _for_now("no_key.html")


def _for_now(template: str) -> Response:
    response = render(template, 503)
    response.headers["Retry-After"] = SOON
    return response
