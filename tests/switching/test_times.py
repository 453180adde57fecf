"""Moments as people write them, read on Monday 23 November 2026 at 11:00 in Rome."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.core.input_errors import InputError
from centralino.switching.reading_times import read_moment

from .made import ROME

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=ROME)
READ = {
    "17:00": "2026-11-23 17:00",
    "17.00": "2026-11-23 17:00",
    "17": "2026-11-23 17:00",
    "alle 17": "2026-11-23 17:00",
    "ore 17:30": "2026-11-23 17:30",
    "5pm": "2026-11-23 17:00",
    "at 5:15 pm": "2026-11-23 17:15",
    "oggi 17:00": "2026-11-23 17:00",
    "fino alle 17": "2026-11-23 17:00",
    "mezzanotte": "2026-11-24 00:00",
    "24:00": "2026-11-24 00:00",
    "domani 12:00": "2026-11-24 12:00",
    "Domani alle 12": "2026-11-24 12:00",
    "tomorrow noon": "2026-11-24 12:00",
    "domani mezzogiorno": "2026-11-24 12:00",
    "dopodomani 8:00": "2026-11-25 08:00",
    "lun 8:00": "2026-11-30 08:00",
    "lun 12:00": "2026-11-23 12:00",
    "lunedì alle 8": "2026-11-30 08:00",
    "next fri 9am": "2026-11-27 09:00",
    "2026-12-24 13:00": "2026-12-24 13:00",
    "2026-12-24T13:00": "2026-12-24 13:00",
    "24/12 13:00": "2026-12-24 13:00",
    "24/12/2027 13.00": "2027-12-24 13:00",
    "24/12/26 13:00": "2026-12-24 13:00",
    "24-12-2026 13:00": "2026-12-24 13:00",
    "fino a domani alle 12": "2026-11-24 12:00",
    "24 dicembre alle 13": "2026-12-24 13:00",
    "giovedì 24 dicembre 13:00": "2026-12-24 13:00",
    "24 Dec 2026 at 13:00": "2026-12-24 13:00",
    "1 gennaio 9:00": "2027-01-01 09:00",
    "1º gennaio 9:00": "2027-01-01 09:00",
    "2h": "2026-11-23 13:00",
    "2 ore": "2026-11-23 13:00",
    "tra 2 ore e 30 minuti": "2026-11-23 13:30",
    "1h30m": "2026-11-23 12:30",
    "90 min": "2026-11-23 12:30",
    "24h": "2026-11-24 11:00",
    "in 2 days": "2026-11-25 11:00",
    "1 settimana": "2026-11-30 11:00",
}
REFUSED = {
    "": "is no moment",
    "ieri": "is no moment",
    "25:00": "is no moment",
    "12:60": "is no moment",
    "13pm": "is no moment",
    "domani": "needs its time: write 'domani 12:00'",
    "lun": "needs its time",
    "24/12": "needs its time: write '24/12 12:00'",
    "24 dicembre": "needs its time: write '24 dicembre 12:00'",
    "2026-12-24": "needs its time",
    "9:00": "is past: write 'domani 09:00'",
    "oggi 9:00": "is past: write 'domani 09:00'",
    "2026-11-20 10:00": "is past: it is 23/11/2026 11:00 now",
    "0h": "no time at all",
    "30/2 10:00": "there is no day 30/2/2026",
    "venerdì 24 dicembre 13:00": "24/12/2026 is no venerdì",
    "999999999d": "longer than any notice",
    "28/3/2027 2:30": "the clock skips 02:30 on 28/03/2027, when summer time begins: write 03:00",
    "2 foo": "is no moment",
}


@pytest.mark.parametrize(("text", "moment"), READ.items())
def test_a_moment_is_read_as_it_is_written(text: str, moment: str) -> None:
    assert read_moment(text, NOW).strftime("%Y-%m-%d %H:%M") == moment


@pytest.mark.parametrize(("text", "remedy"), REFUSED.items())
def test_what_is_no_moment_to_come_is_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(InputError) as found:
        read_moment(text, NOW)
    assert remedy in str(found.value)


def test_a_length_is_real_time_also_when_the_clock_is_put_back() -> None:
    evening = datetime(2027, 10, 30, 23, 0, tzinfo=ROME)
    found = read_moment("6h", evening)
    assert found.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=6)
    assert found.hour == 4


def test_a_time_that_comes_twice_ends_the_second_time_and_begins_the_first() -> None:
    first = read_moment("31/10/2027 2:30", NOW)
    second = read_moment("31/10/2027 2:30", NOW, last=True)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_within_the_repeated_hour_the_second_half_past_two_is_yet_to_come() -> None:
    late = datetime(2027, 10, 31, 2, 50, tzinfo=ROME)  # the first 02:50
    found = read_moment("2:30", late, last=True)
    assert found.astimezone(UTC) > late.astimezone(UTC)


def test_a_length_counts_from_where_it_is_told_to() -> None:
    start = datetime(2026, 11, 24, 8, 0, tzinfo=ROME)
    assert read_moment("2h", NOW, since=start) == start + timedelta(hours=2)
    assert read_moment("12:00", NOW, since=start).day == NOW.day


def read(text: str) -> datetime | str:
    """The moment, or the remedy."""
    try:
        return read_moment(text, NOW)
    except InputError as error:
        return str(error)


@given(st.text(max_size=30))
def test_whatever_is_written_gives_a_moment_to_come_or_a_remedy(text: str) -> None:
    found = read(text)
    assert found
    assert isinstance(found, str) or found.astimezone(UTC) > NOW.astimezone(UTC)


@given(st.integers(60, 400 * 24 * 60))
def test_every_minute_that_the_clock_shows_can_be_written_and_no_other(minutes: int) -> None:
    wall = NOW.replace(tzinfo=None) + timedelta(minutes=minutes)
    exists = wall.replace(tzinfo=ROME).astimezone(UTC).astimezone(ROME).replace(tzinfo=None) == wall
    text = wall.strftime("%d/%m/%Y %H:%M")
    found = read(text)
    if isinstance(found, str):
        assert "skips" in found
        assert not exists
    else:
        assert found.strftime("%d/%m/%Y %H:%M") == text
