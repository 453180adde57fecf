"""What every page works with, and where a request finds it."""

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from flask import current_app

from centralino.core.clock import Clock
from centralino.core.settings import Settings
from centralino.delivery.inbox.inbox import Inbox
from centralino.people.people_services import PeopleServices
from centralino.switchboard.switchboard import Switchboard

NAME = "pages"
ONES_OWN = ("127.0.0.1", "localhost", "::1")
"""Hosts that browsers trust without https: nobody is in between."""


@dataclass(frozen=True)
class PageServices:
    """Of one app."""

    settings: Settings
    people: PeopleServices
    board: Switchboard
    clock: Clock
    inbox: Inbox

    @property
    def is_https(self) -> bool:
        return self.settings.public_url.startswith("https://")

    @property
    def is_ones_own(self) -> bool:
        """Only there cookies go over http, and without the prefix that asks for https."""
        return not self.is_https and urlsplit(self.settings.public_url).hostname in ONES_OWN

    @property
    def base(self) -> str:
        """The path at which PUBLIC_URL has us: before every path that a browser is told."""
        return urlsplit(self.settings.public_url).path

    def cookie(self, name: str) -> str:
        """The name of a cookie that only this very host may set (RFC 6265bis, `__Host-`)."""
        return name if self.is_ones_own else f"__Host-{name}"


def page_services() -> PageServices:
    return cast(PageServices, current_app.extensions[NAME])
