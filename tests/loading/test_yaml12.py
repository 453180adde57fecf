"""YAML by the 1.2 core rules, on PyYAML's parser, with every value's place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.loading.yaml12 import UnreadableError, read_yaml


def value(text: str) -> Any:
    document = read_yaml(f"a: {text}\n".encode())
    assert document.misfits == []
    return document.data["a"]


@pytest.mark.parametrize("text", ["0577", "007", "0", "00", "0577235501", "0o17", "0x1F", "0b1"])
def test_a_leading_zero_stays(text: str) -> None:
    assert value(text) == (0 if text == "0" else text)


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "No", "YES", "y", "n", "On"])
def test_words_are_words(word: str) -> None:
    assert value(word) == word
    assert read_yaml(f"{word}: 1".encode()).data == {word: 1}


@pytest.mark.parametrize("text", ["10:30", "1:2:3", "190:20:30", "2026-08-10", "2026-11-23 11:00"])
def test_times_and_dates_are_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True), ("False", False), ("TRUE", True), ("tRue", "tRue"),
        ("null", None), ("~", None), ("", None), ("Null", None), ("nul", "nul"),
        ("12", 12), ("-3", -3), ("+3", "+3"), ("1_000", "1_000"), ("1.5", 1.5), ("1.5e3", 1500.0),
        (".inf", ".inf"), ("1e3", "1e3"), ("'12'", "12"), ('"true"', "true"), ("!!int 'x'", "x"),
        ("9" * 30, "9" * 30), ("<<", "<<"), ("=", "="),
    ],
)  # fmt: skip
def test_plain_scalars(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_no_tag_makes_an_object() -> None:
    assert value("!!python/object/apply:os.system ['true']") == ["true"]
    assert value("!!python/name:os.system ''") == ""


def test_aliases_stand_for_what_they_name() -> None:
    document = read_yaml(b"a: &x {b: 1}\nc: *x\n")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    document = read_yaml("\ufeffa: 1\r\nb:\r\n  - c\r\n".encode())
    assert document.data == {"a": 1, "b": ["c"]}
    assert document.where(("b", 0)) == (3, 5)


def test_places_are_of_keys_and_of_items() -> None:
    document = read_yaml(b"a:\n  b: [1, {c: 2}]\n")
    assert document.where(("a",)) == (1, 1)
    assert document.where(("a", "b")) == (2, 3)
    assert document.where(("a", "b", 1)) == (2, 10)
    assert document.where(("a", "b", 1, "c")) == (2, 11)
    assert document.where(("a", "x", "y")) == (1, 1), "what is not there stands where it would be"
    assert document.where(("x",)) == (1, 1)


def test_a_key_stands_once_at_every_depth() -> None:
    document = read_yaml(b"a: 1\nb: {c: 1, c: 2}\na: 2\n")
    assert document.data == {"a": 1, "b": {"c": 1}}
    told = [(document.where(each.at), each.expected) for each in document.misfits]
    assert told == [
        ((2, 11), "this key stands twice; the first is on line 2"),
        ((3, 1), "this key stands twice; the first is on line 1"),
    ]


@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_they_are_read_or_refused(raw: bytes) -> None:
    told = None
    try:
        document = read_yaml(raw)
    except UnreadableError as error:
        told = error
    if told is None:
        assert document.places or document.data is None
    else:
        assert min(told.line, told.column) >= 1
        assert str(told)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text("abc :#-'\"{[\n\t", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcd", min_size=1), inner),
    max_leaves=12,
)


@given(data=plain)
def test_what_json_writes_is_read_back(data: object) -> None:
    assert read_yaml(json.dumps(data).encode()).data == data
