"""Twilio's signature on a webhook (twilio.com/docs/usage/webhooks/webhooks-security)."""

import hmac
from urllib.parse import quote

import structlog
from flask import Request
from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

from centralino.settings import Settings

SIGNATURE, SETTINGS = (
    "HTTP_" + header.upper().replace("-", "_")
    for header in (SIGNATURE_HEADER, SIGNATURE_SETTINGS_HEADER)
)  # a WSGI environment's names: reading it costs less than asking for a header

BODY_HASH = "bodySHA256"  # in the query, where the signature covers it: what a JSON body must be
log = structlog.get_logger()
HINT = (
    "PUBLIC_URL must be what Twilio calls, with its scheme and host as in the number's webhook; "
    "the token must be that of the account that the number belongs to"
)


class Verifier:
    """Checks requests against the account's token, or a shared key where one signed."""

    def __init__(self, settings: Settings) -> None:
        self._public_url = settings.public_url
        self._account = RequestValidator(settings.auth_token)
        self._shared = {
            name: RequestValidator(secret) for name, secret in settings.shared_keys.items()
        }

    def is_from_twilio(self, request: Request) -> bool:
        """False is logged, with the URL that the signature was computed on."""
        url = self.url(request)
        signature = request.environ.get(SIGNATURE, "")
        if signature and self._is_signed(url, request, signature):
            return True
        log.warning(
            "signature refused",
            call_sid=request.form.get("CallSid", "")[:34] if signature else "",  # else unread
            reason="wrong" if signature else "missing",
            url=url.partition("?")[0],
            hint=HINT,
        )
        return False

    def url(self, request: Request) -> str:
        """The URL that Twilio called: PUBLIC_URL, and path and query just as they were sent."""
        environ = request.environ
        target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or _rebuilt(request)
        return self._public_url + str(target)

    def _is_signed(self, url: str, request: Request, signature: str) -> bool:
        settings = request.environ.get(SETTINGS, "")
        validator = self._shared.get(_key(settings), self._account) if settings else self._account
        algorithm = get_signature_algorithm(settings)
        form = request.form
        if not form and request.is_json:
            if BODY_HASH not in request.args:
                return False
            body = request.get_data(as_text=True)
            return bool(validator.validate(url, body, signature, algorithm))
        try:
            computed = validator.compute_signature(url, Parameters(form.lists()), algorithm)
        except ValueError:
            return False  # an algorithm that the library does not know
        if hmac.compare_digest(computed.encode(), signature.encode()):
            return True
        # The library tries the URL with its port and without: Twilio is not of one mind there.
        return bool(validator.validate(url, form, signature, algorithm))


class Parameters(dict[str, list[str]]):
    """A form as the validator asks for it first, which spares it an error for each parameter."""

    def getall(self, name: str) -> list[str]:
        return self[name]


def _rebuilt(request: Request) -> str:
    path = quote(request.environ.get("PATH_INFO", "").encode("latin-1"), safe="/!$&'()*+,;=:@~")
    query = request.environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _key(settings: str) -> str:
    """The id of the shared key: `key=<id>,algorithm=HMAC_SHA256`."""
    parts = (part.partition("=") for part in settings.split(","))
    return next((value.strip() for name, _, value in parts if name.strip() == "key"), "")
