"""The app makes the same check when it loads flows, and serves none that it refuses."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from support.house import write

from centralino.checking import checked
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.flows.kinds.say import Say
from centralino.flows.next_move import Move
from centralino.flows.turn import Turn
from centralino.loading.loader import Loaded
from centralino.serving.last_good import load_or_last_good
from centralino.switchboard.switchboard import Switchboard
from checking.office import OFFICE, SLUG

GOOD = OFFICE + "steps: {a: {dial: office}}\n"
DEAD_END = OFFICE + "steps: {a: {say: Ci dispiace.}}\n"
UNMET = GOOD + "expect: [{at: 2026-11-23 11:00, hears: buonasera}]\n"
OTHER = OFFICE.replace("235501", "235502")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "flows"


def serve(folder: Path, flow: str, **others: str) -> Loaded:
    write(folder, {SLUG: flow, **others})
    return load_or_last_good(folder)


@pytest.mark.parametrize("flow", [DEAD_END, UNMET])
def test_a_flow_that_the_check_refuses_is_not_served(folder: Path, flow: str) -> None:
    loaded = serve(folder, flow, **{"0577235502": OTHER})
    assert list(loaded.house.flows) == ["0577235502"]
    assert len(loaded.problems) == 1


def test_the_last_good_version_serves_instead(folder: Path) -> None:
    good = serve(folder, GOOD).house.flows[SLUG].steps
    loaded = serve(folder, DEAD_END)
    assert loaded.house.flows[SLUG].steps == good
    assert loaded.stale == ("0577235501.yaml",)


def test_a_refused_version_is_not_kept_as_good(folder: Path) -> None:
    serve(folder, DEAD_END)
    assert serve(folder, DEAD_END).house.flows == {}


def test_what_is_refused_is_loud_in_the_log_and_in_the_report(folder: Path) -> None:
    serve(folder, GOOD, **{"0577235502": OTHER})
    with capture_logs() as logs:
        loaded = serve(folder, DEAD_END)
    assert "flow file refused" in [each["event"] for each in logs if each["log_level"] == "error"]
    report = Switchboard(loaded).report()
    assert report["status"] == "degraded"
    assert "CE003" in report["problems"][0]
    assert report["serving_last_good"] == ["0577235501.yaml"]


def test_warnings_keep_no_flow_from_serving(folder: Path) -> None:
    assert SLUG in serve(folder, GOOD.replace("}}", "}, b: {say: Mai.}}")).house.flows


def test_an_error_of_the_organisations_file_takes_no_number_down_with_it(folder: Path) -> None:
    organisation = "organisation: Prova\nprompts: {recorded: Registriamo.}\n"
    serve(folder, OFFICE)
    loaded = serve(folder, OFFICE, **{"centralino.yaml": organisation})
    assert any("CE008" in str(problem) for problem in loaded.problems)
    assert SLUG in loaded.house.flows


def test_what_has_not_changed_is_not_checked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(folder, DEAD_END, **{"0577235502": OTHER})

    def fails(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("centralino.checking.objections.Checker.errors", fails)
    assert list(serve(folder, DEAD_END).house.flows) == ["0577235502"]
    with pytest.raises(AssertionError, match="checked again"):
        serve(folder, GOOD)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": [[1]]}'])
def test_verdicts_that_cannot_be_read_are_forgotten(folder: Path, content: str) -> None:
    serve(folder, GOOD)
    (remembered,) = Path("var/last-good").glob("*.checked.json")
    remembered.write_text(content)
    assert SLUG in serve(folder, GOOD).house.flows
    assert json.loads(remembered.read_text())


def test_a_check_that_fails_takes_down_its_own_number_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_for_one(subject: RuleContext) -> Iterator[Finding]:
        if subject.flow.slug == SLUG:
            raise KeyError(SLUG)
        return iter(())

    monkeypatch.setattr(checked, "RULES", (fails_for_one,))
    loaded = serve(folder, GOOD, **{"0577235502": OTHER})
    assert list(loaded.house.flows) == ["0577235502"]
    assert "CE013: this number cannot be checked: KeyError" in str(loaded.problems[0])


def test_a_step_that_fails_in_an_expected_call_is_a_finding(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(step: Say, turn: Turn) -> Move:
        raise ZeroDivisionError

    monkeypatch.setattr(Say, "enter", fails)
    flow = OFFICE + "steps: {a: {say: Aperto., then: b}, b: {dial: office}}\n"
    expect = "expect: [{at: 2026-11-23 11:00, ends: conversation}]\n"
    loaded = serve(folder, flow + expect)
    assert SLUG not in loaded.house.flows
    assert any("CE013" in str(problem) for problem in loaded.problems)
