"""What a look at the year brings to mind."""

from datetime import date

import pytest

from centralino.year.warnings import warnings
from year.conftest import Agendas, closed

TODAY = date(2026, 11, 22)
SUMMER = closed("2026-08-10", "2026-08-21", "chiusura estiva")


def told(agenda: Agendas, *entries: object, year: int = 2026, today: date = TODAY) -> str:
    found = warnings(agenda(*entries), year, today, "it")
    return "\n".join(found).replace("\N{NO-BREAK SPACE}", " ")


def test_bridge_days_still_to_come_are_listed(agenda: Agendas) -> None:
    said = told(agenda, today=date(2026, 6, 1))
    assert "Bridge days left open: Mon 1 Jun, Mon 30 Nov, Mon 7 Dec." in said


def test_a_closure_that_the_next_year_lacks_is_missed(agenda: Agendas) -> None:
    said = told(agenda, SUMMER, year=2027)
    assert "Closed Mon 10 Aug 2026 to Fri 21 Aug 2026 (chiusura estiva)" in said
    assert "nothing like it in 2027" in said


@pytest.mark.parametrize(
    ("first", "last", "missed"),
    [
        ("2027-08-16", "2027-08-27", False),
        ("2027-08-30", "2027-09-03", False),  # some days later
        ("2027-07-26", "2027-07-30", False),  # some days earlier
        ("2027-10-04", "2027-10-08", True),
        ("2027-06-14", "2027-06-18", True),
    ],
)
def test_a_closure_repeated_near_the_same_dates_is_not_missed(
    agenda: Agendas, first: str, last: str, *, missed: bool
) -> None:
    said = told(agenda, SUMMER, closed(first, last), year=2027)
    assert ("nothing like it" in said) == missed


def test_a_single_day_is_not_expected_to_come_again(agenda: Agendas) -> None:
    assert "nothing like it" not in told(agenda, closed("2026-12-07"), year=2027)


def test_a_last_closure_in_the_past_is_told(agenda: Agendas) -> None:
    assert "lies in the past: it ended on Fri 21 Aug 2026." in told(agenda, SUMMER)
    assert "lies in the past" not in told(agenda, SUMMER, today=date(2026, 8, 21))


def test_an_agenda_without_closures_misses_none(agenda: Agendas) -> None:
    assert "past" not in told(agenda)
    assert "nothing like it" not in told(agenda, year=2027)


def test_next_year_s_holidays_on_working_days_are_told(agenda: Agendas) -> None:
    said = told(agenda)
    assert "In 2027 public holidays change the opening of: Fri 1 Jan, Wed 6 Jan" in said
    assert "Mon 4 Oct" in said  # a holiday since 2026, when it was a Sunday
    assert "25 Apr" not in said  # a Sunday in 2027
