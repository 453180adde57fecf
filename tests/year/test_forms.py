"""A year in the terminal, as a picture, a table and a calendar file."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar as Component
from time_machine import TimeMachineFixture

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import CalendarEntry
from centralino.calendar.layers import Layer, Switch
from centralino.calendar.reading_calendars import read_calendar
from centralino.calendar.reading_weeks import read_timetable
from centralino.cli import main
from centralino.languages.registry import languages
from centralino.year import terminal
from centralino.year.almanac import DayMark, year_of
from centralino.year.ical_year import feed
from centralino.year.periods import closures, periods
from centralino.year.poster import LOOKS
from centralino.year.spreadsheet import spreadsheet
from year.conftest import ROME, Agendas, closed

NOW = datetime(2026, 11, 22, 19, tzinfo=UTC)
FLOWS = Path(__file__).parents[2] / "flows"


@pytest.fixture(autouse=True)
def _in_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWS_DIR", str(FLOWS))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["year", *words])


def test_the_terminal_s_calendar_has_every_day_within_80_columns(agenda: Agendas) -> None:
    lines = [line.plain for line in terminal.calendar(year_of(agenda(), 2028))]
    numbers = [word.rstrip("~!.*x") for line in lines for word in line.split() if word[0].isdigit()]
    assert max(map(len, lines)) <= 80
    assert sum(len(word) > 0 for word in numbers) >= 280  # closed days stick to their neighbours
    assert "29" in "".join(lines)


def test_each_kind_of_day_has_a_sign_of_its_own() -> None:
    assert len(set(terminal.SIGNS.values())) == len(DayMark)


def test_the_legend_tells_only_the_signs_in_use(agenda: Agendas) -> None:
    told = "".join(line.plain for line in terminal.legend(year_of(agenda(), 2026)))
    assert "* public holiday" in told
    assert "x closed" not in told


def test_the_command_s_page_is_readable_in_80_columns_and_warns(agenda: Agendas) -> None:
    result = run("0577 235501", "2026")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "10x11x12x13x14x15x16x" in result.stdout  # August
    assert "pausa estiva" in result.stdout
    assert "\x1b[" not in result.stdout


def test_a_flow_that_asks_for_no_hours_says_so() -> None:
    assert "Open at any hour" in run("0577235550", "2026").stdout


def test_the_table_has_a_row_a_day() -> None:
    rows = list(csv.DictReader(StringIO(run("0577235501", "2026", "--csv").stdout)))
    assert len(rows) == 365
    christmas = next(row for row in rows if row["date"] == "2026-12-25")
    assert christmas["open"] == "no"
    assert christmas["reason"] == "vacanze di Natale"
    tuesday = next(row for row in rows if row["date"] == "2026-11-24")
    assert tuesday["hours"] == "10:00-13:00 15:00-17:00"


def test_a_reason_is_never_a_formula(agenda: Agendas) -> None:
    text = spreadsheet(year_of(agenda(closed("2026-03-02", reason="=1+1")), 2026), "it")
    assert ",'=1+1" in text


def test_the_calendar_file_is_read_back_as_the_same_year(agenda: Agendas, tmp_path: Path) -> None:
    evening = CalendarEntry(
        date(2026, 12, 22), date(2026, 12, 22), opening=read_timetable({"tue": "18-24"})
    )
    first = agenda(closed("2026-08-10", "2026-08-21"), evening)
    dates = year_of(first, 2026)
    text = feed(dates, name="Prova", slug="1", language="it", zone=ROME, made=NOW)
    (tmp_path / "year.ics").write_bytes(text)
    read = read_calendar([{"ical": "year.ics"}], tmp_path, ROME, "it")
    again = year_of(Agenda(ROME, first.hours, organisation=read), 2026)
    assert [each.met.spans for each in again] == [each.met.spans for each in dates]


def test_events_are_stamped_and_named_once(agenda: Agendas) -> None:
    dates = year_of(agenda(), 2026)
    text = feed(dates, name="Prova", slug="1", language="it", zone=ROME, made=NOW)
    events = list(Component.from_ical(text).walk("VEVENT"))
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids) > 250
    assert events[0]["SUMMARY"] == "Prova: Capodanno"
    assert text == feed(dates, name="Prova", slug="1", language="it", zone=ROME, made=NOW)


def test_the_picture_tells_every_day_in_words_too() -> None:
    root = Xml.fromstring(run("0577235501", "2026", "--svg").stdout)  # noqa: S314 -- our own
    titles = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}title")]
    assert root.get("role") == "img"
    assert len(titles) == 1 + 365
    assert "venerdì 25 dicembre, chiuso, vacanze di Natale" in titles
    assert max(map(float, [root.get("width") or ""])) <= 800


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("mark", DayMark)
def test_every_day_s_words_stand_out_from_their_ground(mark: DayMark) -> None:
    assert contrast(LOOKS[mark].fill, LOOKS[mark].ink) >= 4.5
    assert all(mark in names for names in (each.year.marks for each in languages()))


def test_periods_run_as_long_as_the_same_thing_holds(agenda: Agendas) -> None:
    dates = year_of(agenda(closed("2026-08-10", "2026-08-21")), 2026)
    august = [each for each in periods(dates, "it") if each.first.month == 8]
    assert [(each.first.day, each.last.day) for each in august] == [(10, 21)]


def test_a_closure_is_found_once_though_holidays_lie_within(agenda: Agendas) -> None:
    dates = year_of(agenda(closed("2026-12-24", "2027-01-06")), 2026)
    assert [(each.first.isoformat(), each.length) for each in closures(dates, "it")] == [
        ("2026-12-24", 14)
    ]


def test_live_switches_show_in_the_year(agenda: Agendas) -> None:
    start = datetime(2026, 11, 23, 0, tzinfo=ROME)
    switch = Switch(Layer.ALL_SWITCH, False, start, datetime(2026, 11, 24, 0, tzinfo=ROME))
    dates = year_of(agenda(), 2026, [switch])
    assert next(each.mark for each in dates if each.day == start.date()) is DayMark.CLOSURE


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("0577235501", "1999"), "2000"),
        (("0577235501", "next"), "integer"),
        (("0577239999",), "did you mean"),
        ((), "NUMBER"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], remedy: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert remedy in result.stderr


def test_the_command_takes_what_is_switched_into_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 11, 0, tzinfo=ROME))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/switches.sqlite3")
    until = ["--until", "2027-06-30 20:00"]
    closing = CliRunner().invoke(main, ["close", "--number", "0577235501", *until])
    assert closing.exit_code == 0, closing.output
    assert decided("2027") == ("yes", "hours")
    assert decided("2027", "--live") == ("no", "number switch")


def decided(year: str, *words: str) -> tuple[str, str]:
    """Whether the first ordinary Monday of March is open, and who says so."""
    rows = csv.DictReader(StringIO(run("0577235501", year, "--csv", *words).stdout))
    found = next(row for row in rows if row["date"][5:] > "03-01" and row["weekday"] == "Mon")
    return found["open"], found["decided_by"]


def test_a_closure_within_another_of_the_same_reason_is_part_of_it(agenda: Agendas) -> None:
    entries = closed("2026-12-24", "2027-01-06"), closed("2026-12-24", "2026-12-31")
    other = closed("2026-12-28", reason="trasloco")
    found = agenda(*entries, other)
    dates = [*year_of(found, 2026), *year_of(found, 2027)]
    assert [(each.first.day, each.length) for each in closures(dates, "it")] == [(24, 14), (28, 1)]
