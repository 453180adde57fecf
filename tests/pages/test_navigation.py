"""The navigation: the ways that one's roles may go, and where one is."""

import re

import pytest
from flask import Response

from centralino.people.roles import PeopleRole
from handlers.access import DeclaredBlueprint
from handlers.pages import navigation
from handlers.pages.admission import pages_blueprint
from handlers.pages.rendering import render
from handlers.pages.view_access import for_roles, open_to

from .desk import Desk, MakesDesk

LINK = re.compile(r'<li><a href="([^"]+)"( aria-current="page")?>([^<]+)</a></li>')


def trail() -> DeclaredBlueprint:
    blueprint = pages_blueprint("trail", __name__)
    for path, name in (("/trail", "list"), ("/trail/entry", "entry")):
        blueprint.add_url_rule(path, name, shown)
    return blueprint


@open_to(for_roles(PeopleRole.HELPDESK, PeopleRole.AUDITOR))
def shown() -> Response:
    return render("error_404.html")


@pytest.fixture
def desk(pages: MakesDesk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = pages(public_url="https://localhost/base")
    made.app.register_blueprint(trail())
    monkeypatch.setattr(navigation, "MENU", (*navigation.MENU, ("trail.list", "Trail")))
    return made


def ways(desk: Desk, role: str, path: str) -> list[tuple[str, str, str]]:
    page = desk.as_role(role).get(path).get_data(as_text=True)
    nav = re.search(r'<nav class="page-navigation".*?</nav>', page, re.DOTALL)
    return LINK.findall(nav[0]) if nav else []


def test_it_shows_what_the_role_may_see_and_where_one_is(desk: Desk) -> None:
    here = ' aria-current="page"'
    messages = ("/base/messages", "", "Messages")
    for role, inbox in (("helpdesk", [messages]), ("auditor", [])):
        assert ways(desk, role, "/") == [
            ("/base/", here, "Numbers"),
            *inbox,
            ("/base/trail", "", "Trail"),
        ]
    for path in ("/trail", "/trail/entry"):
        assert ways(desk, "helpdesk", path) == [
            ("/base/", "", "Numbers"),
            messages,
            ("/base/trail", here, "Trail"),
        ]


@pytest.mark.parametrize("role", ["staff", "stranger"])
def test_a_single_way_is_no_navigation_nor_is_one_shown_to_strangers(desk: Desk, role: str) -> None:
    assert ways(desk, role, "/sign-in") == []
    assert ways(desk, role, "/nothing") == []
