"""`code`: several digits that open what is reserved."""

import pytest
from support.house import Housed

from centralino.languages.catalogue import BUILT_IN

ENDS = "\n  lab: {hangup: Laboratorio.}\n  store: {hangup: Magazzino.}\n  bye: {hangup: Ciao.}\n"


def flow(step: str) -> str:
    return f"email: a@example.org\nsteps:\n  door: {step}{ENDS}"


PLAIN = flow('{code: Il codice., codes: {"0042": lab, 4711: store, "7": bye}, otherwise: bye}')


def test_a_code_is_gathered_up_to_the_hash(housed: Housed) -> None:
    answer = housed(PLAIN).call()
    assert answer.verb("Gather").attrib == {
        "action": "/voice/0577235501/door?n=1",
        "finishOnKey": "#",
        "input": "dtmf",
        "language": "it-IT",
        "method": "POST",
        "timeout": "5",
    }
    assert answer.redirect.endswith("part=silence")


def test_a_code_of_one_length_needs_no_hash(housed: Housed) -> None:
    desk = housed(flow('{code: , length: 4, timeout: 3, codes: {"0042": lab}}'))
    gather = desk.call().verb("Gather")
    assert (gather.get("numDigits"), gather.get("timeout")) == ("4", "3")
    assert desk.call().spoken == BUILT_IN["code_alone"].versions["it"]


@pytest.mark.parametrize(
    ("digits", "hears"), [("0042", "Laboratorio."), ("4711", "Magazzino."), ("7", "Ciao.")]
)
def test_a_code_opens_its_step_and_stays_out_of_the_trail(
    housed: Housed, digits: str, hears: str
) -> None:
    desk = housed(PLAIN)
    assert desk.post(desk.call().action, Digits=digits).spoken == hears
    assert desk.last.trail == (("door", "code"),)


@pytest.mark.parametrize("digits", ["42", "00420", "0042*", "1", "00420042", "0" * 500])
def test_what_is_no_code_is_asked_again(housed: Housed, digits: str) -> None:
    desk = housed(PLAIN)
    again = desk.post(desk.call().action, Digits=digits)
    assert again.spoken == f"{BUILT_IN['invalid_code'].versions['it']} Il codice."


def test_the_file_may_say_what_is_not_valid_and_how_often_to_ask(housed: Housed) -> None:
    desk = housed(flow('{code: , tries: 2, invalid: No., codes: {"1": lab}, otherwise: bye}'))
    again = desk.post(desk.call().action, Digits="9")
    assert again.spoken.startswith("No. ")
    assert desk.post(again.action, Digits="9").spoken == "No. Ciao."
    assert desk.last.trail == (("door", "invalid"),)


def test_silence_counts_as_a_try(housed: Housed) -> None:
    desk = housed(flow('{code: , tries: 2, codes: {"1": lab}, otherwise: bye}'))
    again = desk.post(desk.call().redirect)
    assert desk.post(again.redirect).spoken == "Ciao."
    assert desk.last.trail == (("door", "silence"),)


def test_without_otherwise_it_gives_the_information(housed: Housed) -> None:
    desk = housed(flow('{code: , tries: 1, codes: {"1": lab}}'))
    assert "chiocciola" in desk.post(desk.call().redirect).spoken
    assert desk.last.ending == "information"
