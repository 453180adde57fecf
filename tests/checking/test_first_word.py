"""Seconds to the first useful word, and what is of use to a caller who does nothing."""

from pathlib import Path

import pytest

from centralino.checking.printing import print_finding
from centralino.core.readable import write_length
from centralino.languages.registry import find_language
from centralino.simulator import pace
from checking.office import OFFICE, OTHER, SLUG, checked

RING = "a: {dial: office, otherwise: b}\nb: {voicemail: office}"
GREETING = find_language("it").prompts["greeting"]
NAME = "Ufficio delle relazioni con il pubblico."
GATE = "h: {gate: hours, open: r, closed: o}\nr: {dial: office}\no: {say: {prompt: outside}}\n"
KEYS = "keys: {1: {say: le tasse, then: h}, 2: {say: i corsi, then: %s}}, otherwise: h"


def first_word(folder: Path, steps: str, settings: str = OFFICE) -> float:
    found = checked(folder, steps, settings).proofs[SLUG].first_word
    assert found is not None
    return found


def notice() -> float:
    """A notice that lets the call go on may come before anything."""
    return pace.speech("(a notice is in force)")


@pytest.mark.parametrize(
    ("steps", "seconds"),
    [
        (f"w: {{say: '{NAME}', then: a}}\n{RING}", 0),
        (
            f"w: {{say: 'Buongiorno. Attenda.', then: a}}\n{RING}",
            pace.speech("Buongiorno. Attenda."),
        ),
        (RING, 2 * 25 + pace.speech(GREETING)),
        ("a: {dial: office, otherwise: b}\nb: {say: Il sito ha tutto.}", 2 * 25),
        ("a: {menu: Prema 1., keys: {1: a}}", 0),
        ("a: {code: , codes: {'1234': b}, otherwise: b}\nb: {say: Scriva a urp.}", 0),
        ("a: {say: Grazie., then: b}\nb: {say: Riapre il 7 gennaio.}", pace.speech("Grazie.")),
        ("a: {voicemail: office}", pace.speech(GREETING)),
        ("a: {say: {audio: benvenuto.mp3}, then: b}\nb: {dial: office}", 0),
    ],
)
def test_it_is_counted_up_to_what_is_of_use(tmp_path: Path, steps: str, seconds: float) -> None:
    organisation = {"centralino.yaml": "organisation: Prova\nrecording_notice: false\n"}
    (tmp_path / "audio").mkdir()
    found = checked(tmp_path, steps, OFFICE + "always_open: true\n", **organisation)
    assert found.proofs[SLUG].first_word == pytest.approx(seconds + notice())


def test_an_offer_of_languages_is_a_breath_and_of_no_use_by_itself(tmp_path: Path) -> None:
    plain = first_word(tmp_path / "1", "")
    offered = first_word(tmp_path / "2", "", OFFICE + "languages: {it: , en: }\n")
    assert offered - plain == pytest.approx(pace.speech("For English, press 9.") + 1)


def test_the_longest_wait_counts_whatever_time_decides(tmp_path: Path) -> None:
    thanks = "Grazie per aver chiamato, resti in linea."
    steps = f"{GATE.replace('closed: o', 'closed: s')}s: {{say: '{thanks}', then: o}}"
    waited = first_word(tmp_path, steps.replace("r: {dial: office}", f"r: {{say: '{NAME}'}}"))
    assert waited == pytest.approx(pace.speech(thanks) + notice())


def test_more_than_twenty_seconds_are_told_with_the_call(tmp_path: Path) -> None:
    organisation = {"centralino.yaml": "organisation: Prova\nrecording_notice: false\n"}
    finding = checked(tmp_path, RING, **organisation).one("CW016")
    assert finding.place == "number"
    seconds = 2 * 25 + pace.speech(GREETING) + notice()
    assert f"nothing of use for {write_length(seconds)}" in finding.message
    assert "the longest such call" in "\n".join(print_finding(finding))


def test_greet_alone_makes_the_difference_in_a_default_flow(tmp_path: Path) -> None:
    assert checked(tmp_path / "1").ids == []
    assert checked(tmp_path / "2", settings=OFFICE + "greet: false\n").ids == ["CW016"]


def test_a_menu_with_a_way_of_use_need_not_wait_for_the_hours(tmp_path: Path) -> None:
    telephones = "a: {menu: , " + KEYS % "h" + "}\n" + GATE
    assert checked(tmp_path / "1", telephones).ids == ["CW017"]
    for number, (to, step) in enumerate(
        {
            "i": "i: {say: Scriva a tasse@example.org., then: h}",
            "m": "m: {voicemail: office}",
            "t": 't: {dial: "0577 235019"}',
            "g": 'g: {goto: "0577 235502"}',
        }.items()
    ):
        steps = "a: {menu: , " + KEYS % to + "}\n" + GATE + step
        other = 'number: "0577 235502"\nsteps: {a: {say: Il sito ha tutto.}}\n'
        found = checked(tmp_path / f"x{number}", steps, **{OTHER: other})
        assert "CW017" not in found.ids, step


def test_a_menu_behind_the_gate_is_where_it_should_be(tmp_path: Path) -> None:
    steps = (
        "h: {gate: hours, open: a, closed: o}\n"
        "a: {menu: , keys: {1: {say: le tasse, then: r}}, otherwise: r}\n"
        "r: {dial: office}\no: {say: {prompt: outside}}\n"
    )
    assert checked(tmp_path, steps).ids == []
