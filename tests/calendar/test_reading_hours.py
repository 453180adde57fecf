"""Timetables and hours as people write them."""

from datetime import date

import pytest

from centralino.calendar.reading_calendars import read_hours, read_timetable
from centralino.calendar.timetable import DAY, Span, Timetable
from centralino.core.input_errors import InputError, InputIssue

MORNING = Span(600, 780)
AFTERNOON = Span(900, 1020)
WEEK = [
    (
        {"mon-fri": "10:00-13:00"},
        {0: [MORNING], 1: [MORNING], 2: [MORNING], 3: [MORNING], 4: [MORNING]},
    ),
    ({"mon": "10-13", "lunedì": "15-17"}, {0: [MORNING, AFTERNOON]}),
    ({"tue, thu": ["10-13", "15:00-17:00"]}, {1: [MORNING, AFTERNOON], 3: [MORNING, AFTERNOON]}),
    ({"mar, gio": "10-13, 15-17"}, {1: [MORNING, AFTERNOON], 3: [MORNING, AFTERNOON]}),
    ({"lun-mer": "10.00 - 13.00"}, {0: [MORNING], 1: [MORNING], 2: [MORNING]}),
    ({"Sabato": "10–13"}, {5: [MORNING]}),
    ({"sat-mon": "10-13"}, {5: [MORNING], 6: [MORNING], 0: [MORNING]}),
    ({"venerdi – domenica": "10-13"}, {4: [MORNING], 5: [MORNING], 6: [MORNING]}),
    ({"wed-wed": "10-13"}, {2: [MORNING]}),
    ({"daily": "00:00-24:00"}, {day: [Span(0, DAY)] for day in range(7)}),
    ({"tutti i giorni": "15-17"}, {day: [AFTERNOON] for day in range(7)}),
    ({"fri": "22:00-06:00"}, {4: [Span(1320, 1800)]}),
    ({"fri": "22:00-00:00"}, {4: [Span(1320, DAY)]}),
    ({"mon": ["10-12", "11-13"]}, {0: [MORNING]}),
    ({"mon": "10-13", "daily": "10-13"}, {day: [MORNING] for day in range(7)}),
    ({"mon": "10-12", "monday": "12-13"}, {0: [MORNING]}),
]


@pytest.mark.parametrize(("written", "expected"), WEEK)
def test_a_timetable_reads_as_people_write_it(
    written: dict[str, object], expected: dict[int, list[Span]]
) -> None:
    days = tuple(tuple(expected.get(day, ())) for day in range(7))
    assert read_timetable(written) == Timetable(days)


WRONG_TIMETABLES = [
    (
        "10:00-13:00",
        [
            InputIssue(
                'expected days and their hours, like {mon-fri: "10:00-13:00"}: '
                'say on which days, as in {daily: "10:00-13:00"}'
            )
        ],
    ),
    ({}, [InputIssue('expected days and their hours, like {mon-fri: "10:00-13:00"}')]),
    (None, [InputIssue('expected days and their hours, like {mon-fri: "10:00-13:00"}')]),
    (
        {"mno": "10-13", "tue": "25-26"},
        [
            InputIssue("'mno' is no day of the week: did you mean 'mon'?", ("mno",)),
            InputIssue("there is no 25:00: a day goes from 00:00 to 24:00", ("tue",)),
        ],
    ),
    (
        {"xyz": "ten to one"},
        [
            InputIssue(
                "'xyz' is no day of the week: write it like mon, mon-fri or daily", ("xyz",)
            ),
            InputIssue("expected hours like \"10:00-13:00\", not 'ten to one'", ("xyz",)),
        ],
    ),
    (
        {"mon": ["10-13", 15, "10:75-12"]},
        [
            InputIssue("expected hours like \"10:00-13:00\", not '15'", ("mon", 1)),
            InputIssue("there is no 10:75: a day goes from 00:00 to 24:00", ("mon", 2)),
        ],
    ),
    (
        {"mon": None},
        [
            InputIssue(
                'expected hours like "10:00-13:00", or a list of them; '
                "a day that is closed is left out of a timetable",
                ("mon",),
            )
        ],
    ),
    (
        {"mon": "10-10"},
        [InputIssue("'10-10' ends when it starts: a whole day is \"00:00-24:00\"", ("mon",))],
    ),
    (
        {"mon": "24:00-6"},
        [InputIssue("'24:00-6' starts at 24:00: write 00:00, on the day after", ("mon",))],
    ),
    (
        {"mon-wed-fri": "9-12"},
        [
            InputIssue(
                "'mon-wed-fri' is no day of the week: write \"mon, wed, fri\"", ("mon-wed-fri",)
            )
        ],
    ),
    ({7: "9-12"}, [InputIssue("expected days like mon-fri or tue, thu, not '7'", ("7",))]),
    (
        {"daily": "00:00-24:00", "fri": "22-6"},
        [
            InputIssue(
                "together these hours last more than 24: write what comes after midnight "
                "on the day after",
                ("fri",),
            )
        ],
    ),
]


