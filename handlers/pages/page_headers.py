"""The headers of every page, error pages and redirects included."""

from flask import Response

from handlers.pages.page_services import page_services

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    # With no-referrer a browser would send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
}
HSTS = "max-age=31536000"


def with_page_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if page_services().is_https:
        response.headers["Strict-Transport-Security"] = HSTS
    return response
