"""Twilio's REST API: one base, Basic authentication, bounded time, errors that say what to do.

Addresses come from the settings and from SIDs only, never from what a request said.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import Response
from requests.auth import HTTPBasicAuth
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from centralino.core.settings import Settings
from centralino.twilio.errors import AccountError, no_answer, not_json, refusal
from centralino.twilio.patience import ONCE, Patience

VERSION = "2010-04-01"
TIMEOUT = (5.0, 20.0)  # seconds to connect, and between two pieces of an answer


class NoAccountError(RuntimeError):
    """There is no account: local mode, where the API is not asked."""


class Account:
    """One Twilio account's REST API.

    `sid` names a subaccount that is reached with its parent's credentials; none is the account
    itself. Requests that may be repeated are tried again as `patience` says. `silence` is how long
    is waited for a connection, and for the next piece of an answer, in seconds.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        sid: str = "",
        patience: Patience = ONCE,
        silence: tuple[float, float] | None = None,
    ) -> None:
        self.sid = sid or settings.account_sid
        self._local = settings.is_local
        self._patience = patience
        self._silence = silence or TIMEOUT
        self.base = settings.twilio_api_url.rstrip("/") or base_of(settings)
        self.monitor = settings.twilio_api_url.rstrip("/") or base_of(settings, "monitor")
        self.trunking = settings.twilio_api_url.rstrip("/") or base_of(settings, "trunking")
        self._session = requests.Session()
        self._session.auth = HTTPBasicAuth(settings.account_sid, settings.auth_token)
        self._session.max_redirects = 3
        self._session.trust_env = False  # a .netrc would replace the credentials
        self._session.proxies.update(proxies_to(self.base))
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True

    @property
    def exists(self) -> bool:
        return not self._local

    def close(self) -> None:
        self._session.close()

    def get(self, resource: str, **query: str) -> dict[str, Any]:
        """One resource of the account as JSON: `Calls/CA….json`. Raises AccountError."""
        return self.fetch("GET", self.address(resource), query)

    def update(self, resource: str, form: Mapping[str, str]) -> dict[str, Any]:
        """Set some of a resource's properties; what it is then. Raises AccountError.

        Safe to repeat: it says what is to be, and not what is to change.
        """
        return self.fetch("POST", self.address(resource), form=form)

    def pages(self, resource: str, **query: str) -> Iterator[dict[str, Any]]:
        """The pages of a list, one after the other. Raises AccountError."""
        address, wanted = self.address(resource), query
        while address:
            page = self.fetch("GET", address, wanted)
            yield page
            following = page.get("next_page_uri")
            address, wanted = self._following(following), {}

    def fetch(
        self,
        method: str,
        address: str,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """A request that may be repeated, and its answer in JSON. Raises AccountError."""

        def ask() -> dict[str, Any]:
            with self.answer(method, address, query, form) as answer:
                return _json(answer)

        return self._patience.run(ask)

    def delete(self, resource: str) -> None:
        """Delete it; that it is gone already is as good. Raises AccountError."""
        self.remove(self.address(resource))

    def remove(self, address: str) -> None:
        """The same, of whatever product's resource. Raises AccountError."""

        def ask() -> None:
            with self.answer("DELETE", address):
                pass

        try:
            self._patience.run(ask)
        except AccountError as error:
            if error.status not in (404, 410):
                raise

    def address(self, resource: str) -> str:
        return f"{self.base}/{VERSION}/Accounts/{self.sid}/{resource}"

    @contextmanager
    def answer(
        self,
        method: str,
        address: str,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Iterator[Response]:
        """The answer, its body not read yet. Raises AccountError unless it is a success."""
        if not self.exists:
            raise NoAccountError("no account is configured")
        try:
            with self._session.request(
                method, address, params=query, data=form, stream=True, timeout=self._silence
            ) as answer:
                if not answer.ok:
                    raise refusal(answer)
                yield answer
        except (requests.RequestException, HTTPError) as error:
            raise no_answer(error) from error

    def _following(self, uri: object) -> str:
        # A path below our own account, so that a page cannot send the credentials elsewhere.
        ours = f"/{VERSION}/Accounts/{self.sid}/"
        return f"{self.base}{uri}" if isinstance(uri, str) and uri.startswith(ours) else ""


def base_of(settings: Settings, product: str = "api") -> str:
    """An API's host by region and edge, as the twilio library makes it."""
    edge, region = settings.twilio_edge, settings.twilio_region
    region = region or ("us1" if edge else "")
    return "https://" + ".".join(filter(None, (product, edge, region, "twilio", "com")))


def proxies_to(base: str) -> Mapping[str, str]:
    """The proxies that the environment names for a host; this machine itself needs none."""
    if urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1"):
        return {}
    return {scheme: url for scheme, url in get_environ_proxies(base).items() if url}


def is_sid(text: str, prefix: str) -> bool:
    """`RE` (a recording), `CA` (a call), `AC` (an account) and 32 hexadecimal digits."""
    return re.fullmatch(prefix + "[0-9a-fA-F]{32}", text) is not None


def _json(answer: Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise not_json() from error
    if not isinstance(found, dict):
        raise not_json()
    return found
