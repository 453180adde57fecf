"""Whatever a file holds, loading it never fails: it serves callers, or its errors are told."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.flows import HOUSE
from support.grammar import parsed
from support.house import CALLER, SID, at, write
from support.plain_words import PYTHON

from centralino.calls.call import Call
from centralino.calls.caller_input import CallerInput
from centralino.loading.loader import Loaded, load
from centralino.switchboard.switchboard import Switchboard

JUNK: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    7,
    10**17,
    1.5,
    "",
    " ",
    "x",
    "hours",
    "office",
    "it",
    "0577 235010",
    "25:00",
    "mon",
    "2026-02-30",
    "{office}",
    "{nothing}",
    "{",
    "\u0007",
    "\ud800",
    "\ufffe",
    "é" * 70,
    [],
    {"fr": "x"},
    {},
    [None],
    [[]],
    {"x": None},
    {"it": None},
    {"prompt": "x"},
    {"prompt": "closed"},
    {"audio": "a.mp3"},
    {"then": "x"},
    {1: 2},
    {"say": "Uno."},
    {"goto": "start"},
    ["0577 235010"],
]
NUMBER_FILE = yaml.load(HOUSE["0577235501"], yaml.BaseLoader)  # noqa: S506 -- makes plain text
ORGANISATION_FILE = yaml.load(HOUSE["centralino.yaml"], yaml.BaseLoader)  # noqa: S506 -- as above
ORGANISATION_FILE |= {
    "timezone": "Europe/Rome", "language": "it", "languages": ["it", "en"], "confirm": "false",
    "voices": {"it": "Polly.Bianca-Neural"}, "web": "www.example.org", "email": "a@example.org",
    "ring": ["0577 235010"], "retention": {"recordings": "30 days", "calls": "9d"}, "site": "a",
    "sites": {"a": {"name": "A", "calendar": [{"on": "2026-11-02"}]}}, "missed_calls": "daily",
    "prompts": {"mine": "Mio.", "closed": {"it": "Chiuso.", "en": "Closed."}},
    "caller_id": "number", "always_open": "false", "hours": {"mon": "9-12"},
}  # fmt: skip

NIGHT = "2027-01-01 20:00"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items if isinstance(value, dict | list) else ():
        yield from places(item, (*path, key))


def changed(data: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    made = copy.deepcopy(data)
    parent = made
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = junk
    return made


def written(data: Any) -> str:
    """As JSON, which is YAML; its escapes make characters that no file could hold raw."""
    return json.dumps(data)


def loaded(folder: Path, name: str, data: Any) -> Loaded:
    files = {**HOUSE, "centralino.yaml": written(ORGANISATION_FILE), name: written(data)}
    return load(write(folder / "flows", files))


def call_everything(found: Loaded) -> None:
    """Every step of every flow is entered; each answer is TwiML."""
    board = Switchboard(found)
    for flow in [*found.house.flows.values(), found.house.own]:
        parsed(board.help(flow))
        for moment in ("2026-11-23 11:00", "2026-12-29 10:00"):
            parsed(board.answer(flow, Call(SID, CALLER, at(moment))).twiml)
        for step in flow.steps:
            for each in (CallerInput(), CallerInput(part="screen")):
                parsed(board.answer(flow, Call(SID, None, at(NIGHT)), step, given=each).twiml)


@pytest.mark.parametrize("name", ["0577235501", "centralino.yaml"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_a_value_changed_serves_or_tells_its_errors(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    good = ORGANISATION_FILE if name == "centralino.yaml" else NUMBER_FILE
    path = data.draw(st.sampled_from(list(places(good))))
    found = loaded(tmp_path, name, changed(good, path, data.draw(st.sampled_from(JUNK))))
    assert found.problems or "0577235501" in found.house.flows
    for problem in found.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.expected
        assert not PYTHON.search(problem.expected)
    if name != "centralino.yaml":
        assert "0577235502" in found.house.flows, "the other number keeps working"
    call_everything(found)
