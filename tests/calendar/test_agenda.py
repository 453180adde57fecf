"""Is it open, until when, and when does it reopen."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar
from centralino.calendar.layers import Layer, Switch
from centralino.calendar.reading_calendars import read_calendar, read_holidays, read_hours
from centralino.calendar.timetable import DAY, Span
from centralino.calendar.wallclock import begins, ends

ROME = ZoneInfo("Europe/Rome")
OFFICE = read_hours({"mon-fri": "10:00-13:00", "tue": "15:00-17:00"})
SIENA = read_holidays({"country": "IT", "province": "SI"})


def at(text: str, zone: ZoneInfo = ROME) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def entries(*values: object) -> Calendar:
    return read_calendar(list(values), Path("flows"), ROME, "it")


CHRISTMAS = entries({"from": "2026-12-24", "to": "2027-01-06", "reason": "chiusura natalizia"})
REOPENINGS = [
    ("2026-11-23 09:59", "2026-11-23 10:00"),
    ("2026-11-23 13:00", "2026-11-24 10:00"),
    ("2026-11-24 14:00", "2026-11-24 15:00"),
    ("2026-11-27 13:00", "2026-11-30 10:00"),  # over a weekend
    ("2026-11-30 13:00", "2026-12-02 10:00"),  # over Sant'Ansano
    ("2026-12-04 13:00", "2026-12-07 10:00"),
    ("2026-12-07 13:00", "2026-12-09 10:00"),
    ("2026-12-23 13:00", "2027-01-07 10:00"),  # the closure, holidays and weekends as one
    ("2026-12-25 11:00", "2027-01-07 10:00"),
    ("2026-12-30 11:00", "2027-01-07 10:00"),
]


@pytest.mark.parametrize(("now", "reopens"), REOPENINGS)
def test_closures_weekends_and_holidays_give_one_reopening(now: str, reopens: str) -> None:
    agenda = Agenda(ROME, OFFICE, organisation=CHRISTMAS, holidays=SIENA)
    state = agenda.state(at(now))
    assert not state.open
    assert state.reopens == at(reopens)
    assert state.reopens.tzinfo is ROME


def test_a_closure_says_why_since_when_and_until_when() -> None:
    state = Agenda(ROME, OFFICE, organisation=CHRISTMAS).state(at("2026-12-30 11:00"))
    assert state.reason == {"it": "chiusura natalizia"}
    assert state.period == (date(2026, 12, 24), date(2027, 1, 6))
    assert (state.since, state.until) == (at("2026-12-24 00:00"), at("2027-01-07 00:00"))
    assert state.closure


def test_an_open_office_says_until_when_and_no_reopening() -> None:
    state = Agenda(ROME, OFFICE).state(at("2026-11-23 11:00"))
    assert state.open
    assert (state.since, state.until) == (at("2026-11-23 10:00"), at("2026-11-23 13:00"))
    assert state.reopens is None
    assert state.until.tzinfo is UTC


def test_outside_its_hours_it_is_closed_but_by_no_closure() -> None:
    state = Agenda(ROME, OFFICE).state(at("2026-11-23 14:00"))
    assert (state.open, state.layer, state.closure) == (False, Layer.HOURS, False)
    assert state.since == at("2026-11-23 13:00")


def test_outside_the_hours_of_a_special_opening_it_is_closed_but_by_no_closure() -> None:
    eve = entries({"on": "2026-12-24", "open": "09:00-12:00", "reason": "vigilia di Natale"})
    agenda = Agenda(ROME, OFFICE, organisation=eve, holidays=SIENA)
    assert agenda.state(at("2026-12-24 09:30")).open
    after = agenda.state(at("2026-12-24 12:30"))
    assert (after.open, after.layer, after.closure) == (False, Layer.ORGANISATION, False)
    assert after.reason == {"it": "vigilia di Natale"}
    assert after.reopens == at("2026-12-28 10:00")


def test_without_hours_it_is_open_whenever_the_organisation_is() -> None:
    agenda = Agenda(ROME, organisation=CHRISTMAS, holidays=SIENA)
    assert agenda.state(at("2026-11-29 03:00")).open
    closed = agenda.state(at("2026-12-30 11:00"))
    assert closed.reopens == at("2027-01-07 00:00")


def test_a_state_that_never_changes_is_told_for_some_weeks() -> None:
    now = at("2026-11-23 11:00")
    state = Agenda(ROME).state(now)
    assert timedelta(days=31) <= state.until - now <= timedelta(days=33)
    assert timedelta(days=31) <= now - state.since <= timedelta(days=33)


def test_an_office_that_never_opens_has_no_reopening() -> None:
    ages = entries({"from": "2020-01-01", "to": "2060-12-31"})
    state = Agenda(ROME, OFFICE, number=ages).state(at("2026-11-23 11:00"))
    assert state.reopens is None
    assert state.until == at("2026-11-24 00:00")


def test_a_reopening_is_looked_for_400_days_ahead() -> None:
    agenda = Agenda(ROME, number=entries({"from": "2025-01-01", "to": "2026-12-31"}))
    reopens = at("2027-01-01 00:00")
    assert agenda.state(reopens - timedelta(days=400)).reopens == reopens
    assert agenda.state(reopens - timedelta(days=401)).reopens is None
    assert agenda.state(reopens - timedelta(days=400)).reopens == reopens


def test_a_reopening_looks_through_live_closings_and_openings_to_come() -> None:
    agenda = Agenda(ROME, OFFICE)
    now = at("2026-11-23 11:00")
    snow = Switch(Layer.ALL_SWITCH, False, now, at("2026-11-24 16:00"), {"it": "neve"})
    assert agenda.state(now, [snow]).reopens == at("2026-11-24 16:00")
    party = Switch(Layer.NUMBER_SWITCH, True, at("2026-11-23 20:00"), at("2026-11-23 21:00"))
    assert agenda.state(now, [snow, party]).reopens == at("2026-11-23 20:00")
    assert agenda.state(now).open


def test_a_state_asked_again_is_not_mixed_up_with_other_switches() -> None:
    agenda = Agenda(ROME, OFFICE)
    now = at("2026-11-23 11:00")
    snow = Switch(Layer.ALL_SWITCH, False, now, at("2026-11-23 12:00"))
    states = [agenda.state(now, switches).open for switches in ([], [snow], [], [snow, snow])]
    assert states == [True, False, True, False]


NIGHT = read_hours({"daily": "22:00-06:00"})


def test_a_night_shift_is_open_past_midnight() -> None:
    agenda = Agenda(ROME, NIGHT)
    state = agenda.state(at("2026-11-24 03:00"))
    assert (state.open, state.until) == (True, at("2026-11-24 06:00"))
    assert agenda.state(at("2026-11-24 06:00")).reopens == at("2026-11-24 22:00")


def test_a_night_shift_ends_at_midnight_before_a_closed_day_and_goes_with_it() -> None:
    agenda = Agenda(ROME, NIGHT, organisation=entries({"on": "2026-11-24"}))
    assert agenda.state(at("2026-11-23 23:00")).until == at("2026-11-24 00:00")
    assert agenda.state(at("2026-11-24 03:00")).reopens == at("2026-11-25 22:00")


def test_a_special_opening_goes_on_past_midnight_into_a_holiday() -> None:
    mass = entries({"on": "2026-12-24", "open": "22:00-02:00"})
    agenda = Agenda(ROME, OFFICE, number=mass, holidays=SIENA)
    state = agenda.state(at("2026-12-25 01:00"))
    assert (state.open, state.layer) == (True, Layer.NUMBER)
    assert state.until == at("2026-12-25 02:00")
    assert agenda.state(at("2026-12-25 02:00")).layer is Layer.HOLIDAY


@pytest.mark.parametrize(
    ("hours", "until"),
    [
        ("01:00-02:00", "2026-10-25T00:00+00:00"),
        ("01:00-02:30", "2026-10-25T01:30+00:00"),
        ("01:00-03:00", "2026-10-25T02:00+00:00"),
        ("01:00-04:00", "2026-10-25T03:00+00:00"),
    ],
)
def test_both_passes_of_the_repeated_hour_are_inside_a_span(hours: str, until: str) -> None:
    agenda = Agenda(ROME, read_hours({"sun": hours}))
    state = agenda.state(datetime.fromisoformat("2026-10-24T23:15+00:00"))  # a quarter past one
    assert state.open
    assert state.until == datetime.fromisoformat(until)


def test_a_start_in_the_repeated_hour_is_at_its_first_pass() -> None:
    state = Agenda(ROME, read_hours({"sun": "02:30-04:00"})).state(at("2026-10-25 01:00"))
    assert state.reopens is not None
    assert state.reopens.isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_start_in_the_skipped_hour_is_at_the_jump() -> None:
    state = Agenda(ROME, read_hours({"sun": "02:30-04:00"})).state(at("2026-03-29 01:00"))
    assert state.reopens is not None
    assert state.reopens.astimezone(UTC) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert state.reopens.isoformat() == "2026-03-29T03:00:00+02:00"


def test_the_hours_of_every_day_keep_to_the_wall_clock_when_it_changes() -> None:
    agenda = Agenda(ROME, read_hours({"daily": "10-13"}))
    for now in ("2026-03-28 20:00", "2026-03-29 02:00", "2026-10-24 20:00", "2026-10-25 02:30"):
        reopens = agenda.state(at(now)).reopens
        assert reopens is not None
        assert (reopens.hour, reopens.minute) == (10, 0)


def test_a_day_has_the_spans_of_its_24_hours_and_who_decides_it() -> None:
    agenda = Agenda(ROME, OFFICE, organisation=CHRISTMAS, holidays=SIENA)
    tuesday = agenda.day(date(2026, 11, 24))
    assert tuesday.spans == (Span(600, 780), Span(900, 1020))
    assert (tuesday.layer, tuesday.closure) == (Layer.HOURS, False)
    holiday = agenda.day(date(2026, 12, 1))
    assert (holiday.spans, holiday.layer, holiday.closure) == ((), Layer.HOLIDAY, True)
    assert holiday.reason == {
        "it": "festa patronale di Sant'Ansano",
        "en": "feast of Saint Ansanus, Siena's patron saint",
    }
    sunday = agenda.day(date(2026, 11, 29))
    assert (sunday.spans, sunday.closure) == ((), False)


def test_a_day_divides_the_nights_at_midnight_also_when_the_clock_changes() -> None:
    agenda = Agenda(ROME, NIGHT)
    for day in (date(2026, 11, 24), date(2026, 3, 29), date(2026, 10, 25)):
        assert agenda.day(day).spans == (Span(0, 360), Span(1320, DAY))


def test_a_day_shows_live_closings_when_it_is_given_them() -> None:
    agenda = Agenda(ROME, OFFICE)
    start, end = at("2026-11-24 11:00"), at("2026-11-24 11:30:20")
    closing = Switch(Layer.SITE_SWITCH, False, start, end, {"it": "guasto"})
    day = agenda.day(date(2026, 11, 24), [closing])
    assert day.spans == (Span(600, 660), Span(691 - 1, 780), Span(900, 1020))
    assert (day.layer, day.reason, day.closure) == (Layer.SITE_SWITCH, {"it": "guasto"}, False)


def test_a_day_that_the_zone_skipped_is_empty_and_does_no_harm() -> None:
    apia = ZoneInfo("Pacific/Apia")
    agenda = Agenda(apia, read_hours({"daily": "10-13"}))
    assert agenda.day(date(2011, 12, 30)).spans == ()
    reopens = agenda.state(at("2011-12-29 14:00", apia)).reopens
    assert reopens == at("2011-12-31 10:00", apia)


def test_a_midnight_that_comes_twice_ends_the_day_once() -> None:
    st_john_s = ZoneInfo("America/St_Johns")  # 00:01 became 23:01 there until 2011
    day = date(2006, 10, 28)
    first = begins(day + timedelta(days=1), 0, st_john_s)
    assert ends(day, DAY, st_john_s) == first
    assert Agenda(st_john_s).state(first).open


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Agenda(ROME).state(datetime(2026, 11, 23, 11))  # noqa: DTZ001 - what is refused
