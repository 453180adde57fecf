"""What holds for every answer: its headers, and the largest request that is read."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

LARGEST_REQUEST = 64_000  # bytes; Twilio's webhooks are a few kB. A blueprint may declare another
MOST_PARAMETERS = 200  # of a form or a query; Twilio sends some thirty

HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
]
EVERYWHERE = [*HEADERS, ("Cache-Control", "no-store")]

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def harden(app: Flask) -> None:
    """Cap requests, and set the security headers on every answer."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.config["MAX_FORM_PARTS"] = MOST_PARAMETERS
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[assignment,method-assign]  # Flask's own way


def with_headers(wsgi: Wsgi) -> Wsgi:
    """Below Flask, where a header costs next to nothing. What an answer says itself, holds."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told = {name for name, _ in headers}
            extra = [header for header in EVERYWHERE if header[0] not in told]
            return start_response(status, headers + extra, *rest)

        return wsgi(environ, start)

    return answer
