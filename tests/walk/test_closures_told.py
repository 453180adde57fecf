"""What a caller hears of a closure: who is closed, why, until when, and what is open meanwhile."""

import pytest
from support.house import Housed, at

from centralino.calendar.layers import Switch
from centralino.flows.switches import Aim, Switched, Switches

ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
recording_notice: false
holidays: {country: IT, province: SI}
calendar:
  - {from: 2026-12-24, to: 2027-01-06, reason: {it: vacanze di Natale, en: Christmas break}}
  - from: 2026-12-24
    to: 2027-01-05
    reason: {it: vacanze di Natale, en: Christmas break}
    note: {it: La biblioteca è aperta il 4 e il 5 gennaio.}
sites:
  siena: {calendar: [{on: 2026-11-25, reason: trasloco}]}
  arezzo: {holidays: {country: IT, province: AR}}
"""
OFFICE = """
office: {it: Ufficio Tasse, en: Fees Office}
site: siena
hours: {mon-fri: "10:00-13:00"}
calendar: [{on: 2026-11-26, reason: inventario}]
"""
ALL, SITE, NUMBER = "Gli uffici sono", "Gli uffici di questa sede sono", "l'ufficio è"


def heard(housed: Housed, now: str, more: str = "", organisation: str = ORGANISATION) -> str:
    files = {"centralino.yaml": organisation}
    return housed(OFFICE + more, now, **files).call().spoken


@pytest.mark.parametrize(
    ("now", "who", "why"),
    [
        ("2026-12-25 11:00", ALL, "per le vacanze di Natale"),
        ("2026-12-08 11:00", ALL, "per la festa dell'Immacolata"),
        ("2026-12-01 11:00", SITE, "per la festa patronale di Sant'Ansano"),
        ("2026-11-25 11:00", SITE, "per trasloco"),
        ("2026-11-26 11:00", NUMBER, "per inventario"),
    ],
)
def test_a_caller_hears_who_is_closed_and_why(housed: Housed, now: str, who: str, why: str) -> None:
    spoken = heard(housed, now)
    assert f"{who} chius" in spoken
    assert f"{why}." in spoken


@pytest.mark.parametrize(
    ("aim", "who"),
    [
        (Aim(), ALL),
        (Aim(site="siena"), SITE),
        (Aim(numbers=frozenset({"0577235501"})), NUMBER),
    ],
)
def test_a_live_closing_without_a_reason_says_who_is_closed_all_the_same(
    housed: Housed, aim: Aim, who: str
) -> None:
    found = housed(OFFICE, "2026-11-23 11:00", **{"centralino.yaml": ORGANISATION})
    closing = Switch(aim.layer, False, at("2026-11-23 09:00"), at("2026-11-24 09:00"))
    found.board.switches = Switches(switched=(Switched(closing, aim),))
    spoken = found.call().spoken
    assert f"{who} chius" in spoken
    assert "chiusi." in spoken or "chiuso." in spoken


@pytest.mark.parametrize("now", ["2026-12-25 11:00", "2026-11-25 11:00"])
def test_who_writes_closed_alone_is_heard_whoever_is_closed(housed: Housed, now: str) -> None:
    assert heard(housed, now, 'prompts: {closed: "Siamo chiusi {why}."}').startswith("Siamo chiusi")


def test_a_number_s_closed_comes_before_the_organisation_s_words_for_all(housed: Housed) -> None:
    shared = f'{ORGANISATION}prompts: {{all_closed: "Tutto chiuso."}}\n'
    assert heard(housed, "2026-12-25 11:00", organisation=shared).startswith("Tutto chiuso.")
    own = "prompts: {closed: Siamo chiusi.}"
    assert heard(housed, "2026-12-25 11:00", own, shared).startswith("Siamo chiusi.")


def test_words_for_all_in_one_language_leave_the_others_as_they_were(housed: Housed) -> None:
    prompts = 'prompts: {closed: {it: "Chiuso."}, all_closed: {it: "Tutto chiuso."}}\n'
    spoken = heard(housed, "2026-12-25 11:00", f"language: en\n{prompts}")
    assert spoken.startswith("Fees Office. The office is closed for the Christmas break.")


def test_what_is_open_meanwhile_is_told_as_long_as_the_note_stands(housed: Housed) -> None:
    assert "La biblioteca è aperta il 4 e il 5 gennaio. " in heard(housed, "2026-12-25 11:00")
    assert "biblioteca" not in heard(housed, "2027-01-06 11:00")


def test_a_reason_is_told_in_its_own_language_alone(housed: Housed) -> None:
    spoken = heard(housed, "2026-11-25 11:00", "language: en\n")
    assert spoken.startswith(
        "Fees Office. The offices at this site are closed. This office reopens"
    )


@pytest.mark.parametrize(
    ("now", "reopens"),
    [
        ("2026-11-28 11:00", "Riapre lunedì alle 10."),
        ("2026-11-27 15:00", "Riapre lunedì 30 novembre alle 10."),
        ("2027-01-05 11:00", "riapre giovedì 7 gennaio alle 10."),
        ("2027-01-06 11:00", "riapre domani alle 10."),
    ],
)
def test_the_date_is_said_in_a_long_closure_or_of_a_day_that_is_not_near(
    housed: Housed, now: str, reopens: str
) -> None:
    assert reopens in heard(housed, now)


def test_of_a_special_opening_the_reason_is_told_as_the_day_s(housed: Housed) -> None:
    calendar = 'calendar: [{on: 2026-11-24, open: "11-12", reason: assemblea}]'
    day = OFFICE.replace("calendar: [{on: 2026-11-26, reason: inventario}]", calendar)
    spoken = housed(day, "2026-11-24 10:00", **{"centralino.yaml": ORGANISATION}).call().spoken
    assert "l'ufficio è chiuso. Oggi l'apertura è diversa dal solito: assemblea. Riapre" in spoken


def test_neither_the_name_nor_the_hours_are_said_twice_in_a_row(housed: Housed) -> None:
    spoken = heard(housed, "2026-11-23 16:00")
    assert spoken.count("Ufficio Tasse.") == spoken.count("L'orario è") == 1


def test_a_question_is_put_whole_whatever_was_said_before(housed: Housed) -> None:
    steps = """
steps:
  name: {say: "{office}.", then: choice}
  choice: {menu: "{office}.", keys: {1: name}}
"""
    assert heard(housed, "2026-11-23 11:00", steps) == "Ufficio Tasse. Ufficio Tasse."


def test_of_a_season_without_hours_only_the_reopening_is_told(housed: Housed) -> None:
    season = '{from: "12-01", to: "10-31", hours: {mon-fri: "10:00-13:00"}}'
    hours = f"{{seasons: [{season}]}}"
    office = OFFICE.replace('{mon-fri: "10:00-13:00"}', hours)
    spoken = housed(office, "2026-11-23 11:00", **{"centralino.yaml": ORGANISATION}).call().spoken
    assert "L'orario" not in spoken
    assert "In questo momento l'ufficio è chiuso. Riapre mercoledì 2 dicembre alle 10." in spoken
