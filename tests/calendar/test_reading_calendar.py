"""Closures and special openings as people write them."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from centralino.calendar.entries import Calendar, CalendarEntry
from centralino.calendar.reading_calendars import read_calendar
from centralino.calendar.timetable import Span, timetable
from centralino.core.input_errors import InputError, InputIssue

ROME = ZoneInfo("Europe/Rome")


def read(*entries: object) -> Calendar:
    return read_calendar(list(entries), Path("flows"), ROME, "it")


def test_a_closure_holds_on_both_its_ends() -> None:
    summer = read({"from": "2026-08-10", "to": "2026-08-21", "reason": "chiusura estiva"})
    entry = CalendarEntry(date(2026, 8, 10), date(2026, 8, 21), {"it": "chiusura estiva"})
    assert [summer.ruling(date(2026, 8, day)) for day in (9, 10, 21, 22)] == [
        None,
        entry,
        entry,
        None,
    ]


def test_a_special_opening_has_its_hours_and_its_reason_in_two_languages() -> None:
    reason = {"it": "vigilia di Natale", "en": "Christmas Eve"}
    found = read({"on": "2026-12-24", "open": "09:00-12:00", "reason": reason})
    ruling = found.ruling(date(2026, 12, 24))
    assert ruling is not None
    assert ruling.spans(date(2026, 12, 24)) == (Span(540, 720),)
    assert ruling.reason == reason


def test_an_opening_may_have_several_hours_or_a_timetable_of_its_own() -> None:
    day = date(2026, 12, 24)  # a Thursday
    several = read({"on": "2026-12-24", "open": ["9-12", "14-16"]}).ruling(day)
    weekly = read({"from": "2026-12-21", "to": "2026-12-24", "open": {"thu": "9-12"}}).ruling(day)
    assert several is not None
    assert several.spans(day) == (Span(540, 720), Span(840, 960))
    assert weekly is not None
    assert weekly.opening == timetable({3: [Span(540, 720)]})


def test_the_shortest_entry_decides_a_day_and_of_equal_ones_the_later() -> None:
    found = read(
        {"on": "2026-08-12", "reason": "il primo"},
        {"on": "2026-08-12", "reason": "il secondo"},
        {"from": "2026-08-10", "to": "2026-08-21", "reason": "estate"},
        {"from": "2026-08-12", "to": "2026-08-14", "reason": "tre giorni"},
    )
    reasons = {
        day: ruling.reason for day in (11, 12, 13) if (ruling := found.ruling(date(2026, 8, day)))
    }
    assert reasons == {11: {"it": "estate"}, 12: {"it": "il secondo"}, 13: {"it": "tre giorni"}}


WHEN = "say when: `on: 2026-12-24`, or `from: 2026-08-10` and `to: 2026-08-21`"
LIKE = "{from: 2026-08-10, to: 2026-08-21, reason: ...}, {on: ...} or {ical: ...}"
WRONG = [
    ({"reason": "neve"}, [InputIssue(WHEN)]),
    ({"from": "2026-08-10"}, [InputIssue(WHEN)]),
    ({"on": "2026-08-10", "to": "2026-08-12"}, [InputIssue(f"{WHEN}; not `on` beside the others")]),
    ("2026-12-24", [InputIssue(f"expected an entry like {LIKE}")]),
    (
        {"form": "2026-08-10", "to": "2026-08-12"},
        [InputIssue("unknown setting; did you mean 'from'?", ("form",)), InputIssue(WHEN)],
    ),
    (
        {"on": "24/12/2026", "open": "9-25", "reason": ""},
        [
            InputIssue("expected a date like 2026-08-10: write 2026-12-24", ("on",)),
            InputIssue("there is no 25:00: a day goes from 00:00 to 24:00", ("open",)),
            InputIssue("expected a text, like chiusura estiva, or {it: ..., en: ...}", ("reason",)),
        ],
    ),
    (
        {"on": "12-24"},
        [InputIssue("expected a date with its year, like 2026-08-10, not '12-24'", ("on",))],
    ),
    ({"on": "2026-02-29"}, [InputIssue("there is no day '2026-02-29' in the calendar", ("on",))]),
    (
        {"on": 2026},
        [InputIssue("expected a date with its year, like 2026-08-10, not '2026'", ("on",))],
    ),
    (
        {"from": "2026-08-21", "to": "2026-08-10"},
        [InputIssue("2026-08-10 comes before the 2026-08-21 of `from`: exchange them", ("to",))],
    ),
    (
        {"on": "2026-12-24", "open": {"sun": "9-12"}},
        [InputIssue("no day of this opening has hours: to close it, leave `open` out", ("open",))],
    ),
    (
        {"on": "2026-12-24", "reason": {"ti": "neve", "en": 3}},
        [
            InputIssue("unknown language; known: it, en", ("reason", "ti")),
            InputIssue(
                "expected a text, like chiusura estiva, or {it: ..., en: ...}", ("reason", "en")
            ),
        ],
    ),
    (
        {"on": "2026-12-24", "reason": {}},
        [InputIssue("expected a text per language, like {it: ..., en: ...}", ("reason",))],
    ),
    (
        {"ical": "none.ics", "reason": "neve"},
        [
            InputIssue(
                "there is no file 'none.ics' in flows/: add it, or mend the path", ("ical",)
            ),
            InputIssue(
                "not beside `ical`: the file says when and why; use another entry", ("reason",)
            ),
        ],
    ),
]


@pytest.mark.parametrize(("entry", "expected"), WRONG)
def test_a_wrong_entry_says_everything_that_is_wrong_and_where(
    entry: object, expected: list[InputIssue]
) -> None:
    with pytest.raises(InputError) as raised:
        read({"on": "2026-01-02"}, entry)
    assert list(raised.value.misfits) == [misfit.below(1) for misfit in expected]


def test_the_errors_of_all_entries_come_together() -> None:
    with pytest.raises(InputError) as raised:
        read({"on": "domani"}, {"on": "2026-01-02"}, {"to": "2026-01-02"})
    assert [misfit.at for misfit in raised.value.misfits] == [(0, "on"), (2,)]


def test_a_calendar_that_is_no_list_is_an_error() -> None:
    with pytest.raises(InputError, match="expected a list of entries"):
        read_calendar({"on": "2026-12-24"}, Path("flows"), ROME, "it")
