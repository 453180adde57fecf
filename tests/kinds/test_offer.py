"""`offer`: the other languages of a number, before anything else."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from checking.office import checked
from support.house import PUBLIC_URL, SLUG, House, Housed, at

from centralino.flows.kinds.offer import PATIENCE
from centralino.flows.switches import Aim, Notice, Switches
from centralino.languages.prompts import Prompt

SPOKEN = "languages: {it: , en: }\n"
ORGANISATION = (
    "organisation: {it: Ateneo, en: University}\nrecording_notice: false\n"
    "calendar: [{on: 2026-12-25, reason: {it: vacanza, en: holidays}}]\n"
)
OFFICE = """
office: {it: Ufficio Tasse, en: Fees Office}
email: tasse@example.org
hours: {mon-fri: "10-13"}
ring: "0577 235010"
"""
NOTICE = Prompt({"it": "Nevica.", "en": "It is snowing."})
OPEN, OUTSIDE, CLOSED = "2026-11-23 11:00", "2026-11-23 18:00", "2026-12-25 11:00"


def office(housed: Housed, more: str = SPOKEN, now: str = OPEN) -> House:
    return housed(OFFICE + more, now=now, **{"centralino.yaml": ORGANISATION})


def notice(*, ends: bool) -> Switches:
    start = at(OPEN) - timedelta(hours=1)
    return Switches((Notice(NOTICE, start, start + timedelta(days=60), Aim(), ends_call=ends),))


def test_a_language_is_offered_in_itself_before_anything_else(housed: Housed) -> None:
    desk = office(housed)
    desk.board.switches = notice(ends=False)
    answer = desk.call()
    assert answer.spoken == "For English, press 9."
    assert answer.verb("Say").get("language") == "en-GB"
    assert answer.verbs == ["Gather", "Redirect"]


def test_whoever_does_nothing_waits_a_second_and_hears_the_first_language(housed: Housed) -> None:
    desk = office(housed)
    answer = desk.call()
    assert answer.verb("Gather").get("timeout") == str(PATIENCE) == "1"
    rings = desk.post(answer.redirect)
    assert rings.spoken == "Ufficio Tasse."
    assert rings.numbers == ["+390577235010"]
    assert "l=" not in rings.action
    assert desk.last.trail == ()


def test_whoever_presses_the_key_hears_the_rest_in_that_language(housed: Housed) -> None:
    desk = office(housed)
    rings = desk.post(desk.call().action, Digits="9")
    assert rings.spoken == "Fees Office."
    assert desk.last.trail == (("languages", "9"),)
    mailbox = desk.post(rings.action, DialCallStatus="no-answer")
    assert mailbox.spoken.startswith("We are sorry")


def test_another_key_is_as_good_as_none(housed: Housed) -> None:
    desk = office(housed)
    assert desk.post(desk.call().action, Digits="1").spoken == "Ufficio Tasse."


def test_the_offer_is_kept_ready_for_the_next_call(housed: Housed) -> None:
    desk = office(housed)
    board = desk.app.extensions["centralino"]
    desk.call()
    kept = dict(board._memo._shelf.answers)
    assert len(kept) == 1
    desk.call(CallSid="CA" + "7" * 32, From="+393330000009")
    assert dict(board._memo._shelf.answers) == kept


@pytest.mark.parametrize(
    ("more", "heard"),
    [
        ("", "Ufficio Tasse."),
        ("languages: [it, en]\n", "For English, press 9."),
        ("languages: {offer: 7}\n", "For English, press 7."),
        ("languages: {it: 1, en: 2}\n", "For English, press 2."),
        ("languages: {it: , en: , offer: no}\n", "Ufficio Tasse."),
        ("languages: [it]\n", "Ufficio Tasse."),
        ("languages: en\n", "For English, press 9."),
        ("languages: {it: , en: }\nlanguage: en\n", "Per l'italiano, prema 9."),
        ("languages: {offer: '#'}\nlanguage: en\n", "Per l'italiano, prema cancelletto."),
        ("languages: {offer: 7}\ngreet: false\n", "For English, press 7."),
        ("greet: false\n", ""),
    ],
)
def test_a_file_says_what_is_offered(housed: Housed, more: str, heard: str) -> None:
    assert office(housed, more).call().spoken == heard


@pytest.mark.parametrize(
    ("shared", "own", "heard"),
    [
        ("{it: , en: }", "", "For English, press 9."),
        ("{it: , en: }", "languages: {offer: no}", "Ufficio Tasse."),
        ("{it: , en: 5}", "languages: {offer: 7}", "For English, press 5."),
        ("{offer: 7}", "", "For English, press 7."),
        ("{offer: 7}", "languages: [it, en]", "For English, press 7."),
        ("{it: , en: }", "languages: [it]", "Ufficio Tasse."),
        ("{it: , en: , offer: no}", "languages: {offer: 8}", "For English, press 8."),
    ],
)
def test_a_number_says_it_for_itself_or_leaves_it_to_its_organisation(
    housed: Housed, shared: str, own: str, heard: str
) -> None:
    organisation = f"{ORGANISATION}languages: {shared}\n"
    desk = housed(f"{OFFICE}{own}\n", **{"centralino.yaml": organisation})
    assert desk.call().spoken == heard


def test_a_closure_is_told_in_each_language_to_whoever_has_chosen_none(housed: Housed) -> None:
    desk = office(housed, now=CLOSED)
    answer = desk.post(desk.call().redirect)
    languages = [say.get("language") for say in answer.says("Say")]
    assert languages == ["it-IT", "en-GB", "it-IT", "en-GB"]
    for part in ("vacanza", "holidays", "Arrivederci", "Goodbye"):
        assert part in answer.spoken
    chosen = desk.post(desk.call().action, Digits="9")
    assert {say.get("language") for say in chosen.says("Say")} == {"en-GB"}


def test_so_it_is_in_a_flow_of_the_number_s_own_that_offers_nothing(housed: Housed) -> None:
    steps = "steps: {a: {menu: Scelga., keys: {1: a}}}\n"
    closed = office(housed, SPOKEN + steps, CLOSED).call()
    assert "vacanza" in closed.spoken
    assert "holidays" in closed.spoken


def test_a_language_that_a_prompt_lacks_does_not_make_it_heard_twice(housed: Housed) -> None:
    words = "prompts: {closed: Chiuso.}\nsteps: {a: {menu: Scelga., keys: {1: a}}}\n"
    assert office(housed, SPOKEN + words, CLOSED).call().spoken.count("Chiuso.") == 1


def test_who_names_no_languages_tells_a_closure_in_one(housed: Housed) -> None:
    answer = office(housed, "", CLOSED).call()
    assert {say.get("language") for say in answer.says("Say")} == {"it-IT"}


def test_a_notice_that_ends_the_call_is_told_in_each_language(housed: Housed) -> None:
    desk = office(housed)
    desk.board.switches = notice(ends=True)
    assert desk.post(desk.call().redirect).spoken == "Nevica. It is snowing."
    assert desk.post(desk.call().action, Digits="9").spoken == "It is snowing."


def test_a_notice_that_lets_the_call_go_on_follows_the_choice(housed: Housed) -> None:
    desk = office(housed)
    desk.board.switches = notice(ends=False)
    assert desk.post(desk.call().redirect).spoken == "Nevica. Ufficio Tasse."
    assert desk.post(desk.call().action, Digits="9").spoken == "It is snowing. Fees Office."


def test_whoever_comes_from_another_number_is_not_asked_again(housed: Housed) -> None:
    menu = "steps: {a: {menu: Scelga., keys: {1: b, 9: {language: en}}}, b: {goto: 0577 235502}}"
    other = f'number: "0577 235502"{OFFICE}{SPOKEN}'
    desk = housed(menu, **{"0577235502": other, "centralino.yaml": ORGANISATION})
    menu_of = desk.call()
    assert desk.post(menu_of.action, Digits="1").spoken == "Ufficio Tasse."
    english = desk.post(menu_of.action, Digits="9")
    assert desk.post(english.action, Digits="1").spoken == "Fees Office."


def test_in_a_flow_of_its_own_it_comes_first_too(housed: Housed) -> None:
    steps = "steps:\n  a: {offer: languages, then: b}\n  b: {hangup: {it: Ciao., en: Hello.}}\n"
    desk = office(housed, SPOKEN + steps, CLOSED)
    assert desk.call().spoken == "For English, press 9."
    desk.clock.now = at(OPEN)
    assert desk.post(desk.call().action, Digits="9").spoken == "Hello."


def test_further_on_it_only_asks(housed: Housed) -> None:
    steps = (
        "steps:\n  a: {say: Ciao., then: b}\n  b: {offer: languages, then: c}\n"
        "  c: {hangup: {it: Fine., en: The end.}}\n"
    )
    desk = office(housed, SPOKEN + steps)
    desk.board.switches = notice(ends=False)
    answer = desk.call()
    assert answer.spoken == "Nevica. Ciao. For English, press 9."
    assert desk.post(answer.action, Digits="9").spoken == "The end."
    assert desk.post(answer.redirect).spoken == "Fine."


def test_a_number_that_only_says_a_last_word_says_it_in_each_language(housed: Housed) -> None:
    steps = "steps: {a: {hangup: {it: Siamo altrove., en: We have moved.}}}\n"
    assert office(housed, SPOKEN + steps).call().spoken == "Siamo altrove. We have moved."


def test_a_number_that_is_none_is_told_in_each_language(housed: Housed) -> None:
    desk = housed(OFFICE, **{"centralino.yaml": ORGANISATION + SPOKEN})
    told = desk.call(number="+390577235599").spoken
    assert "non è attivo" in told
    assert "not in service" in told


def test_a_fault_is_told_in_the_language_that_was_chosen(housed: Housed) -> None:
    desk = office(housed)
    url = quote(f"{PUBLIC_URL}/voice/0577235501/ring?l=en&n=2", safe="")
    told = desk.post("/voice/fallback", ErrorUrl=url)
    assert {say.get("language") for say in told.says("Say")} == {"it-IT", "en-GB"}
    told = desk.post("/voice/fallback", ErrorUrl=f"{PUBLIC_URL}/voice/0577235501/ring?l=en&n=2")
    assert {say.get("language") for say in told.says("Say")} == {"en-GB"}
    broken = desk.post("/voice/fallback", ErrorUrl="http://[nowhere?l=en")
    assert "Arrivederci" in broken.spoken


def test_the_check_walks_every_choice(tmp_path: Path) -> None:
    text = f'number: "0577 235501"{OFFICE}'
    once = checked(tmp_path / "1", settings=text)
    found = checked(tmp_path / "2", settings=text + SPOKEN)
    assert (once.ids, found.ids) == ([], [])
    assert found.proofs[SLUG].states > 1.5 * once.proofs[SLUG].states
