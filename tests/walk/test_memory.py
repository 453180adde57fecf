"""What travels in the URL is read with care, and what does not read is taken as not said."""

import pytest
from support.house import Housed

from centralino.calls import urls
from centralino.calls.call_state import AT_FIRST, CallState
from centralino.calls.caller_input import CallerInput
from centralino.calls.trail import Passage

COUNTS = {"hops": "n", "tries": "t", "leg": "i", "since": "s"}
CHOICE = "menu: Prema., keys: {9: {language: en, then: onward}}"
ITALIAN = """
number: "0577 235502"
office: Portineria
languages: [it]
steps: {ask: {menu: Dica., keys: {1: ask}}}
"""


def test_what_is_remembered_is_read_back() -> None:
    kept = CallState("en", 3, 1, 2, 1_800_000_000, (Passage("menu", "1"),))
    pairs = dict(part.split("=", 1) for part in urls.write_state(kept).split("&"))
    assert urls.read_state(pairs) == kept
    assert urls.read_state({}) == AT_FIRST


@pytest.mark.parametrize("field", COUNTS)
@pytest.mark.parametrize(
    ("written", "count"),
    [("9" * 12, 999_999_999_999), ("9" * 13, 0), ("-1", 0), ("²", 0), ("٣", 0), ("1e3", 0)],
)
def test_a_count_is_up_to_twelve_digits_or_nothing(field: str, written: str, count: int) -> None:
    assert getattr(urls.read_state({COUNTS[field]: written}), field) == count


@pytest.mark.parametrize(
    ("written", "seconds"), [("9" * 6, 999_999), ("9" * 7, None), ("-1", None), ("²", None)]
)
def test_a_length_is_up_to_six_digits_or_not_known(written: str, seconds: int | None) -> None:
    assert CallerInput.read({"RecordingDuration": written}).seconds == seconds


@pytest.mark.parametrize("unknown", ["de", "IT", "it-IT", "x" * 5000])
def test_a_language_that_nobody_speaks_is_taken_as_none_chosen(
    housed: Housed, unknown: str
) -> None:
    desk = housed(f"steps: {{start: {{{CHOICE}}}, onward: {{hangup: Ciao.}}}}")
    answer = desk.post(f"/voice/0577235501/start?n=1&l={unknown}", Digits="5")
    assert answer.verb("Say").get("language") == "it-IT"
    assert "l=" not in answer.action
    assert desk.last.language == "it"


def test_a_jump_to_a_number_keeps_the_caller_s_language_only_where_it_is_spoken(
    housed: Housed,
) -> None:
    steps = f'steps: {{start: {{{CHOICE}}}, onward: {{goto: "0577 235502"}}}}'
    bilingual = ITALIAN.replace("[it]", "[it, en]").replace("Dica.", "{it: Dica., en: Speak.}")
    for other, locale, kept in ((ITALIAN, "it-IT", False), (bilingual, "en-GB", True)):
        desk = housed(steps, other=other)
        answer = desk.post(desk.call().action, Digits="9")
        assert answer.verb("Say").get("language") == locale
        assert ("l=en" in answer.action) is kept
        assert desk.last.language == ("en" if kept else "it")
