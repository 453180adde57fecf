"""Generated flows, valid and broken: a finding, and never a crash or a hang."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from support.house import write

from centralino.checking.checked import Check
from centralino.loading.loader import load
from checking.office import NOW, OFFICE, OTHER, SLUG, checked

NAMES = ["a", "b", "class", "None", "__init__", "voice", "fallback", "self", "keys", "caffè", "0"]
MISSING = ["nowhere", "0577 235599"]

names = st.sampled_from(NAMES)
targets = st.sampled_from([*NAMES, "goodbye", "information", *MISSING])
prompts = st.sampled_from(
    ["Prego.", "Può scrivere a {email}.", "{web}", "{hours} {reopens}", {"it": "Sì.", "en": "Yes."}]
)
some_keys = st.dictionaries(
    st.sampled_from("1234567890*#"),
    st.one_of(targets, st.fixed_dictionaries({"language": st.sampled_from(["it", "en"])})),
    min_size=1,
    max_size=4,
)
steps = st.one_of(
    st.fixed_dictionaries({"say": prompts, "then": targets}),
    st.fixed_dictionaries({"menu": prompts, "keys": some_keys, "otherwise": targets}),
    st.fixed_dictionaries({"gate": st.just("hours"), "open": targets, "closed": targets}),
    st.fixed_dictionaries({"gate": st.just({"mon": "9-12"}), "open": targets, "closed": targets}),
    st.fixed_dictionaries(
        {
            "dial": st.sampled_from(["office", [], ["0577 235011", "0577 235502"]]),
            "order": st.sampled_from(["in sequence", "all at once", "rotating", "random"]),
            "cap": st.sampled_from([10, 40, 180]),
            "confirm": st.booleans(),
            "otherwise": targets,
        }
    ),
    st.fixed_dictionaries({"voicemail": st.just("office"), "then": targets, "empty": targets}),
    st.fixed_dictionaries({"goto": st.sampled_from([*NAMES, "0577 235501", "0577 235502"])}),
    st.fixed_dictionaries({"code": st.none(), "codes": st.just({"1": "a", "12": "b"})}),
    st.fixed_dictionaries({"hangup": st.one_of(st.none(), prompts)}),
)
flows = st.dictionaries(names, steps, max_size=8)


ENDS = {"goodbye", "information"}


def _written(flow: dict[str, Any], number: str) -> str:
    office = yaml.safe_load(OFFICE)
    return yaml.safe_dump({**office, "number": number, "steps": flow}, allow_unicode=True)


def _mended(flow: dict[str, Any]) -> dict[str, Any]:
    """The flow with an existing step wherever it names one that is missing."""
    there = [*flow, *ENDS]

    def known(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: known(item) for key, item in value.items()}
        missing = value in {*NAMES, *MISSING} if isinstance(value, str) else False
        return there[len(value) % len(there)] if missing and value not in there else value

    return {name: known(step) for name, step in flow.items()}


def _findings(folder: Path, one: dict[str, Any], two: dict[str, Any]) -> list[str]:
    write(folder, {SLUG: _written(one, "0577 235501"), OTHER: _written(two, "0577 235502")})
    found = load(folder)
    ids: list[str] = ["CE001" for _ in found.problems]
    check = Check(found, NOW, folder)
    for flow in found.house.flows.values():
        proof = check.prove(flow)
        assert all(Path(finding.file).parent == folder for finding in proof.findings)
        assert (proof.silence is None) == ("CE002" in [each.id for each in proof.findings])
        ids += [finding.id for finding in proof.findings]
    return ids


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(flows, flows)
def test_a_broken_flow_gets_findings_and_no_crash(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, Any], two: dict[str, Any]
) -> None:
    assert "CE013" not in _findings(tmp_path_factory.mktemp("flows"), one, two)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(flows.filter(bool), flows.filter(bool))
def test_a_flow_that_loads_is_walked_to_its_ends(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, Any], two: dict[str, Any]
) -> None:
    found = _findings(tmp_path_factory.mktemp("flows"), _mended(one), _mended(two))
    event("loads" if "CE001" not in found else "is refused")
    assert "CE013" not in found


def test_ten_thousand_codes_are_checked_in_no_time(tmp_path: Path) -> None:
    codes = ", ".join(f'"{code}": b' for code in range(10_000, 20_000))
    steps = f"a: {{code: , codes: {{{codes}}}, otherwise: b}}\nb: {{dial: office}}"
    began = time.process_time()
    assert checked(tmp_path, steps).ids == []
    assert time.process_time() - began < 10


def test_ten_thousand_keys_are_a_finding(tmp_path: Path) -> None:
    pressed = ", ".join(f"{key}: b" for key in range(10_000))
    flow = OFFICE + f"steps: {{a: {{menu: Prego., keys: {{{pressed}}}}}, b: {{dial: office}}}}\n"
    write(tmp_path, {SLUG: flow})
    found = load(tmp_path)
    assert not found.house.flows
    assert found.problems


def test_a_flow_with_too_many_states_says_so_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centralino.checking.exploring.MOST_POINTS", 50)
    steps = "".join(f"s{n}: {{say: Avviso {n}., then: s{n + 1}}}\n" for n in range(100))
    assert checked(tmp_path, steps + "s100: {dial: office}").one("CE012")


def test_cost_grows_with_states_and_not_with_paths(tmp_path: Path) -> None:
    """Each gate doubles the paths; each adds but a few states."""
    states = []
    for count in (5, 10, 20):
        steps = "".join(
            f"g{n}: {{gate: {{mon-fri: '{n % 9}:00-1{n % 9}:00'}}, open: o{n}, closed: c{n}}}\n"
            f"o{n}: {{say: Aperto {n}., then: g{n + 1}}}\n"
            f"c{n}: {{say: Chiuso {n}., then: g{n + 1}}}\n"
            for n in range(count)
        )
        found = checked(tmp_path / str(count), f"{steps}g{count}: {{dial: office}}")
        states.append(found.proofs[SLUG].states)
    assert states[2] - states[1] <= 2 * (states[1] - states[0]) + 10
