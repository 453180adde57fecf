"""`menu`: keys, silence, what is not valid, speech, languages."""

import pytest
from support.house import Housed

from centralino.languages.catalogue import BUILT_IN

ENDS = """
  fees: {hangup: Tasse.}
  enrol: {hangup: Iscrizioni.}
  bye: {hangup: Ciao.}
"""


def flow(menu: str) -> str:
    return f"steps:\n  ask: {menu}\n{ENDS}"


PLAIN = flow("{menu: Scelga., keys: {1: fees, 2: enrol, '*': bye, '#': bye}, otherwise: bye}")


def test_a_menu_gathers_one_key_in_the_callers_language(housed: Housed) -> None:
    answer = housed(PLAIN).call()
    assert answer.verbs == ["Gather", "Redirect"]
    assert answer.verb("Gather").attrib == {
        "action": "/voice/0577235501/ask?n=1",
        "finishOnKey": "",
        "input": "dtmf",
        "language": "it-IT",
        "method": "POST",
        "numDigits": "1",
        "timeout": "5",
    }
    assert [verb.tag for verb in answer.verb("Gather")] == ["Say"]
    assert answer.redirect == "/voice/0577235501/ask?n=1&part=silence"
    assert answer.verb("Redirect").get("method") == "POST"


@pytest.mark.parametrize(
    ("key", "hears"), [("1", "Tasse."), ("2", "Iscrizioni."), ("*", "Ciao."), ("#", "Ciao.")]
)
def test_a_key_leads_where_the_file_says(housed: Housed, key: str, hears: str) -> None:
    desk = housed(PLAIN)
    assert desk.post(desk.call().action, Digits=key).spoken == hears
    assert desk.last.trail == (("ask", key),)


@pytest.mark.parametrize("key", ["3", "0", "11", "12", "A"])
def test_another_key_is_not_valid_and_the_menu_is_put_again(housed: Housed, key: str) -> None:
    desk = housed(PLAIN)
    again = desk.post(desk.call().action, Digits=key)
    assert again.spoken == f"{BUILT_IN['invalid'].versions['it']} Scelga."
    assert again.verbs == ["Say", "Gather", "Redirect"]


def test_silence_is_asked_again_without_reproach(housed: Housed) -> None:
    desk = housed(PLAIN)
    again = desk.post(desk.call().redirect)
    assert again.spoken == "Scelga."
    assert desk.post(desk.call().action, Digits="").spoken == "Scelga.", "an empty result"


@pytest.mark.parametrize(("tries", "asked"), [("", 2), ("tries: 1,", 1), ("tries: 5,", 5)])
@pytest.mark.parametrize("digits", ["", "7"])
def test_after_the_tries_it_goes_otherwise(
    housed: Housed, tries: str, asked: int, digits: str
) -> None:
    desk = housed(flow(f"{{menu: Scelga., {tries} keys: {{1: fees}}, otherwise: bye}}"))
    answer = desk.call()
    for _ in range(asked - 1):
        answer = desk.post(answer.action if digits else answer.redirect, Digits=digits)
        assert "Scelga." in answer.spoken
    last = desk.post(answer.action, Digits=digits)
    assert last.spoken.endswith("Ciao.")
    assert ("nessuna scelta" in last.spoken) is bool(digits)
    assert desk.last.trail == (("ask", "invalid" if digits else "silence"),)


def test_without_otherwise_it_gives_the_information_and_ends(housed: Housed) -> None:
    desk = housed("email: a@example.org\n" + flow("{menu: Scelga., tries: 1, keys: {1: fees}}"))
    last = desk.post(desk.call().redirect)
    assert "a chiocciola example punto org" in last.spoken
    assert last.verbs[-1] == "Hangup"
    assert desk.last.ending == "information"


def test_the_tries_begin_anew_at_the_next_menu_and_on_coming_back(housed: Housed) -> None:
    desk = housed(
        flow(
            "{menu: A., tries: 2, keys: {1: b}, otherwise: bye}"
            "\n  b: {menu: B., tries: 2, keys: {1: ask}}"
        )
    )
    answer = desk.post(desk.call().redirect)
    answer = desk.post(answer.action, Digits="1")
    assert "&t=" not in answer.action
    answer = desk.post(answer.redirect)
    answer = desk.post(answer.action, Digits="1")
    assert answer.spoken == "A."
    assert desk.post(answer.redirect).spoken == "A."


def test_the_file_may_say_how_long_to_wait_and_what_is_not_valid(housed: Housed) -> None:
    desk = housed(
        flow("{menu: Scelga., timeout: 9s, invalid: {it: Eh?, en: What?}, keys: {1: fees}}")
    )
    answer = desk.call()
    assert answer.verb("Gather").get("timeout") == "9"
    assert desk.post(answer.action, Digits="3").spoken == "Eh? Scelga."


def test_a_menu_without_text_is_made_of_its_keys(housed: Housed) -> None:
    desk = housed(
        flow(
            "{menu: , keys: {1: {say: le tasse, then: fees}, "
            "2: {say: {it: le iscrizioni, en: enrolment}, then: enrol}, 9: {language: en}}}"
        )
    )
    first = desk.call()
    italian, english = first.says("Say")
    assert italian.text == "Per le tasse, prema 1. Per le iscrizioni, prema 2."
    assert (english.text, english.get("language")) == ("For English, press 9.", "en-GB")
    changed = desk.post(first.action, Digits="9")
    assert "For enrolment, press 2." in changed.spoken
    assert changed.verb("Gather").get("language") == "en-GB"
    assert "l=en" in changed.action


def test_a_key_may_change_the_language_and_go_on(housed: Housed) -> None:
    desk = housed(
        flow(
            "{menu: Scelga., keys: {9: {language: en, then: two}}}"
            "\n  two: {hangup: {it: Ciao., en: Bye.}}"
        )
    )
    assert desk.post(desk.call().action, Digits="9").spoken == "Bye."


SPEECH = flow(
    "{menu: , speech: true, keys: {1: {say: le tasse universitarie, then: fees}, "
    "2: {say: iscrizioni e immatricolazioni, then: enrol}}}"
)


def test_a_menu_may_listen_for_its_own_words(housed: Housed) -> None:
    gather = housed(SPEECH).call().verb("Gather")
    assert gather.get("input") == "dtmf speech"
    assert gather.get("hints") == "le tasse universitarie, iscrizioni e immatricolazioni"
    assert gather.get("speechTimeout") == "auto"


@pytest.mark.parametrize(
    ("said", "hears"),
    [
        ("Tasse, per favore.", "Tasse."),
        ("vorrei una immatricolazioni", "Iscrizioni."),
        ("due o 2", "Iscrizioni."),
        ("tasse e iscrizioni", "nessuna scelta"),
        ("la mensa", "nessuna scelta"),
    ],
)
def test_what_is_said_chooses_the_key_whose_words_it_shares(
    housed: Housed, said: str, hears: str
) -> None:
    desk = housed(SPEECH)
    assert hears in desk.post(desk.call().action, SpeechResult=said, Confidence="0.9").spoken


def test_a_menu_that_does_not_listen_takes_no_words(housed: Housed) -> None:
    desk = housed(PLAIN)
    assert "Tasse" not in desk.post(desk.call().action, SpeechResult="uno 1").spoken


def test_an_audio_prompt_is_played_within_the_question(housed: Housed) -> None:
    answer = housed(flow("{menu: {audio: ciao bello.mp3}, keys: {1: fees}}")).call()
    assert [verb.tag for verb in answer.verb("Gather")] == ["Play"]
    assert answer.spoken == "/static/audio/ciao%20bello.mp3"
