"""Numbers, addresses, menus and lists, as they are dictated to a caller."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.languages import words
from centralino.languages.registry import codes

PHONES = [
    ("0577 235501", "0 5 7 7, 2 3 5, 5 0 1", "0 5 7 7, 2 3 5, 5 0 1"),
    ("+390577235501", "0 5 7 7, 2 3 5, 5 0 1", "0 5 7 7, 2 3 5, 5 0 1"),
    ("+39 333 1234567", "3 3 3, 1 2 3, 4 5 6 7", "3 3 3, 1 2 3, 4 5 6 7"),
    ("06 49911", "0 6, 4 9 9, 1 1", "0 6, 4 9 9, 1 1"),
    ("800123456", "8 0 0, 1 2 3, 4 5 6", "8 0 0, 1 2 3, 4 5 6"),
    ("+442079460000", "più 4 4, 2 0, 7 9 4 6, 0 0 0 0", "plus 4 4, 2 0, 7 9 4 6, 0 0 0 0"),
    ("+12025550123", "più 1, 2 0 2, 5 5 5, 0 1 2 3", "plus 1, 2 0 2, 5 5 5, 0 1 2 3"),
    ("5010", "5 0 1 0", "5 0 1 0"),
    ("*9#", "asterisco 9 cancelletto", "star 9 hash"),
]


@pytest.mark.parametrize(("number", "italian", "english"), PHONES)
def test_a_telephone_number_is_told_in_groups_that_can_be_written_down(
    number: str, italian: str, english: str
) -> None:
    assert (words.speak_phone(number, "it"), words.speak_phone(number, "en")) == (italian, english)


@given(st.from_regex(r"\+39(0577[0-9]{5,6}|3[2-9][0-9]{8})", fullmatch=True))
def test_no_digit_of_a_telephone_number_is_lost_or_left_alone(number: str) -> None:
    said = words.speak_phone(number, "it")
    assert said.replace(",", "").replace(" ", "") == number.removeprefix("+39")
    assert all(2 <= len(group.split()) <= 4 for group in said.split(", "))


ADDRESSES = [
    ("urp@example.org", "urp chiocciola example punto org", "urp at example dot org"),
    (
        "Mario.Rossi-Bianchi85@example.org",
        "mario punto rossi trattino bianchi 8 5 chiocciola example punto org",
        "mario dot rossi hyphen bianchi 8 5 at example dot org",
    ),
    (
        "segreteria_studenti@dsv.example.org",
        "segreteria trattino basso studenti chiocciola d s v punto example punto org",
        "segreteria underscore studenti at d s v dot example dot org",
    ),
    ("a+b@example.org", "a più b chiocciola example punto org", "a plus b at example dot org"),
]


@pytest.mark.parametrize(("address", "italian", "english"), ADDRESSES)
def test_an_address_is_told_sign_by_sign(address: str, italian: str, english: str) -> None:
    assert (words.speak_email(address, "it"), words.speak_email(address, "en")) == (
        italian,
        english,
    )


PAGES = [
    (
        "https://www.example.org/orari/",
        "www punto example punto org barra orari",
        "www dot example dot org slash orari",
    ),
    ("HTTP://example.org", "example punto org", "example dot org"),
    (
        "www.example.org:8080/avvisi_2026?n=1#due",
        "www punto example punto org due punti 8 0 8 0 barra avvisi trattino basso 2 0 2 6 "
        "punto interrogativo n uguale 1 cancelletto due",
        "www dot example dot org colon 8 0 8 0 slash avvisi underscore 2 0 2 6 "
        "question mark n equals 1 hash due",
    ),
]


@pytest.mark.parametrize(("url", "italian", "english"), PAGES)
def test_a_page_is_told_without_its_scheme(url: str, italian: str, english: str) -> None:
    assert (words.speak_web(url, "it"), words.speak_web(url, "en")) == (italian, english)


@given(
    st.from_regex(r"[a-z0-9._+-]{1,12}@[a-z0-9-]{1,12}\.(it|org)", fullmatch=True),
    st.sampled_from(codes()),
)
def test_no_sign_of_an_address_is_left_to_the_voice(address: str, language: str) -> None:
    said = words.speak_email(address, language)
    assert re.fullmatch(r"[\w ]+", said)
    assert "_" not in said
    assert re.sub(r"\D", "", said) == re.sub(r"\D", "", address)


@pytest.mark.parametrize(
    ("text", "italian", "english"),
    [
        ("4821", "4 8 2 1", "4 8 2 1"),
        ("7f3-02", "7 F 3, 0 2", "7 F 3, 0 2"),
        ("12 *", "1 2, asterisco", "1 2, star"),
        (" 12 ", "1 2", "1 2"),
    ],
)
def test_a_reference_is_read_character_by_character(text: str, italian: str, english: str) -> None:
    assert (words.speak_digits(text, "it"), words.speak_digits(text, "en")) == (italian, english)


@pytest.mark.parametrize(
    ("symbol", "italian", "english"),
    [("1", "1", "1"), ("0", "0", "0"), ("*", "asterisco", "star"), ("#", "cancelletto", "hash")],
)
def test_a_key_has_its_name(symbol: str, italian: str, english: str) -> None:
    assert (words.speak_key(symbol, "it"), words.speak_key(symbol, "en")) == (italian, english)


def test_a_menu_is_made_of_its_keys() -> None:
    options = [
        ("1", "le immatricolazioni"),
        ("2", "tasse e contributi."),
        ("3", "l'ufficio stage"),
        ("9", "per parlare con un operatore"),
        ("*", "riascoltare il menu"),
    ]
    assert words.speak_choices(options, "it") == (
        "Per le immatricolazioni, prema 1. Per tasse e contributi, prema 2. "
        "Per l'ufficio stage, prema 3. Per parlare con un operatore, prema 9. "
        "Per riascoltare il menu, prema asterisco."
    )


def test_a_menu_in_english_is_for_things_and_to_do_things() -> None:
    options = [("1", "enrolment"), ("2", "for fees"), ("#", "to speak to an operator")]
    assert words.speak_choices(options, "en") == (
        "For enrolment, press 1. For fees, press 2. To speak to an operator, press hash."
    )


@pytest.mark.parametrize(
    ("items", "both", "either"),
    [
        ([], "", ""),
        (["tasse"], "tasse", "tasse"),
        (["tasse", "stage"], "tasse e stage", "tasse o stage"),
        (["tasse", "esami"], "tasse ed esami", "tasse o esami"),
        (["tasse", "stage", "esami"], "tasse, stage ed esami", "tasse, stage o esami"),
        (["telefono", "e-mail"], "telefono e e-mail", "telefono o e-mail"),
    ],
)
def test_an_italian_list_is_joined_by_ear(items: list[str], both: str, either: str) -> None:
    assert words.list_items(items, "it") == both
    assert words.list_items(items, "it", "or") == either


def test_an_english_list_has_no_comma_before_its_last_item() -> None:
    assert words.list_items(["fees", "exams", "grants"], "en") == "fees, exams and grants"
    assert words.list_items(["fees", "exams", "grants"], "en", "or") == "fees, exams or grants"