@pytest.mark.parametrize(("written", "expected"), WRONG_TIMETABLES)
def test_a_wrong_timetable_says_everything_that_is_wrong_and_where(
    written: object, expected: list[InputIssue]
) -> None:
    with pytest.raises(InputError) as raised:
        read_timetable(written)
    assert list(raised.value.misfits) == expected


def test_a_season_replaces_the_weekly_hours_between_its_days_every_year() -> None:
    hours = read_hours(
        {"mon": "10-13", "seasons": [{"from": "07-01", "to": "08-31", "hours": {"mon": "15-17"}}]}
    )
    for year in (2026, 2027):
        assert hours.on(date(year, 6, 30)).on(0) == (MORNING,)
        assert hours.on(date(year, 7, 1)).on(0) == (AFTERNOON,)
        assert hours.on(date(year, 8, 31)).on(0) == (AFTERNOON,)
        assert hours.on(date(year, 9, 1)).on(0) == (MORNING,)


def test_a_season_may_go_past_new_year_and_leave_the_rest_of_the_year_closed() -> None:
    hours = read_hours({"seasons": [{"from": "12-24", "to": "01-06", "hours": {"mon": "10-13"}}]})
    within = [date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 6)]
    assert all(hours.on(day).on(0) == (MORNING,) for day in within)
    assert all(hours.on(day).is_empty for day in (date(2026, 12, 23), date(2027, 1, 7)))


def season(first: object, last: object) -> dict[str, object]:
    return {"from": first, "to": last, "hours": {"mon": "10-13"}}


EXAMPLE = '{from: "07-01", to: "08-31", hours: {...}}'
WRONG_SEASONS = [
    (
        season("07-01", "08-31"),
        [InputIssue(f"expected a list of seasons, each like {EXAMPLE}", ("seasons",))],
    ),
    (
        [season("07-01", "08-31"), season("12-20", "01-10"), season("08-31", "12-20")],
        [
            InputIssue(
                "season 1 of this list holds on 08-31 too: let one end before the other begins",
                ("seasons", 2),
            )
        ],
    ),
    (
        [{"from": "7/1", "to": "02-30", "hourse": {"mon": "10-13"}}],
        [
            InputIssue("unknown setting; did you mean 'hours'?", ("seasons", 0, "hourse")),
            InputIssue(f"expected a season like {EXAMPLE}; missing: hours", ("seasons", 0)),
            InputIssue(
                "expected the month, then the day, like 07-01: write 01-07",
                ("seasons", 0, "from"),
            ),
            InputIssue("there is no day '02-30' in the calendar", ("seasons", 0, "to")),
        ],
    ),
    (
        [{**season("07-01", "08-31"), "hours": {"lnu": "10-13"}}, "estate"],
        [
            InputIssue(
                "'lnu' is no day of the week: did you mean 'lun'?", ("seasons", 0, "hours", "lnu")
            ),
            InputIssue(f"expected a season like {EXAMPLE}", ("seasons", 1)),
        ],
    ),
]


@pytest.mark.parametrize(("seasons", "expected"), WRONG_SEASONS)
def test_wrong_seasons_say_everything_that_is_wrong_and_where(
    seasons: object, expected: list[InputIssue]
) -> None:
    with pytest.raises(InputError) as raised:
        read_hours({"mon": "10-13", "seasons": seasons})
    assert list(raised.value.misfits) == expected


def test_the_29th_of_february_belongs_to_a_season_that_ends_with_the_month() -> None:
    hours = read_hours({"seasons": [season("02-01", "02-29")]})
    assert hours.on(date(2028, 2, 29)).on(0) == (MORNING,)
    assert hours.on(date(2027, 2, 28)).on(0) == (MORNING,)
    assert hours.on(date(2027, 3, 1)).is_empty
