"""The flows that come with Centralino do what their own expectations say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.flows.kinds import KINDS
from centralino.flows.kinds.dial import Dial
from centralino.flows.kinds.menu import Menu
from centralino.languages.catalogue import BUILT_IN
from centralino.loading.compiling import prompts_of
from centralino.loading.loader import load

from .rehearsal import Rehearsal, differences

FLOWS = Path(__file__).resolve().parents[2] / "flows"
LOADED = load(FLOWS)
HOUSE = LOADED.house.flows
EXPECTED = [(flow, each) for flow in HOUSE.values() for each in flow.expectations]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    with pytest.MonkeyPatch.context() as patch:
        yield Rehearsal(FLOWS, tmp_path_factory.mktemp("app"), patch)


def test_every_file_loads_without_an_error() -> None:
    assert [str(problem) for problem in LOADED.problems] == []
    assert len(HOUSE) >= 8


@pytest.mark.parametrize(
    ("flow", "expected"), EXPECTED, ids=[f"{flow.slug}-{each.at}" for flow, each in EXPECTED]
)
def test_a_call_does_what_its_flow_expects(
    rehearsal: Rehearsal, flow: Flow, expected: Expectation
) -> None:
    call = rehearsal.call(flow, expected)
    assert differences(expected, call) == [], call.heard()


def test_an_expectation_that_is_not_met_is_told(rehearsal: Rehearsal) -> None:
    flow = HOUSE["0577235501"]
    wrong = Expectation.model_validate(
        {"at": "2026-12-25 11:00", "hears": "aperto", "ends": "conversation", "to": "a@example.org"}
    )
    assert differences(wrong, rehearsal.call(flow, wrong)) == [
        "not heard: aperto",
        "ended with information",
        "no message for a@example.org",
    ]


@pytest.mark.parametrize("flow", HOUSE.values(), ids=HOUSE)
def test_every_number_says_in_a_comment_what_it_is_and_expects_something(flow: Flow) -> None:
    assert LOADED.files[flow.slug].read_text(encoding="utf-8").startswith("# ")
    assert len(flow.expectations) >= 2 or flow.is_service, "a service line's are tests/switching"


@pytest.mark.parametrize("flow", HOUSE.values(), ids=HOUSE)
def test_whoever_chooses_a_language_hears_no_other(flow: Flow) -> None:
    chosen = {
        choice.language
        for step in flow.steps.values()
        if isinstance(step, Menu)
        for choice in step.keys.values()
        if choice.language
    } | {flow.language}
    lacking = [
        place
        for place, prompt in prompts_of(flow)
        if place[-1] != "whisper"  # staff hear it, in the office's own language
        and not chosen <= flow.prompt(prompt).languages(flow.language)
    ]
    assert lacking == []


@pytest.mark.parametrize("flow", HOUSE.values(), ids=HOUSE)
def test_no_telephone_that_rings_is_a_virtual_number(flow: Flow) -> None:
    legs = [*flow.ring]
    for step in flow.steps.values():
        legs += step.dial or () if isinstance(step, Dial) else ()
    assert [leg.slug for leg in legs if leg.slug.startswith("05772355")] == []
    assert all(address.endswith("@example.org") for address in flow.addresses)


def test_together_they_show_every_kind_of_step_and_every_order() -> None:
    steps = [step for flow in HOUSE.values() for step in flow.steps.values()]
    spoken = {kind for kind, step in KINDS.items() if not step.is_service}
    assert {step.kind for step in steps} >= spoken
    orders = {step.order for step in steps if isinstance(step, Dial)}
    assert {"in sequence", "all at once", "rotating"} <= orders
    assert any(flow.prompts["closed"] != BUILT_IN["closed"] for flow in HOUSE.values())
