"""What each day of a year is to callers."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import CalendarEntry, calendar
from centralino.calendar.hours import read_hours
from centralino.calendar.reading_weeks import read_timetable
from centralino.year.almanac import Date, DayMark, year_of
from year.conftest import ROME, Agendas, closed


def mark(dates: tuple[Date, ...], day: str) -> DayMark:
    return next(each.mark for each in dates if each.day == date.fromisoformat(day))


def test_a_year_has_all_its_days(agenda: Agendas) -> None:
    assert len(year_of(agenda(), 2026)) == 365
    assert len(year_of(agenda(), 2028)) == 366


def test_each_kind_of_day_has_its_mark(agenda: Agendas) -> None:
    dates = year_of(agenda(closed("2026-08-10", "2026-08-21")), 2026)
    assert mark(dates, "2026-11-23") is DayMark.OPEN
    assert mark(dates, "2026-11-22") is DayMark.OFF
    assert mark(dates, "2026-08-12") is DayMark.CLOSURE
    assert (
        mark(dates, "2026-08-15") is DayMark.CLOSURE
    )  # the organisation's closure comes before it
    assert mark(dates, "2026-12-08") is DayMark.HOLIDAY


def test_hours_other_than_the_usual_ones_show(agenda: Agendas) -> None:
    noon = CalendarEntry(
        date(2026, 12, 24), date(2026, 12, 24), opening=read_timetable({"daily": "9-12"})
    )
    july = {"from": "07-01", "to": "07-31", "hours": {"mon": "9-10"}}
    seasonal = {"mon-fri": "10-13", "seasons": [july]}
    dates = year_of(agenda(noon, hours=seasonal), 2026)
    assert mark(dates, "2026-12-24") is DayMark.OTHER
    assert mark(dates, "2026-07-06") is DayMark.OTHER
    assert mark(dates, "2026-07-07") is DayMark.OFF


def test_a_monday_between_sunday_and_a_holiday_is_a_bridge(agenda: Agendas) -> None:
    dates = year_of(agenda(), 2026)
    assert mark(dates, "2026-12-07") is DayMark.BRIDGE
    assert mark(dates, "2026-06-01") is DayMark.BRIDGE
    assert mark(dates, "2026-01-02") is DayMark.BRIDGE  # a Friday after New Year's Day


def test_a_bridge_may_lie_at_the_turn_of_the_year(agenda: Agendas) -> None:
    assert mark(year_of(agenda(), 2029), "2029-12-31") is DayMark.BRIDGE  # a Monday


def test_a_bridge_that_is_closed_is_none(agenda: Agendas) -> None:
    assert mark(year_of(agenda(closed("2026-12-07")), 2026), "2026-12-07") is DayMark.CLOSURE


def test_a_day_opened_on_purpose_is_no_bridge(agenda: Agendas) -> None:
    day = date(2026, 12, 7)
    opened = calendar(CalendarEntry(day, day, opening=read_timetable({"mon": "10-13"})))
    assert mark(year_of(agenda(number=opened), 2026), "2026-12-07") is DayMark.OPEN


def test_a_day_off_in_the_week_makes_no_bridges(agenda: Agendas) -> None:
    dates = year_of(agenda(hours={"tue": "10-13"}), 2026)
    assert mark(dates, "2026-06-02") is DayMark.HOLIDAY
    assert not [each for each in dates if each.mark is DayMark.BRIDGE and each.day.month == 9]


def test_an_open_saturday_is_no_bridge(agenda: Agendas) -> None:
    dates = year_of(agenda(hours={"mon-sat": "10-13"}), 2026)
    assert mark(dates, "2026-05-01") is DayMark.HOLIDAY  # a Friday
    assert mark(dates, "2026-05-02") is DayMark.OPEN


def test_without_hours_every_day_is_open_but_for_closures(agenda: Agendas) -> None:
    dates = year_of(agenda(closed("2026-08-10"), hours=None), 2026)
    assert mark(dates, "2026-11-22") is DayMark.OPEN
    assert mark(dates, "2026-08-10") is DayMark.CLOSURE


def test_the_days_of_a_change_of_the_clock_are_days_like_others(agenda: Agendas) -> None:
    dates = year_of(agenda(hours={"daily": "00:00-24:00"}), 2026)
    assert mark(dates, "2026-03-29") is DayMark.OPEN
    assert mark(dates, "2026-10-25") is DayMark.OPEN


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 6), min_size=1, unique=True),
    st.dates(date(2025, 12, 1), date(2027, 1, 31)),
    st.integers(0, 40),
)
def test_a_mark_never_says_open_of_a_day_that_is_not(
    weekdays: list[int], first: date, length: int
) -> None:
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    hours = read_hours({names[day]: "9-12" for day in weekdays})
    last = date.fromordinal(first.toordinal() + length)
    found = year_of(Agenda(ROME, hours, organisation=calendar(CalendarEntry(first, last))), 2026)
    for each in found:
        is_open = each.day.weekday() in weekdays and not first <= each.day <= last
        assert (each.mark in (DayMark.OPEN, DayMark.BRIDGE)) == is_open
