"""No error tells of Python: neither its values nor its types, nor what a library thinks of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.flows import HOUSE
from support.plain_words import PYTHON

from centralino.core.input_errors import InputIssue
from centralino.fields.schedules import Setting
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import OrganisationFile
from centralino.loading.problems import misfits_of, write_place
from centralino.loading.yaml12 import UnreadableError, read_yaml

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -7, 1.5, 10**17, "", " ", "x", "{x}", "a: b", "a:b", "9,30-12,30",
    [], {}, [None], [True], [[]], [{}], ["x", None], [1, 2.5], {"x": None}, {"x": True}, {"x": []},
    {"it": None}, {"it": {}}, {"it": ["x"]}, {1: 2}, {"1": None}, {"prompt": None},
    {"audio": None}, {"audio": ["x"]}, {"then": None}, {"from": None}, {"on": [1]}, {"ical": None},
    {"mon": None}, {"mon": {}}, {"mon": [None]}, {"mon-fri": True}, {"seasons": None},
    {"seasons": [None]}, {"seasons": [{"from": None, "to": {}, "hours": 3}]}, {"country": None},
    {"country": ["IT"], "province": {}}, {"country": "IT", "province": []}, {"say": None},
    {"dial": None}, {"gate": None}, {"goto": None}, {"control": None}, {"number": None},
    {"name": []}, {"at": None}, {"at": "2026-11-23 11:00", "ends": [], "dial": {}},
)  # fmt: skip
"""What could stand in the place of anything; none of it has a word of Python in its texts."""


def read(text: str) -> Any:
    return read_yaml(text.encode()).data


FILES = {
    NumberFile: read(
        HOUSE["0577235501"]
        + """
calendar:
  - {on: 2026-12-24, open: {thu: 9-12}, reason: {it: vigilia}}
  - {from: 2026-08-10, to: 2026-08-21, reason: ferie}
""",
    ),
    OrganisationFile: read(
        """
organisation: {it: Ateneo, en: University}
timezone: Europe/Rome
language: it
languages: {it: , en: 9, offer: 8}
voices: {it: Polly.Bianca-Neural}
holidays: {country: IT, province: SI}
hours: {mon: 9-12, seasons: [{from: 07-01, to: 08-31, hours: {mon: 9-12}}]}
calendar: [{on: 2026-12-24, open: 9-12, note: {it: nota}}]
sites: {a: {name: A, calendar: [{on: 2026-12-24}], holidays: {country: IT}}}
mail: {from: a@example.org, helpdesk: b@example.org}
retention: {recordings: 30 days, calls: 9d}
prompts: {closed: {it: Chiuso., en: {audio: closed.mp3}}, mine: {prompt: closed}}
email: [a@example.org]
ring: ["0577 235010", {number: "0577 235011", ring: 30s}]
caller_id: number
missed_calls: daily
""",
    ),
}
STEPS = """
a: {gate: {mon: 9-12}, open: b, closed: c}
b: {say: {it: Uno., en: Two.}, then: c}
c: {menu: Uno., keys: {1: {say: le tasse, then: d}, 2: d}, tries: 2, timeout: 4, speech: true}
d: {code: Codice., codes: {12: e}, length: 2, invalid: No., otherwise: e}
e: {dial: [{number: 0577 235010, name: A, confirm: true}], order: rotating, ring: 20s, cap: 90s,
  whisper: Uno., caller_id: caller, progress: true}
f: {voicemail: a@example.org, greeting: Uno., max: 90s, silence: 4s, beep: true, receipt: true}
g: {goto: a}
h: {hangup: Uno.}
i: {control: 0577 235010, callers: [0577 235011]}
j: {gate: [{on: 2026-12-24}], open: b, closed: c}
k: {offer: languages, then: a}
"""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from places(item, (*path, key))


def changed(data: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """The data with something else in one place, and all but that as it was."""
    if not path:
        return junk
    key, *rest = path
    made = dict(data) if isinstance(data, dict) else list(data)
    made[key] = changed(data[key], tuple(rest), junk)
    return made


def issues_of(shape: type[NumberFile] | type[OrganisationFile], data: Any) -> list[InputIssue]:
    try:
        shape.model_validate(data, context=Setting(Path(__file__).parent))
    except ValidationError as error:
        return misfits_of(error)
    return []


@pytest.mark.parametrize("shape", FILES, ids=lambda shape: shape.__name__)
def test_whatever_stands_in_a_place_its_error_is_in_words(shape: type[NumberFile]) -> None:
    good = FILES[shape]
    if shape is NumberFile:
        good = {**good, "steps": read(STEPS)}
    assert issues_of(shape, good) == []
    found = set()
    for number, path in enumerate(places(good)):
        for junk in JUNK[number % 8 :: 8]:
            for issue in issues_of(shape, changed(good, path, junk)):
                found.add(f"{write_place(issue.at)}: {issue.expected}")
    assert len(found) > 100
    assert sorted(text for text in found if PYTHON.search(text)) == []


@given(text=st.text("ab:-{}[]'\", \n#1\t", max_size=40))
def test_what_is_no_yaml_is_told_in_our_words(text: str) -> None:
    told = ""
    try:
        read_yaml(text.encode())
    except UnreadableError as error:
        told = str(error)
    assert not PYTHON.search(told)
    assert "mapping" not in told
    assert "token" not in told
