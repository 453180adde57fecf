"""Twilio's REST API: one base, Basic authentication, bounded time, errors that say what to do.

Addresses come from the settings and from SIDs only, never from what a request said.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from requests import Response
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError

from centralino.settings import Settings

VERSION = "2010-04-01"
TIMEOUT = (5.0, 20.0)  # seconds to connect, and between two pieces of an answer


class AccountError(RuntimeError):
    """Twilio did not do what was asked. `status` is its HTTP status, 0 when there was no answer.

    All are worth another try later: a recording that is not ready yet (404), a token that is being
    changed (401), too many requests (429), a fault of Twilio's (5xx).
    """

    def __init__(self, told: str, status: int = 0) -> None:
        super().__init__(told)
        self.status = status


class NoAccountError(RuntimeError):
    """There is no account: local mode, where the API is not asked."""


class Account:
    """One Twilio account's REST API."""

    def __init__(self, settings: Settings) -> None:
        self.sid = settings.account_sid
        self._local = settings.is_local
        self.base = settings.twilio_api_url.rstrip("/") or base_of(settings)
        self._session = requests.Session()
        self._session.auth = HTTPBasicAuth(self.sid, settings.auth_token)
        self._session.max_redirects = 3
        self._session.trust_env = False  # a .netrc would replace the credentials

    @property
    def exists(self) -> bool:
        return not self._local

    def close(self) -> None:
        self._session.close()

    def get(self, resource: str, **query: str) -> dict[str, Any]:
        """One resource of the account as JSON: `Calls/CA….json`. Raises AccountError."""
        with self.answer("GET", self.address(resource), query) as answer:
            return _json(answer)

    def pages(self, resource: str, **query: str) -> Iterator[dict[str, Any]]:
        """The pages of a list, one after the other. Raises AccountError."""
        address, wanted = self.address(resource), query
        while address:
            with self.answer("GET", address, wanted) as answer:
                page = _json(answer)
            yield page
            following = page.get("next_page_uri")
            address, wanted = self._following(following), {}

    def delete(self, resource: str) -> None:
        """Delete it; that it is gone already is as good. Raises AccountError."""
        try:
            with self.answer("DELETE", self.address(resource)):
                pass
        except AccountError as error:
            if error.status not in (404, 410):
                raise

    def address(self, resource: str) -> str:
        return f"{self.base}/{VERSION}/Accounts/{self.sid}/{resource}"

    @contextmanager
    def answer(
        self, method: str, address: str, query: Mapping[str, str] | None = None
    ) -> Iterator[Response]:
        """The answer, its body not read yet. Raises AccountError unless it is a success."""
        if not self.exists:
            raise NoAccountError("no account is configured")
        try:
            with self._session.request(
                method, address, params=query, stream=True, timeout=TIMEOUT
            ) as answer:
                if not answer.ok:
                    raise AccountError(f"Twilio answered {answer.status_code}", answer.status_code)
                yield answer
        except (requests.RequestException, HTTPError) as error:
            raise AccountError(f"no whole answer from Twilio: {type(error).__name__}") from error

    def _following(self, uri: object) -> str:
        # A path below our own account, so that a page cannot send the credentials elsewhere.
        ours = f"/{VERSION}/Accounts/{self.sid}/"
        return f"{self.base}{uri}" if isinstance(uri, str) and uri.startswith(ours) else ""


def base_of(settings: Settings) -> str:
    """The API's host by region and edge, as the twilio library makes it."""
    edge, region = settings.twilio_edge, settings.twilio_region
    region = region or ("us1" if edge else "")
    return "https://" + ".".join(filter(None, ("api", edge, region, "twilio", "com")))


def is_sid(text: str, prefix: str) -> bool:
    """`RE` (a recording), `CA` (a call), `AC` (an account) and 32 hexadecimal digits."""
    return re.fullmatch(prefix + "[0-9a-fA-F]{32}", text) is not None


def _json(answer: Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise AccountError("Twilio's answer is no JSON") from error
    if not isinstance(found, dict):
        raise AccountError("Twilio's answer is no JSON object")
    return found
