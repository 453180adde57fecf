"""The JSON Schema says of a file what loading it says, as far as a schema can."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.flows import HOUSE

from centralino.flows.kinds import KINDS
from centralino.loading.json_schema import json_schema
from centralino.loading.loader import ORGANISATION
from centralino.loading.yaml12 import read_yaml

FLOWS = Path(__file__).resolve().parents[2] / "flows"
HEAD = 'number: "0577 235501"\n'


def as_json(value: Any) -> Any:
    """As an editor sees YAML: JSON has text for keys."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def errors(text: str, *, organisation: bool = False) -> list[str]:
    schema = json_schema(organisation=organisation)
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(as_json(read_yaml(text.encode()).data))
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("file", sorted(FLOWS.glob("*.yaml")), ids=lambda file: file.name)
def test_the_example_flows_are_valid(file: Path) -> None:
    organisation = file.name == ORGANISATION
    assert errors(file.read_text(encoding="utf-8"), organisation=organisation) == []


@pytest.mark.parametrize("name", HOUSE)
def test_every_kind_of_step_is_valid(name: str) -> None:
    assert errors(HOUSE[name], organisation=name == ORGANISATION) == []


@pytest.mark.parametrize(
    "text",
    [
        "ring: 0577 235010", "ring: {number: 0577 235010, ring: 9s}", "ring: []", "email: []",
        "steps: {a: {dial: 0577 235010}}", "steps: {a: {dial: office, order: all at once}}",
        "steps: {a: {menu: x, keys: {1: a, '*': {say: x, then: a}}}}", "steps: {a: {hangup: }}",
        "steps: {a: {code: , codes: {'0042': a, 4711: a}}}", "steps: {a: {goto: 0577 235502}}",
        "steps: {a: {gate: {lun-ven: 9-12}, open: a, closed: a}}",
        "steps: {a: {gate: [{on: 2026-12-25, reason: Natale}], open: a, closed: a}}",
        "steps: {a: {voicemail: office, receipt: false, max: 90}}",
        "languages: en", "languages: [it, en]", "languages: {it: , en: 9}",
        "languages: {offer: 9}", "languages: {it: , en: , offer: no}", "greet: false",
        "steps: {a: {offer: languages, then: a}}",
        "expect: [{at: 2026-11-23 11:00, press: [1, '*'], ends: voicemail}]",
    ],
)  # fmt: skip
def test_the_short_forms_are_valid(text: str) -> None:
    assert errors(HEAD + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "rings: []", "ring: [{numbr: x}]", "language: fr", "missed_calls: often", "confirm: 3",
        "steps: {}", "steps: {a: {}}", "steps: {a: {mneu: x}}", "steps: {a: {say: x, tehn: b}}",
        "steps: {a: {menu: x}}", "steps: {a: {say: x, goto: b}}", "steps: {'a b': {say: x}}",
        "steps: {a: {dial: office, order: upwards}}", "steps: {a: {gate: hours, open: a}}",
        "languages: {}", "languages: {fr: 1}", "languages: {en: 12}", "languages: {offer: maybe}",
        "languages: [fr]", "steps: {a: {offer: en, then: a}}",
        "hours: [9-12]", "calendar: {on: 2026-12-25}", "expect: [{hears: x}]",
        "expect: [{at: 2026-11-23 11:00, ends: nowhere}]",
    ],
)  # fmt: skip
def test_what_loading_refuses_the_schema_refuses(text: str) -> None:
    assert errors(HEAD + text)


def test_a_file_needs_its_number_and_an_organisation_its_name() -> None:
    assert errors("office: x") == ["$: 'number' is a required property"]
    assert errors("language: it", organisation=True) == ["$: 'organisation' is a required property"]


def test_every_kind_of_step_and_every_setting_is_in_the_schema() -> None:
    steps = json_schema()["$defs"]["Steps"]["additionalProperties"]["anyOf"]
    assert [step["title"] for step in steps] == [f"{kind} step" for kind in KINDS]
    for step, kind in zip(steps, KINDS.values(), strict=True):
        assert set(step["properties"]) == set(kind.known_keys())
