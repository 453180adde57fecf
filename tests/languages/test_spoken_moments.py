"""What callers hear of dates, reopenings and lengths of time."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from centralino.languages import words
from centralino.languages.registry import codes

ROME = ZoneInfo("Europe/Rome")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ROME)


MOMENTS = [
    # now, when
    ("2026-11-23 11:00", "2026-11-23 15:00", "oggi alle 15", "today at 3 p.m."),
    ("2026-11-23 08:00", "2026-11-23 12:00", "oggi a mezzogiorno", "today at noon"),
    ("2026-11-23 08:00", "2026-11-23 10:30", "oggi alle 10 e 30", "today at 10:30 a.m."),
    ("2026-11-23 00:10", "2026-11-23 05:00", "oggi alle 5 del mattino", "today at 5 a.m."),
    ("2026-11-23 00:10", "2026-11-23 01:00", "oggi all'una di notte", "today at 1 a.m."),
    ("2026-11-23 00:10", "2026-11-23 00:30", "oggi alle ore zero e 30", "today at 12:30 a.m."),
    ("2026-11-23 18:00", "2026-11-24 10:00", "domani alle 10", "tomorrow at 10 a.m."),
    ("2026-11-23 18:00", "2026-11-24 13:00", "domani alle 13", "tomorrow at 1 p.m."),
    ("2026-11-23 18:00", "2026-11-24 00:00", "stanotte a mezzanotte", "tonight at midnight"),
    (
        "2026-11-23 18:00",
        "2026-11-24 00:30",
        "stanotte a mezzanotte e 30",
        "tomorrow at 12:30 a.m.",
    ),
    ("2026-11-23 18:00", "2026-11-24 01:00", "stanotte all'una", "tomorrow at 1 a.m."),
    ("2026-11-23 02:00", "2026-11-24 01:00", "domani all'una di notte", "tomorrow at 1 a.m."),
    ("2026-11-23 02:00", "2026-11-24 00:00", "domani alle ore zero", "at the start of tomorrow"),
    ("2026-11-23 18:00", "2026-11-24 04:00", "domani alle 4 del mattino", "tomorrow at 4 a.m."),
    ("2026-11-21 18:00", "2026-11-23 09:00", "lunedì alle 9", "on Monday at 9 a.m."),
    (
        "2026-11-20 18:00",
        "2026-11-23 09:00",
        "lunedì 23 novembre alle 9",
        "on Monday 23 November at 9 a.m.",
    ),
    ("2026-11-21 18:00", "2026-11-23 00:00", "lunedì alle ore zero", "at the start of Monday"),
    ("2026-11-20 18:00", "2026-11-22 09:15", "domenica alle 9 e 15", "on Sunday at 9:15 a.m."),
    (
        "2026-11-23 18:00",
        "2026-11-30 09:00",
        "lunedì 30 novembre alle 9",
        "on Monday 30 November at 9 a.m.",
    ),
    (
        "2026-11-23 18:00",
        "2026-12-01 00:00",
        "martedì primo dicembre alle ore zero",
        "at the start of Tuesday 1 December",
    ),
    (
        "2026-11-27 13:00",
        "2026-12-07 10:00",
        "lunedì 7 dicembre alle 10",
        "on Monday 7 December at 10 a.m.",
    ),
    (
        "2026-11-20 13:00",
        "2026-12-01 15:30",
        "martedì primo dicembre alle 15 e 30",
        "on Tuesday 1 December at 3:30 p.m.",
    ),
    (
        "2026-11-20 13:00",
        "2026-12-08 11:00",
        "martedì 8 dicembre alle 11",
        "on Tuesday 8 December at 11 a.m.",
    ),
    ("2026-12-31 18:00", "2027-01-01 09:00", "domani alle 9", "tomorrow at 9 a.m."),
    (
        "2026-12-31 18:00",
        "2027-01-04 09:00",
        "lunedì 4 gennaio alle 9",
        "on Monday 4 January at 9 a.m.",
    ),
    ("2026-12-31 18:00", "2027-01-01 00:00", "stanotte a mezzanotte", "tonight at midnight"),
    (
        "2026-12-23 18:00",
        "2027-01-07 10:00",
        "giovedì 7 gennaio alle 10",
        "on Thursday 7 January at 10 a.m.",
    ),
    (
        "2026-12-23 18:00",
        "2027-01-01 12:00",
        "venerdì primo gennaio a mezzogiorno",
        "on Friday 1 January at noon",
    ),
    (
        "2026-06-30 18:00",
        "2027-01-07 10:00",
        "giovedì 7 gennaio 2027 alle 10",
        "on Thursday 7 January 2027 at 10 a.m.",
    ),
    (
        "2026-08-07 14:00",
        "2026-08-24 08:00",
        "lunedì 24 agosto alle 8",
        "on Monday 24 August at 8 a.m.",
    ),
    # Clocks go back on 25 October 2026 and forward on 28 March 2027.
    ("2026-10-24 10:00", "2026-10-25 10:00", "domani alle 10", "tomorrow at 10 a.m."),
    ("2026-10-24 10:00", "2026-10-25 02:30", "stanotte alle 2 e 30", "tomorrow at 2:30 a.m."),
    ("2026-10-25 01:00", "2026-10-25 23:30", "oggi alle 23 e 30", "today at 11:30 p.m."),
    ("2026-10-25 00:30", "2026-10-26 00:00", "domani alle ore zero", "at the start of tomorrow"),
    ("2026-10-23 23:30", "2026-10-25 23:30", "domenica alle 23 e 30", "on Sunday at 11:30 p.m."),
    ("2027-03-27 23:30", "2027-03-28 03:00", "stanotte alle 3", "tomorrow at 3 a.m."),
    ("2027-03-28 01:30", "2027-03-28 03:30", "oggi alle 3 e 30 di notte", "today at 3:30 a.m."),
    ("2027-03-27 12:00", "2027-03-29 09:00", "lunedì alle 9", "on Monday at 9 a.m."),
]


@pytest.mark.parametrize(("now", "when", "italian", "english"), MOMENTS)
def test_a_moment_is_named_by_its_distance_from_now(
    now: str, when: str, italian: str, english: str
) -> None:
    said = tuple(words.speak_moment(at(when), at(now), language) for language in ("it", "en"))
    assert said == (italian, english)


def test_of_the_day_after_tomorrow_the_date_is_said_too_where_it_is_wanted() -> None:
    moments = at("2026-11-23 09:00"), at("2026-11-21 18:00")
    said = [words.speak_moment(*moments, language, dated=True) for language in ("it", "en")]
    assert said == ["lunedì 23 novembre alle 9", "on Monday 23 November at 9 a.m."]


def test_today_and_tomorrow_need_no_date() -> None:
    now = at("2026-11-23 08:00")
    said = [
        words.speak_moment(at(when), now, "it", dated=True)
        for when in ("2026-11-23 09:00", "2026-11-24 09:00")
    ]
    assert said == ["oggi alle 9", "domani alle 9"]


def test_a_moment_is_told_in_the_time_zone_of_now() -> None:
    when = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    assert words.speak_moment(when, at("2026-11-24 00:10"), "it") == "oggi alle ore zero e 30"


START = dt.datetime(2026, 1, 1, tzinfo=ROME)
QUARTERS = st.integers(0, 2 * 365 * 96)


@given(
    st.integers(0, 365 * 96),
    QUARTERS,
    st.sampled_from([96, 48, 4, 7 * 96, 365 * 96, 30 * 96]),
    st.sampled_from(codes()),
)
def test_two_moments_are_never_said_alike(
    first: int, ahead: int, apart: int, language: str
) -> None:
    now, when, other = (
        START + dt.timedelta(minutes=15 * quarters)
        for quarters in (first, first + ahead, first + ahead + apart)
    )
    assume(when.replace(tzinfo=None) != other.replace(tzinfo=None))
    assert words.speak_moment(when, now, language) != words.speak_moment(other, now, language)


DATES = [
    # day, today
    ("2026-12-07", "2026-11-23", "lunedì 7 dicembre", "Monday 7 December"),
    ("2026-12-01", "2026-11-23", "martedì primo dicembre", "Tuesday 1 December"),
    ("2027-01-07", "2026-11-23", "giovedì 7 gennaio 2027", "Thursday 7 January 2027"),
    ("2025-12-31", "2026-01-02", "mercoledì 31 dicembre 2025", "Wednesday 31 December 2025"),
]


@pytest.mark.parametrize(("day", "today", "italian", "english"), DATES)
def test_a_date_has_its_weekday_and_another_year(
    day: str, today: str, italian: str, english: str
) -> None:
    dates = dt.date.fromisoformat(day), dt.date.fromisoformat(today)
    assert (words.speak_date(*dates, "it"), words.speak_date(*dates, "en")) == (italian, english)


PERIODS = [
    # first, last, today
    ("2026-08-10", "2026-08-21", "2026-07-01", "dal 10 al 21 agosto", "from 10 to 21 August"),
    ("2026-08-08", "2026-08-11", "2026-07-01", "dall'8 all'11 agosto", "from 8 to 11 August"),
    ("2026-12-01", "2026-12-08", "2026-07-01", "dal primo all'8 dicembre", "from 1 to 8 December"),
    (
        "2026-07-28",
        "2026-08-01",
        "2026-07-01",
        "dal 28 luglio al primo agosto",
        "from 28 July to 1 August",
    ),
    (
        "2026-12-24",
        "2027-01-06",
        "2026-12-01",
        "dal 24 dicembre al 6 gennaio",
        "from 24 December to 6 January",
    ),
    (
        "2026-12-24",
        "2027-01-06",
        "2027-01-02",
        "dal 24 dicembre al 6 gennaio",
        "from 24 December to 6 January",
    ),
    (
        "2027-08-09",
        "2027-08-20",
        "2026-12-01",
        "dal 9 al 20 agosto 2027",
        "from 9 to 20 August 2027",
    ),
    (
        "2027-12-24",
        "2028-01-06",
        "2026-12-01",
        "dal 24 dicembre 2027 al 6 gennaio 2028",
        "from 24 December 2027 to 6 January 2028",
    ),
    (
        "2026-03-01",
        "2027-04-30",
        "2026-02-01",
        "dal primo marzo 2026 al 30 aprile 2027",
        "from 1 March 2026 to 30 April 2027",
    ),
    ("2026-12-07", "2026-12-07", "2026-12-01", "lunedì 7 dicembre", "Monday 7 December"),
]


@pytest.mark.parametrize(("first", "last", "today", "italian", "english"), PERIODS)
def test_a_period_says_month_and_year_only_where_they_are_needed(
    first: str, last: str, today: str, italian: str, english: str
) -> None:
    dates = [dt.date.fromisoformat(day) for day in (first, last, today)]
    said = tuple(
        words.speak_period(dates[0], dates[1], dates[2], language) for language in ("it", "en")
    )
    assert said == (italian, english)


DURATIONS = [
    (0, "zero secondi", "0 seconds"),
    (1, "un secondo", "1 second"),
    (20, "20 secondi", "20 seconds"),
    (60, "un minuto", "1 minute"),
    (80, "un minuto e 20 secondi", "1 minute and 20 seconds"),
    (120, "due minuti", "2 minutes"),
    (600, "dieci minuti", "10 minutes"),
    (660, "11 minuti", "11 minutes"),
    (3600, "un'ora", "1 hour"),
    (4800, "un'ora e 20 minuti", "1 hour and 20 minutes"),
    (7200, "due ore", "2 hours"),
    (86400, "un giorno", "1 day"),
    (30 * 86400, "30 giorni", "30 days"),
    (90061, "un giorno, un'ora, un minuto e un secondo", "1 day, 1 hour, 1 minute and 1 second"),
]


@pytest.mark.parametrize(("seconds", "italian", "english"), DURATIONS)
def test_a_length_of_time_is_said_in_its_own_units(
    seconds: int, italian: str, english: str
) -> None:
    assert (words.speak_duration(seconds, "it"), words.speak_duration(seconds, "en")) == (
        italian,
        english,
    )
