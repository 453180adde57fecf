"""The hours of a whole year in words: the weekly ones, and each season's."""

import pytest

from centralino.calendar.hours import read_hours
from centralino.languages import words

SUMMER = {"from": "07-01", "to": "08-31", "hours": {"mon-fri": "9-12"}}


@pytest.mark.parametrize(
    ("hours", "italian", "english"),
    [
        (
            {"mon-fri": "10-13"},
            "dal lunedì al venerdì dalle 10 alle 13",
            "Monday to Friday from 10 a.m. to 1 p.m.",
        ),
        (
            {"seasons": [SUMMER]},
            "dal primo luglio al 31 agosto, dal lunedì al venerdì dalle 9 a mezzogiorno",
            "from 1 July to 31 August, Monday to Friday from 9 a.m. to noon",
        ),
        (
            {
                "mon-fri": "10-13",
                "seasons": [
                    SUMMER | {"from": "12-20", "to": "02-29"},
                    SUMMER | {"from": "12-08", "to": "12-08", "hours": {"daily": "9-12"}},
                ],
            },
            "dal lunedì al venerdì dalle 10 alle 13; "
            "dal 20 dicembre al 29 febbraio, dal lunedì al venerdì dalle 9 a mezzogiorno; "
            "l'8 dicembre, tutti i giorni dalle 9 a mezzogiorno",
            "Monday to Friday from 10 a.m. to 1 p.m.; "
            "from 20 December to 29 February, Monday to Friday from 9 a.m. to noon; "
            "on 8 December, every day from 9 a.m. to noon",
        ),
    ],
)
def test_a_year_in_words(hours: dict[str, object], italian: str, english: str) -> None:
    assert words.speak_all_year(read_hours(hours), "it") == italian
    assert words.speak_all_year(read_hours(hours), "en") == english


def test_a_season_within_a_month_and_one_that_wraps_to_the_same_month_are_told_apart() -> None:
    within = SUMMER | {"from": "08-11", "to": "08-20"}
    around = SUMMER | {"from": "08-20", "to": "08-10"}
    told = words.speak_all_year(read_hours({"seasons": [within]}), "it")
    assert told.startswith("dall'11 al 20 agosto, ")
    told = words.speak_all_year(read_hours({"seasons": [around]}), "it")
    assert told.startswith("dal 20 agosto al 10 agosto, ")
