"""What holds for every answer: who may ask, how much, and with which headers it goes back."""

from urllib.parse import urlencode

import pytest
from flask import Blueprint, Flask
from support.house import FORM, FORM_TYPE, Housed

from handlers.access import Caller, DeclaredBlueprint, blueprint_for, find_pages, list_undeclared
from handlers.edge import LARGEST_REQUEST

FLOW = "steps: {start: {hangup: Buongiorno.}}"
OPEN = {"/healthz", "/readyz", "/metrics", "/static/<path:name>", "/spoken/<name>"}


def test_every_view_is_of_a_blueprint_that_declares_who_may_call_it(housed: Housed) -> None:
    assert list_undeclared(housed(FLOW).app) == []


def test_a_blueprint_that_declares_nobody_is_found_and_so_is_a_bare_view() -> None:
    app = Flask("other")
    plain = Blueprint("plain", __name__)
    plain.add_url_rule("/plain", "view", lambda: "")
    app.register_blueprint(plain)
    app.add_url_rule("/bare", "bare", lambda: "")
    assert list_undeclared(app) == ["static", "plain.view", "bare"]


def test_all_that_is_not_for_anyone_refuses_whoever_is_not_twilio(housed: Housed) -> None:
    app = housed(FLOW).app
    client, is_page = app.test_client(), find_pages(app)
    for rule in app.url_map.iter_rules():
        if rule.rule in OPEN or is_page(rule.rule):  # of the pages: tests/pages/test_view_access.py
            continue
        path = rule.rule.replace("<number>", "0577235501").replace("<step>", "start")
        for method in sorted((rule.methods or set()) - {"HEAD"}):
            assert client.open(path, method=method).status_code in (401, 403), rule


def test_only_these_are_for_anyone(housed: Housed) -> None:
    app = housed(FLOW).app
    blueprints = [each for each in app.blueprints.values() if isinstance(each, DeclaredBlueprint)]
    names = {each.name for each in blueprints if each.access is Caller.ANYONE}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in names]
    assert {rule.rule for rule in rules} <= OPEN


def test_a_blueprint_for_twilio_refuses_before_its_view_runs(housed: Housed) -> None:
    app = housed(FLOW).app
    ran: list[str] = []
    mine = blueprint_for("mine", Caller.TWILIO)

    @mine.route("/mine", methods=["GET", "POST"])
    def view() -> str:
        ran.append("view")
        return ""

    app.register_blueprint(mine)
    assert app.test_client().get("/mine").status_code == 403
    assert app.test_client().post("/mine").status_code == 403
    assert ran == []


@pytest.mark.parametrize("path", ["/voice", "/healthz", "/readyz", "/static/nothing"])
def test_every_answer_has_the_security_headers(housed: Housed, path: str) -> None:
    desk = housed(FLOW)
    for answer in (desk.app.test_client().get(path), desk.send(path, FORM)):
        headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert len(headers.getlist("Cache-Control")) == 1


def test_a_request_that_is_too_large_is_not_read(housed: Housed) -> None:
    desk = housed(FLOW)
    body = urlencode({**FORM, "SpeechResult": "x" * LARGEST_REQUEST})
    client = desk.app.test_client()
    assert client.post("/voice", data=body, content_type=FORM_TYPE).status_code == 413
    assert desk.send("/voice", {**FORM, "SpeechResult": "x" * LARGEST_REQUEST}).status_code == 413


def test_a_large_field_below_the_cap_is_answered(housed: Housed) -> None:
    assert housed(FLOW).call(SpeechResult="x" * (LARGEST_REQUEST - 1000)).spoken == "Buongiorno."


def test_the_process_says_that_it_lives(housed: Housed) -> None:
    answer = housed(FLOW).app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "alive\n")


def test_it_is_ready_with_flows_and_degraded_with_a_broken_one(housed: Housed) -> None:
    client = housed(FLOW).app.test_client()
    assert client.get("/readyz").json["status"] == "ready"  # type: ignore[index]  # always JSON
    answer = housed(FLOW, other="number: 12").app.test_client().get("/readyz")
    report = answer.json or {}
    assert (answer.status_code, report["status"], report["numbers"]) == (200, "degraded", 1)
    assert "other.yaml:1:1: number:" in report["problems"][0]


def test_it_is_not_ready_without_flows(housed: Housed) -> None:
    answer = housed().app.test_client().get("/readyz")
    assert (answer.status_code, (answer.json or {})["status"]) == (503, "unable")
