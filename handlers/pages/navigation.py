"""The ways to the pages that one's roles may see: those that show no number of their own."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for

from centralino.core.texts import N_
from handlers.pages.view_access import audience_of

MENU = (("start.start", N_("Numbers")), ("messages.messages", N_("Messages")))
"""Views, by their endpoints, and what they are called; in the order in which they are shown."""


@dataclass(frozen=True)
class MenuItem:
    """`is_here`: what is shown is this page, or one of its family."""

    href: str
    label: str
    is_here: bool


def menu(base: str) -> list[MenuItem]:
    """For who asks: whoever is not signed in has none. `base` goes before every path."""
    if not g.get("person"):
        return []
    return [
        MenuItem(base + url_for(endpoint), label, _is_here(endpoint))
        for endpoint, label in MENU
        if _is_for_them(endpoint)
    ]


def _is_for_them(endpoint: str) -> bool:
    audience = audience_of(current_app.view_functions[endpoint])
    return audience is not None and audience.admits(g.rights, None)


def _is_here(endpoint: str) -> bool:
    return endpoint.rpartition(".")[0] == request.blueprint
