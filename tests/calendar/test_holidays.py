"""Public holidays, by country and province."""

from datetime import date

import pytest

from centralino.calendar.entries import CalendarEntry
from centralino.calendar.reading_calendars import read_holidays
from centralino.core.input_errors import InputError, InputIssue

SIENA_2027 = {
    date(2027, 1, 1): ("Capodanno", "New Year's Day"),
    date(2027, 1, 6): ("Epifania", "Epiphany"),
    date(2027, 3, 29): ("Pasquetta", "Easter Monday"),
    date(2027, 4, 25): ("festa della Liberazione", "Liberation Day"),
    date(2027, 5, 1): ("festa del lavoro", "Labour Day"),
    date(2027, 6, 2): ("festa della Repubblica", "Republic Day"),
    date(2027, 8, 15): ("Ferragosto", "public holiday of the Assumption"),
    date(2027, 10, 4): ("festa di San Francesco", "feast of Saint Francis"),
    date(2027, 11, 1): ("Ognissanti", "All Saints' Day"),
    date(2027, 12, 1): (
        "festa patronale di Sant'Ansano",
        "feast of Saint Ansanus, Siena's patron saint",
    ),
    date(2027, 12, 8): ("festa dell'Immacolata", "public holiday of the Immaculate Conception"),
    date(2027, 12, 25): ("Natale", "Christmas Day"),
    date(2027, 12, 26): ("Santo Stefano", "St Stephen's Day"),
}


@pytest.mark.parametrize(("day", "names"), SIENA_2027.items())
def test_siena_s_holidays_have_their_names_in_both_languages(
    day: date, names: tuple[str, str]
) -> None:
    calendar = read_holidays({"country": "IT", "province": "SI"})
    assert calendar.ruling(day) == CalendarEntry(day, day, {"it": names[0], "en": names[1]})


def test_the_4th_of_october_is_a_holiday_from_2026() -> None:
    italy = read_holidays({"country": "IT"})
    assert italy.ruling(date(2025, 10, 4)) is None
    assert italy.ruling(date(2026, 10, 4)) is not None


def test_a_patron_s_day_is_kept_in_its_province_only() -> None:
    siena, florence = date(2026, 12, 1), date(2026, 6, 24)
    assert read_holidays({"country": "IT"}).ruling(siena) is None
    assert read_holidays({"country": "IT", "province": "FI"}).ruling(siena) is None
    assert read_holidays({"country": "IT", "province": "FI"}).ruling(florence) is not None


def test_a_province_goes_by_its_name_too_and_a_country_by_small_letters() -> None:
    written = {"country": "it", "province": "siena"}
    assert read_holidays(written) == read_holidays({"country": "IT", "province": "SI"})


def test_two_holidays_of_one_day_have_one_name_among_people_or_are_both_named() -> None:
    venice = read_holidays({"country": "IT", "province": "VE"})
    days = [venice.ruling(day) for day in (date(2026, 11, 1), date(2026, 4, 25))]
    assert [day.reason for day in days if day] == [
        {"it": "Ognissanti", "en": "All Saints' Day"},
        {
            "it": "festa della Liberazione, San Marco Evangelista",
            "en": "Liberation Day, Saint Mark's Day",
        },
    ]


def test_a_country_without_italian_names_gives_those_it_has() -> None:
    ruling = read_holidays({"country": "FR"}).ruling(date(2026, 7, 14))
    assert ruling is not None
    assert ruling.reason == {"en": "National Day"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            {"country": "Italia"},
            InputIssue(
                "'Italia' is no country: write its two letters, like IT; did you mean 'IT'?",
                ("country",),
            ),
        ),
        (
            {"country": "IT", "province": "Sienna"},
            InputIssue("IT has no province 'Sienna'; did you mean 'Siena'?", ("province",)),
        ),
        (
            {"country": "IT", "provincia": "SI"},
            InputIssue("unknown setting; write 'province'", ("provincia",)),
        ),
        (
            "IT",
            InputIssue(
                "expected a country and perhaps a province, like {country: IT, province: SI}"
            ),
        ),
    ],
)
def test_an_unknown_country_or_province_is_an_error(written: object, expected: InputIssue) -> None:
    with pytest.raises(InputError) as raised:
        read_holidays(written)
    assert raised.value.misfits == (expected,)
