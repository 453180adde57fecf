"""The example alert rules and the dashboard load, and ask for what /metrics tells."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.house import RECORDING, Housed

from .test_metrics import FLOW, told

HERE = Path(__file__).resolve().parents[2] / "docs" / "monitoring"
NAME = re.compile(r"\b(centralino_\w+)\b")
MATCHED = re.compile(r'(\w+)(?:=~|!~|!=|=)"')
LABELS = {"number", "ending", "result", "kind", "state", "endpoint", "le", "job"}


def rules() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((HERE / "alerts.yml").read_text())
    return [rule for group in loaded["groups"] for rule in group["rules"]]


def dashboard() -> Any:
    return json.loads((HERE / "dashboard.json").read_text())


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    for panel in dashboard()["panels"]:
        yield from (target["expr"] for target in panel["targets"])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_each_rule_has_what_prometheus_and_a_person_need(rule: dict[str, Any]) -> None:
    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert re.fullmatch(r"\d+[smh]", rule.get("for", "0s"))
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["description"]


def test_no_two_panels_lie_on_one_another() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard()["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
    assert len({panel["id"] for panel in dashboard()["panels"]}) == len(dashboard()["panels"])


def test_every_expression_asks_for_what_is_told(housed: Housed) -> None:
    house = housed(FLOW)
    ringing = house.post(house.call().action, Digits="1")
    busy = house.post(ringing.action, DialCallStatus="busy")
    mailbox = house.post(busy.action, DialCallStatus="busy")
    house.clock.now += timedelta(seconds=30)
    house.post(mailbox.action, RecordingSid=RECORDING, RecordingDuration="12")
    known = {name for name, *_ in told(house)}
    for expression in expressions():
        assert set(NAME.findall(expression)) <= known, expression
        assert set(MATCHED.findall(expression)) <= LABELS, expression
        assert expression.count("(") == expression.count(")")


def test_everything_that_is_told_is_on_the_dashboard_or_alerted_on(housed: Housed) -> None:
    asked = {name for expression in expressions() for name in NAME.findall(expression)}
    base = {re.sub(r"_(bucket|count|sum|total)$", "", name) for name in asked}
    for name, *_ in told(housed(FLOW)):
        assert re.sub(r"_(bucket|count|sum|total)$", "", name) in base, name
