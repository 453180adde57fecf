"""The line between the telephone and the app: signed webhooks, in process or over HTTP."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urldefrag, urlencode, urlsplit

import requests
from twilio.request_validator import SIGNATURE_HEADER, RequestValidator
from werkzeug.test import Client

from centralino.core.texts import _

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

TIMEOUT = 15.0


class UnreachableError(Exception):
    """Nothing answered in time; the message says what was tried."""


@dataclass(frozen=True)
class HttpAnswer:
    """What came back: `seconds` is how long it really took, `content_type` the header as sent."""

    status: int
    content_type: str
    body: bytes
    seconds: float = 0.0


class Line(Protocol):
    """Sends one webhook. `url` is absolute and under PUBLIC_URL, or relative to it."""

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> HttpAnswer:
        """Raises UnreachableError when there is no answer, ValueError for a URL elsewhere."""
        ...  # a protocol's method has no body


@dataclass(frozen=True)
class Signed:
    """A request as Twilio would make it; `path` is relative to PUBLIC_URL, with its query."""

    path: str
    body: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Signer:
    public_url: str
    token: str

    def sign(self, url: str, form: Mapping[str, str], method: str) -> Signed:
        """The fragment is neither signed nor sent; a GET carries its parameters in the query."""
        path = self._path(urldefrag(url).url)
        body = dict(form)
        if method == "GET" and body:
            path += ("&" if urlsplit(path).query else "?") + urlencode(body)
            body = {}
        signature = RequestValidator(self.token).compute_signature(self.public_url + path, body)
        return Signed(path, body, {SIGNATURE_HEADER: signature, "User-Agent": "TwilioProxy/1.1"})

    def _path(self, url: str) -> str:
        if not urlsplit(url).netloc:
            return "/" + url.lstrip("/")
        if not under(self.public_url, url):
            raise ValueError(f"{url} is not under {self.public_url}")
        path = url[len(self.public_url) :]
        return path if path.startswith("/") else "/" + path


def under(public_url: str, url: str) -> bool:
    """Whether the address belongs to the app that is known as `public_url`."""
    rest = url[len(public_url) :]
    return url.startswith(public_url) and (not rest or rest[0] in "/?#")


class InProcess:
    """Calls a WSGI app directly: no server, no network."""

    def __init__(self, app: "WSGIApplication", public_url: str, token: str) -> None:
        self.signer = Signer(public_url.rstrip("/"), token)
        self.client = Client(app, use_cookies=False)
        parts = urlsplit(public_url)
        self.origin = f"{parts.scheme}://{parts.netloc}/"

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> HttpAnswer:
        signed = self.signer.sign(url, form, method)
        began = time.monotonic()
        response = self.client.open(
            signed.path,
            base_url=self.origin,
            method=method,
            data=signed.body,
            headers=signed.headers,
        )
        with response:
            body = response.get_data()
        took = time.monotonic() - began
        return HttpAnswer(
            response.status_code, response.headers.get("Content-Type", ""), body, took
        )


class Http:
    """Calls a running app at `base_url`, signing for the PUBLIC_URL that it knows itself by."""

    def __init__(self, base_url: str, public_url: str, token: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.signer = Signer(public_url.rstrip("/"), token)
        self.session = requests.Session()

    def reach(self) -> None:
        """Raises UnreachableError where nobody answers, whatever it is."""
        try:
            self.session.get(self.base_url, timeout=TIMEOUT, allow_redirects=False)
        except requests.Timeout:
            raise UnreachableError(
                _(
                    "{url} does not answer within {seconds} s",
                    url=self.base_url,
                    seconds=round(TIMEOUT),
                )
            ) from None
        except requests.RequestException as error:
            raise UnreachableError(self._why(error)) from None

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> HttpAnswer:
        signed = self.signer.sign(url, form, method)
        self.session.cookies.clear()
        try:
            response = self.session.request(
                method,
                self.base_url + signed.path,
                data=signed.body,
                headers=signed.headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.Timeout:
            raise UnreachableError(
                _("no answer within {seconds} s", seconds=f"{TIMEOUT:.0f}")
            ) from None
        except requests.RequestException as error:
            raise UnreachableError(self._why(error)) from None
        kind = response.headers.get("Content-Type", "")
        return HttpAnswer(
            response.status_code, kind, response.content, response.elapsed.total_seconds()
        )

    def _why(self, error: requests.RequestException) -> str:
        if isinstance(error, requests.ConnectionError):
            return _("nothing answers at {url}: is the app running there?", url=self.base_url)
        return _("{url} cannot be called: {error}", url=self.base_url, error=error)
