"""Calendars kept as iCalendar files."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from centralino.calendar.entries import Calendar, CalendarEntry, Cut
from centralino.calendar.reading_calendars import read_calendar
from centralino.calendar.timetable import Span
from centralino.core.input_errors import InputError

ROME = ZoneInfo("Europe/Rome")


def event(*lines: str, name: str = "assemblea") -> str:
    return "\n".join(["BEGIN:VEVENT", f"SUMMARY:{name}", f"UID:{name}", *lines, "END:VEVENT"])


def written(folder: Path, *events: str) -> Path:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", *events, "END:VCALENDAR", ""]
    (folder / "ateneo.ics").write_bytes("\n".join(lines).replace("\n", "\r\n").encode())
    return folder


def read(folder: Path) -> Calendar:
    return read_calendar([{"ical": "ateneo.ics"}], folder, ROME, "it")


def test_a_whole_day_event_closes_its_days_the_end_left_out(tmp_path: Path) -> None:
    lines = ["DTSTART;VALUE=DATE:20260810", "DTEND;VALUE=DATE:20260822", "TRANSP:TRANSPARENT"]
    found = read(written(tmp_path, event(*lines, name="chiusura estiva")))
    entry = CalendarEntry(date(2026, 8, 10), date(2026, 8, 21), {"it": "chiusura estiva"})
    days = [found.ruling(date(2026, 8, day)) for day in (9, 10, 21, 22)]
    assert days == [None, entry, entry, None]


def test_a_whole_day_event_without_an_end_closes_one_day(tmp_path: Path) -> None:
    found = read(written(tmp_path, event("DTSTART;VALUE=DATE:20260810")))
    assert found.ruling(date(2026, 8, 10)) == CalendarEntry(
        date(2026, 8, 10), date(2026, 8, 10), {"it": "assemblea"}
    )
    assert found.ruling(date(2026, 8, 11)) is None


def test_an_event_that_recurs_every_year_closes_every_year(tmp_path: Path) -> None:
    lines = ["DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250102", "RRULE:FREQ=YEARLY"]
    found = read(written(tmp_path, event(*lines)))
    for year in (2026, 2040):
        for day in (date(year, 12, 31), date(year + 1, 1, 1)):
            ruling = found.ruling(day)
            assert ruling is not None
            assert (ruling.first, ruling.last) == (date(year, 12, 31), date(year + 1, 1, 1))
        assert found.ruling(date(year + 1, 1, 2)) is None


def test_an_excepted_recurrence_and_a_cancelled_event_do_not_count(tmp_path: Path) -> None:
    weekly = ["DTSTART;VALUE=DATE:20260803", "RRULE:FREQ=WEEKLY;COUNT=3"]
    found = read(
        written(
            tmp_path,
            event(*weekly, "EXDATE;VALUE=DATE:20260810", name="lunedì"),
            event("DTSTART;VALUE=DATE:20260805", "STATUS:CANCELLED", name="annullata"),
        )
    )
    closed = [day for day in range(1, 32) if found.ruling(date(2026, 8, day))]
    assert closed == [3, 17]


def test_a_timed_event_closes_those_hours_of_the_organisation_s_clock(tmp_path: Path) -> None:
    found = read(
        written(
            tmp_path,
            event("DTSTART:20261123T100000Z", "DTEND:20261123T113030Z"),
            event("DTSTART:20261124T090000", "DURATION:PT1H", name="qui"),
            event(
                "DTSTART;TZID=America/New_York:20261124T190000",
                "DTEND;TZID=America/New_York:20261124T200000",
                name="altrove",
            ),
        )
    )
    assert found.cuts(date(2026, 11, 23)) == [
        Cut(date(2026, 11, 23), Span(660, 751), {"it": "assemblea"})
    ]
    assert [cut.span for cut in found.cuts(date(2026, 11, 24))] == [Span(540, 600)]
    assert [cut.span for cut in found.cuts(date(2026, 11, 25))] == [Span(60, 120)]
    assert found.ruling(date(2026, 11, 23)) is None


def test_a_timed_event_over_several_days_closes_the_hours_of_each(tmp_path: Path) -> None:
    found = read(written(tmp_path, event("DTSTART:20261230T140000", "DTEND:20270101T090000")))
    spans = [
        [cut.span for cut in found.cuts(day)]
        for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert spans == [[Span(840, 1440)], [Span(0, 1440)], [Span(0, 540)]]


def test_timed_events_of_an_opening_category_replace_the_day_s_hours(tmp_path: Path) -> None:
    lines = [("T090000", "T120000"), ("T140000", "T160000")]
    openings = [
        event(f"DTSTART:20261224{a}", f"DTEND:20261224{b}", "CATEGORIES:ufficio,Apertura", name=a)
        for a, b in lines
    ]
    found = read(written(tmp_path, *openings))
    ruling = found.ruling(date(2026, 12, 24))
    assert ruling is not None
    assert ruling.spans(date(2026, 12, 24)) == (Span(540, 720), Span(840, 960))
    assert found.cuts(date(2026, 12, 24)) == []


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    first = read(written(tmp_path, event("DTSTART;VALUE=DATE:20260810")))
    assert read(tmp_path).sources[0] is first.sources[0]
    second = read(written(tmp_path, event("DTSTART;VALUE=DATE:20260811", name="spostata")))
    assert second.ruling(date(2026, 8, 10)) is None
    assert second.ruling(date(2026, 8, 11)) is not None


EXPORT = "export it again from the calendar program as iCalendar (.ics)"
BROKEN = [
    ("DTSTART:domani", "DTSTART cannot be read"),
    ("DTEND:20260810T100000", "mend it in the calendar program and export it again"),
    ("DTSTART;VALUE=DATE:20260810\nRRULE:FREQ=OGNITANTO", "RRULE cannot be read"),
    ("DTSTART;VALUE=DATE:20260810\nRRULE:FREQ=DAILY;INTERVAL=0", "at an interval of 0"),
    ("DTSTART:20260810T090000\nRRULE:FREQ=MINUTELY", "it repeats within a day"),
    ("DTSTART;VALUE=DATE:20260810\nDTEND;VALUE=DATE:20260801", "it ends before it begins"),
    (
        "DTSTART;VALUE=DATE:20260810\nCATEGORIES:OPEN",
        "a special opening needs hours: give it a start and an end time",
    ),
    (
        "DTSTART:20260810T090000\nDTEND:20260812T090000\nCATEGORIES:OPEN",
        "a special opening lasts up to 24 hours: make one event for each day",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), BROKEN)
def test_a_broken_event_is_an_error_that_names_file_and_event(
    tmp_path: Path, lines: str, expected: str
) -> None:
    written(tmp_path, event("DTSTART;VALUE=DATE:20260101", name="sana"), event(lines))
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    (found,) = raised.value.misfits
    assert found.at == (0, "ical")
    assert found.expected.startswith("ateneo.ics: event 'assemblea': ")
    assert expected in found.expected


def test_a_file_whose_events_cannot_be_worked_out_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, "CALSCALE:JULIAN", event("DTSTART;VALUE=DATE:20260810"))
    with pytest.raises(InputError, match=r"ateneo\.ics: its events cannot be worked out: export"):
        read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"<html>Sign in</html>", b"BEGIN:VCALENDAR\r\n"])
def test_a_file_that_is_no_calendar_is_an_error_with_its_remedy(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "ateneo.ics").write_bytes(content)
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    assert str(raised.value) == f"ateneo.ics: this is no iCalendar file: {EXPORT}"


def test_a_file_in_another_encoding_is_an_error_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "ateneo.ics").write_bytes("BEGIN:VCALENDAR\nX-A:è".encode("latin-1"))
    with pytest.raises(InputError, match=r"ateneo\.ics: this is not UTF-8 text: save it as UTF-8"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("none.ics", "there is no file 'none.ics' in {base}/: add it, or mend the path"),
        ("../secret.ics", "'../secret.ics' is outside {base}/: move the file into it"),
        (".", "'.' cannot be read (Is a directory): check the file"),
        (
            "https://example.org/a.ics",
            "'https://example.org/a.ics' is no file: "
            "download it next to the flows, and give its path",
        ),
        (None, "expected the path of a calendar file, like calendars/office.ics"),
    ],
)
def test_a_path_that_leads_to_no_file_is_an_error_with_its_remedy(
    tmp_path: Path, path: object, expected: str
) -> None:
    with pytest.raises(InputError) as raised:
        read_calendar([{"ical": path}], tmp_path, ROME, "it")
    assert str(raised.value) == expected.format(base=tmp_path.name)


def test_an_opening_in_another_zone_is_told_by_the_wall_here_with_its_reason(
    tmp_path: Path,
) -> None:
    lines = ["DTSTART:20261224T080000Z", "DTEND:20261224T110000Z", "CATEGORIES:OPEN"]
    found = read(written(tmp_path, event(*lines, name="vigilia"))).ruling(date(2026, 12, 24))
    assert found is not None
    assert found.reason == {"it": "vigilia"}
    assert found.opening is not None
    assert found.opening.on(date(2026, 12, 24).weekday()) == (Span(9 * 60, 12 * 60),)
