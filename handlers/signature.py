"""Twilio's signature on a webhook (twilio.com/docs/usage/webhooks/webhooks-security).

Nothing that costs is done for whoever cannot sign: what is too much is not read, and what was read
is hashed once for each form of the URL that Twilio may have signed.
"""

import hmac
from hashlib import sha256
from urllib.parse import quote, urlparse

import structlog
from flask import Request
from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    add_port,
    get_signature_algorithm,
    remove_port,
)
from werkzeug.exceptions import RequestEntityTooLarge

from centralino.core.settings import Settings
from handlers.edge import LARGEST_REQUEST, MOST_PARAMETERS

SIGNATURE, SETTINGS = (
    "HTTP_" + header.upper().replace("-", "_")
    for header in (SIGNATURE_HEADER, SIGNATURE_SETTINGS_HEADER)
)  # a WSGI environment's names: reading it costs less than asking for a header

FORM = "application/x-www-form-urlencoded"
BODY_HASH = "bodySHA256"  # in the query, where the signature covers it: what any other body must be
log = structlog.get_logger()
HINT = (
    "PUBLIC_URL must be what Twilio calls, with its scheme and host as in the number's webhook; "
    "the token must be that of the account that the number belongs to"
)


class Verifier:
    """Checks requests against the account's token, or a shared key where one signed."""

    def __init__(self, settings: Settings) -> None:
        self._public_url = settings.public_url
        self._other_url = with_port_or_without(settings.public_url)
        self._account = RequestValidator(settings.auth_token)
        self._shared = {
            name: RequestValidator(secret) for name, secret in settings.shared_keys.items()
        }

    def is_from_twilio(self, request: Request) -> bool:
        """False is logged, with the URL that the signature was computed on.

        Raises RequestEntityTooLarge for more than Twilio would send.
        """
        signature = request.environ.get(SIGNATURE, "")
        if not signature:
            return self._refuse(request, "missing")
        try:
            if self._is_signed(request, signature):
                return True
            call_sid = request.form.get("CallSid", "")
        except RequestEntityTooLarge:
            raise
        except Exception:
            # Whatever it is that cannot be read, Twilio did not send it.
            log.warning("signature not checked", exc_info=True)
            return self._refuse(request, "unreadable")
        return self._refuse(request, "wrong", call_sid)

    def url(self, request: Request) -> str:
        """The URL that Twilio called: PUBLIC_URL, and path and query just as they were sent."""
        return self._public_url + _target(request)

    def _refuse(self, request: Request, reason: str, call_sid: str = "") -> bool:
        url = self.url(request).partition("?")[0]
        log.warning("signature refused", call_sid=call_sid, reason=reason, url=url, hint=HINT)
        return False

    def _is_signed(self, request: Request, signature: str) -> bool:
        settings = request.environ.get(SETTINGS, "")
        validator = self._shared.get(_key(settings), self._account) if settings else self._account
        parameters = _signed_parameters(request)
        if parameters is None:
            return False
        algorithm, target = get_signature_algorithm(settings), _target(request)
        try:
            return any(
                hmac.compare_digest(
                    validator.compute_signature(base + target, parameters, algorithm).encode(),
                    signature.encode(),
                )
                for base in (self._public_url, self._other_url)
            )
        except ValueError:
            return False  # an algorithm that the library does not know


def with_port_or_without(url: str) -> str:
    """The other form of a URL that Twilio may sign: it is not of one mind about the port."""
    parts = urlparse(url)
    return str(remove_port(parts) if parts.port else add_port(parts))


class Parameters(dict[str, list[str]]):
    """A form as the validator asks for it first, which spares it an error for each parameter."""

    def getall(self, name: str) -> list[str]:
        return self[name]


def _signed_parameters(request: Request) -> Parameters | None:
    """What the signature covers besides the URL; None where it cannot cover what was sent."""
    body = request.get_data()
    if len(body) >= LARGEST_REQUEST and request.content_length is None:
        raise RequestEntityTooLarge  # what has no told length is cut at the cap
    if request.query_string.count(b"&") >= MOST_PARAMETERS:
        raise RequestEntityTooLarge
    if request.mimetype == FORM:
        if body.count(b"&") >= MOST_PARAMETERS:
            raise RequestEntityTooLarge
        return Parameters(request.form.lists())
    hashed = sha256(body).hexdigest().encode()
    if body and not hmac.compare_digest(hashed, request.args.get(BODY_HASH, "").encode()):
        return None
    return Parameters()


def _target(request: Request) -> str:
    environ = request.environ
    return str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or _rebuilt(request))


def _rebuilt(request: Request) -> str:
    path = quote(request.environ.get("PATH_INFO", "").encode("latin-1"), safe="/!$&'()*+,;=:@~")
    query = request.environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _key(settings: str) -> str:
    """The id of the shared key: `key=<id>,algorithm=HMAC_SHA256`."""
    parts = (part.partition("=") for part in settings.split(","))
    return next((value.strip() for name, _, value in parts if name.strip() == "key"), "")
