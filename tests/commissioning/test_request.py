"""What an office asks for, as people write it."""

from dataclasses import replace

import pytest

from centralino.commissioning.request import Written
from centralino.commissioning.request_fields import MenuChoice, read_choice, read_hours
from centralino.core.input_errors import InputError
from commissioning.conftest import OFFICE, request_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("mon-fri 10-13", {"mon-fri": "10:00-13:00"}),
        ("lun-ven 9.30-12:30; sab 9-12", {"lun-ven": "09:30-12:30", "sab": "09:00-12:00"}),
        ("mon, wed 10-13, tue 15-17", {"mon, wed": "10:00-13:00", "tue": "15:00-17:00"}),
        ("mon-fri 9-12 14-18", {"mon-fri": "09:00-12:00, 14:00-18:00"}),
        ("mon-fri: 9 - 12, 14 – 18", {"mon-fri": "09:00-12:00, 14:00-18:00"}),
        ("mon 9-12, mon 14-18", {"mon": "09:00-12:00, 14:00-18:00"}),
        ("fri 22-6", {"fri": "22:00-06:00"}),
        ("daily 0-24", {"daily": "00:00-24:00"}),
        ("ogni giorno 8-20", {"ogni giorno": "08:00-20:00"}),
        ("  ", None),
    ],
)
def test_hours_are_read_as_people_say_them(text: str, hours: dict[str, str] | None) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("mon-fri", "has no hours"),
        ("lunch 10-13", "no day of the week"),
        ("mon 25-26", "there is no 25:00"),
        ("10-13", "has no hours"),
        ("mon 10", "expected hours like"),
    ],
)
def test_hours_that_make_no_sense_are_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(InputError, match=remedy):
        read_hours(text)


def test_a_choice_is_a_key_its_words_and_whom_it_rings() -> None:
    assert read_choice("1=le tasse: 0577 236001, 0577 236002") == MenuChoice(
        "1", "le tasse", ("+390577236001", "+390577236002")
    )


def test_all_that_does_not_fit_is_told_at_once_by_its_field() -> None:
    wrong = Written(
        number="05",
        office=" ",
        hours="never",
        ring=("0577 236001", "x"),
        email=("me",),
        choices=("1=a: 0577 236001", "1=b: 0577 236002", "help"),
        site="moon",
        web="example.org",
    )
    with pytest.raises(InputError) as caught:
        request_of(wrong)
    fields = [misfit.at[0] for misfit in caught.value.misfits]
    assert fields == [
        "number",
        "office",
        "hours",
        "ring",
        "email",
        "choice",
        "site",
        "web",
        "choice",
    ]


def test_a_request_is_kept_in_the_forms_of_the_house() -> None:
    request = request_of(replace(OFFICE, office="  Segreteria   didattica "))
    assert request.slug == "0577235590"
    assert request.office == "Segreteria didattica"
    assert request.ring == ("+390577236001", "+390577236002")
