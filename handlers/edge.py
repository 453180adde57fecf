"""What holds for every answer: its headers, and the largest request that is read."""

from flask import Flask, Response

LARGEST_REQUEST = 1_000_000  # bytes; Twilio's webhooks are a few kB

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


def harden(app: Flask) -> None:
    """Cap requests and set the security headers on every answer that has none of its own."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        for name, value in HEADERS.items():
            if name not in headers:
                headers[name] = value
        return response
