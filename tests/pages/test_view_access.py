"""Whom each view is for: all are walked, as everybody, with one's own number and another's."""

import pytest
from flask import Flask, Response
from werkzeug.routing import Rule

from centralino.people.roles import PeopleRole, Rights
from handlers.access import Caller, DeclaredBlueprint, list_declared
from handlers.pages.admission import pages_blueprint
from handlers.pages.view_access import (
    ANY_ROLE,
    ANYONE,
    NUMBER,
    SIGNED_IN,
    Audience,
    audience_of,
    for_roles,
    open_to,
)

from .desk import LIBRARY, URP, WHO, MakesDesk

EVERYBODY = ("stranger", *WHO)
VALUES = {"key": "0" * 32, "token": "x", "code": "en", "switch": "1"}
OPEN = {
    "/sign-in",
    "/sign-in/sent",
    "/sign-in/link/<key>/<token>",
    "/sign-in/local/<token>",
    "/sign-in/provider",
    "/sign-in/provider/back",
    "/language/<code>",
    "/accessibility",
    "/components",
}
ROLES = {
    "stranger": Rights(),
    "nobody": Rights(),
    "office": Rights(frozenset({PeopleRole.OFFICE}), frozenset({URP})),
    "helpdesk": Rights(frozenset({PeopleRole.HELPDESK})),
    "auditor": Rights(frozenset({PeopleRole.AUDITOR})),
    "staff": Rights(frozenset({PeopleRole.STAFF})),
}


def rules_of_pages(app: Flask) -> list[Rule]:
    names = {each.name for each in list_declared(app) if each.access is Caller.PEOPLE}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.rpartition(".")[0] in names]


def audience(app: Flask, rule: Rule) -> Audience:
    found = audience_of(app.view_functions[rule.endpoint])
    assert found is not None, f"{rule} declares nobody"
    return found


def path_of(rule: Rule, number: str) -> str:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", number if name == NUMBER else VALUES[name])
    assert "<" not in path, f"{path}: say in VALUES what to fill in"
    return path


def test_every_view_declares_whom_it_is_for(pages: MakesDesk) -> None:
    app = pages().app
    rules = rules_of_pages(app)
    assert len(rules) > 5
    assert [
        rule.rule for rule in rules if audience_of(app.view_functions[rule.endpoint]) is None
    ] == []


def test_only_these_are_for_whoever_is_not_signed_in(pages: MakesDesk) -> None:
    app = pages().app
    assert {rule.rule for rule in rules_of_pages(app) if audience(app, rule).anyone} == OPEN


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("number", [URP, LIBRARY])
def test_every_view_is_seen_by_those_that_it_declares_and_by_nobody_else(
    pages: MakesDesk, role: str, number: str
) -> None:
    desk = pages()
    desk.app.register_blueprint(made_up())
    for rule in rules_of_pages(desk.app):
        allowed = audience(desk.app, rule)
        shown = number if NUMBER in rule.arguments else None
        admitted = allowed.anyone or (role != "stranger" and allowed.admits(ROLES[role], shown))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            browser, path = desk.as_role(role), path_of(rule, number)
            answer = browser.get(path) if method == "GET" else browser.post(path)
            where = answer.headers.get("Location", "")
            if admitted:
                assert answer.status_code not in (400, 500), (rule, role)
                assert not where.startswith("/sign-in?"), (rule, role)
            elif role == "stranger":
                assert (answer.status_code, where.partition("?")[0]) == (303, "/sign-in"), rule
            else:
                assert answer.status_code == 403, (rule, role)


def made_up() -> DeclaredBlueprint:
    """A view for each kind of audience, with a number and without."""
    blueprint = pages_blueprint("made_up", __name__)
    for name, for_whom in {
        "office": for_roles(PeopleRole.OFFICE),
        "own": for_roles(PeopleRole.OFFICE, PeopleRole.HELPDESK),
        "audit": for_roles(PeopleRole.AUDITOR),
        "asks": for_roles(PeopleRole.STAFF),
        "any": ANY_ROLE,
        "signed-in": SIGNED_IN,
    }.items():
        for path in (f"/made-up/{name}", f"/made-up/{name}/<{NUMBER}>"):
            view = open_to(for_whom)(lambda **_: Response("seen"))
            blueprint.add_url_rule(path, path.replace("/", "-"), view, methods=["GET", "POST"])
    return blueprint


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_view_that_declares_nobody_is_for_nobody(pages: MakesDesk, role: str) -> None:
    desk = pages()
    ran: list[str] = []
    blueprint = pages_blueprint("mine", __name__)

    @blueprint.get("/mine")
    def view() -> str:
        ran.append("view")
        return ""

    desk.app.register_blueprint(blueprint)
    assert desk.as_role(role).get("/mine").status_code == 403
    assert ran == []


@pytest.mark.parametrize(
    ("roles", "own", "number", "admitted"),
    [
        ({PeopleRole.OFFICE}, {URP}, URP, True),
        ({PeopleRole.OFFICE}, {URP}, LIBRARY, False),
        ({PeopleRole.OFFICE}, {URP}, None, True),
        ({PeopleRole.OFFICE, PeopleRole.STAFF}, {URP}, LIBRARY, False),
        ({PeopleRole.HELPDESK}, set(), LIBRARY, True),
        ({PeopleRole.AUDITOR}, set(), URP, False),
        (set(), set(), None, False),
    ],
)
def test_an_office_is_admitted_to_its_own_number_alone(
    roles: set[PeopleRole], own: set[str], number: str | None, admitted: bool
) -> None:
    view = for_roles(PeopleRole.OFFICE, PeopleRole.HELPDESK)
    assert view.admits(Rights(frozenset(roles), frozenset(own)), number) is admitted


def test_anyone_means_anyone_and_signed_in_whoever_is() -> None:
    assert ANYONE.admits(Rights(), URP)
    assert SIGNED_IN.admits(Rights(), None)
    assert not ANY_ROLE.admits(Rights(), None)
