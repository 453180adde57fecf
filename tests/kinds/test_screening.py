"""Screening: what whoever picks up hears, and must press, before being joined to the caller."""

import pytest
from support.house import CALLER, SID, Document, Housed

ADMITTED = {"Say", "Play", "Gather", "Hangup"}  # in the TwiML of a <Number url>
LEGS = '["0577 235010", {number: "0577 235011", confirm: false}]'
HEAD = "office: {it: Ufficio Tasse, en: Fees Office}\n"


def flow(settings: str, head: str = "") -> str:
    return f"{HEAD}{head}\nsteps:\n  hunt: {{dial: {LEGS}{settings}, otherwise: goodbye}}"


def url_of(answer: Document) -> str:
    return str(answer.verb("Number").get("url"))


def test_without_confirmation_or_whisper_nobody_is_screened(housed: Housed) -> None:
    assert housed(flow("")).call().verb("Number").attrib == {}


@pytest.mark.parametrize(
    ("settings", "head", "screened"),
    [
        (", confirm: true", "", [True, False]),
        ("", "confirm: true", [True, False]),
        (", confirm: false", "confirm: true", [False, False]),
    ],
)
def test_confirm_is_the_legs_before_the_steps_before_the_numbers(
    housed: Housed, settings: str, head: str, screened: list[bool]
) -> None:
    desk = housed(flow(settings, head))
    first = desk.call()
    second = desk.post(first.action, DialCallStatus="busy")
    asked = ["url" in answer.verb("Number").attrib for answer in (first, second)]
    assert asked == screened


def test_the_organisation_may_ask_every_number_to_confirm(housed: Housed) -> None:
    files = {"centralino.yaml": "organisation: A\nconfirm: true"}
    assert "part=screen" in url_of(housed(flow(""), **files).call())


def test_whoever_picks_up_hears_the_office_and_the_caller_and_is_asked_to_press_1(
    housed: Housed,
) -> None:
    desk = housed(flow(", confirm: true"))
    screen = url_of(desk.call())
    assert "part=screen" in screen
    asked = desk.post(screen, CallSid="CA" + "9" * 32, ParentCallSid=SID, From="+390577235501")
    assert asked.verbs == ["Gather", "Hangup"]
    assert set(asked.verbs) <= ADMITTED
    gather = asked.verb("Gather")
    assert (gather.get("numDigits"), gather.get("finishOnKey")) == ("1", "")
    assert "Ufficio Tasse" in asked.spoken
    assert "3 3 3, 1 2 3, 4 5 6 7" in asked.spoken
    accept = str(gather.get("action"))
    assert desk.post(accept, Digits="1").verbs == [], "joined to the caller"


@pytest.mark.parametrize("digits", ["", "2", "*", "11", "1#"])
def test_another_key_or_none_refuses(housed: Housed, digits: str) -> None:
    desk = housed(flow(", confirm: true"))
    accept = str(desk.post(url_of(desk.call())).verb("Gather").get("action"))
    assert desk.post(accept, Digits=digits).verbs == ["Hangup"]


def test_a_withheld_caller_is_whispered_as_withheld(housed: Housed) -> None:
    desk = housed(flow(", confirm: true"))
    told = desk.post(url_of(desk.call(From="anonymous")), From="+390577235501").spoken
    assert "riservato" in told
    assert "0577" not in told


@pytest.mark.parametrize("whisper", ["'Per {office}.'", "{it: 'Per {office}.', en: 'For.'}"])
def test_a_whisper_of_the_files_own_is_told_without_asking(housed: Housed, whisper: str) -> None:
    desk = housed(flow(f", whisper: {whisper}"))
    told = desk.post(url_of(desk.call()))
    assert told.verbs == ["Say"]
    assert told.spoken == "Per Ufficio Tasse."


def test_the_built_in_whisper_is_told_by_whisper_true(housed: Housed) -> None:
    desk = housed(flow(", whisper: true"))
    url = url_of(desk.call())
    assert "part=whisper" in url
    assert "Ufficio Tasse" in desk.post(url).spoken


def test_the_callee_is_spoken_to_in_the_offices_language_whatever_the_caller_chose(
    housed: Housed,
) -> None:
    text = (
        f"{HEAD}steps:\n  ask: {{menu: Scelga., keys: {{9: {{language: en, then: hunt}}}}}}\n"
        f"  hunt: {{dial: {LEGS}, confirm: true, otherwise: goodbye}}"
    )
    desk = housed(text)
    dialled = desk.post(desk.call().action, Digits="9")
    asked = desk.post(url_of(dialled))
    assert all(say.get("language") == "it-IT" for say in asked.says("Say"))
    assert asked.verb("Gather").get("language") == "it-IT"


def test_what_the_callee_does_leaves_the_calls_own_way_alone(housed: Housed) -> None:
    desk = housed(flow(", confirm: true"))
    dialled = desk.call()
    asked = desk.post(url_of(dialled), CallSid="CA" + "9" * 32, ParentCallSid=SID)
    desk.post(str(asked.verb("Gather").get("action")), CallSid="CA" + "9" * 32, ParentCallSid=SID)
    assert desk.last.call_sid == SID, "the log is of the caller's call"
    assert desk.last.caller == CALLER
    assert desk.last.ending is None
    passed = desk.post(dialled.action, DialCallStatus="completed", DialBridged="false")
    assert passed.numbers == ["+390577235011"]


def test_a_screened_leg_stays_within_the_cap(housed: Housed) -> None:
    desk = housed(flow(", confirm: true, ring: 60s, cap: 60s"))
    assert desk.call().verb("Dial").get("timeout") == "30"


def test_all_at_once_each_telephone_is_screened_as_it_says(housed: Housed) -> None:
    desk = housed(flow(", confirm: true, order: all at once"))
    asked = ["url" in number.attrib for number in desk.call().says("Number")]
    assert asked == [True, False]
