"""Why it is closed, in a sentence: articles and prepositions as people say them."""

import datetime as dt

import pytest

from centralino.calendar.reading_calendars import read_holidays
from centralino.languages import words

ITALIAN = [
    ("sciopero", "per sciopero"),
    ("assemblea del personale", "per assemblea del personale"),
    ("inventario", "per inventario"),
    ("pausa estiva", "per la pausa estiva"),
    ("Chiusura natalizia", "per la Chiusura natalizia"),
    ("ponte dell'Immacolata", "per il ponte dell'Immacolata"),
    ("vacanze di Pasqua", "per le vacanze di Pasqua"),
    ("esami di Stato", "per gli esami di Stato"),
    ("la festa del dipartimento", "per la festa del dipartimento"),
    ("per lutto", "per lutto"),
    ("a causa della neve", "a causa della neve"),
    ("causa maltempo", "causa maltempo"),
    ("in occasione del Palio", "in occasione del Palio"),
]
ENGLISH = [
    ("strike", "because of a strike"),
    ("a general strike", "because of a general strike"),
    ("electricity failure", "because of an electricity failure"),
    ("snow", "because of snow"),
    ("staff meeting", "for a staff meeting"),
    ("open meeting of the staff", "for an open meeting of the staff"),
    ("stocktaking", "for stocktaking"),
    ("summer break", "for the summer break"),
    ("long weekend", "for the long weekend"),
    ("feast of Saint Francis", "for the feast of Saint Francis"),
    ("Christmas Day", "for Christmas Day"),
    ("because of works", "because of works"),
    ("(works)", "for (works)"),
]


@pytest.mark.parametrize(
    ("language", "reason", "said"),
    [("it", *each) for each in ITALIAN] + [("en", *each) for each in ENGLISH],
)
def test_a_reason_reads_as_one_says_it(language: str, reason: str, said: str) -> None:
    assert words.speak_because(reason, language) == said


SAID = {
    "it": {
        "per Capodanno",
        "per l'Epifania",
        "per Pasqua",
        "per Pasquetta",
        "per la festa della Liberazione",
        "per la festa del lavoro",
        "per la festa della Repubblica",
        "per Ferragosto",
        "per la festa di San Francesco",
        "per Ognissanti",
        "per la giornata dell'unità nazionale",
        "per la festa dell'Immacolata",
        "per Natale",
        "per Santo Stefano",
    },
    "en": {
        "for New Year's Day",
        "for Epiphany",
        "for Easter Sunday",
        "for Easter Monday",
        "for Liberation Day",
        "for Labour Day",
        "for Republic Day",
        "for the public holiday of the Assumption",
        "for the feast of Saint Francis",
        "for All Saints' Day",
        "for National Unity Day",
        "for the public holiday of the Immaculate Conception",
        "for Christmas Day",
        "for St Stephen's Day",
    },
}
PATRONS = {
    "SI": {
        "it": "per la festa patronale di Sant'Ansano",
        "en": "for the feast of Saint Ansanus, Siena's patron saint",
    },
    "AR": {
        "it": "per la festa patronale di San Donato",
        "en": "for the feast of Saint Donatus, Arezzo's patron saint",
    },
}


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("province", ["SI", "AR"])
def test_every_holiday_of_ten_years_has_the_name_that_people_use(
    province: str, language: str
) -> None:
    calendar = read_holidays({"country": "IT", "province": province})
    first = dt.date(2026, 1, 1)
    days = (calendar.ruling(first + dt.timedelta(days=n)) for n in range(3652))
    reasons = {(day.reason or {})[language] for day in days if day}
    said = {words.speak_because(reason, language) for reason in reasons}
    assert said == SAID[language] | {PATRONS[province][language]}


def test_a_holiday_that_no_table_has_keeps_its_name() -> None:
    florence = read_holidays({"country": "IT", "province": "FI"}).ruling(dt.date(2026, 6, 24))
    assert florence is not None
    assert florence.reason == {"it": "San Giovanni Battista", "en": "Saint John's Day"}
    assert words.speak_because("San Giovanni Battista", "it") == "per San Giovanni Battista"
