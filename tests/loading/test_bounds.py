"""Files that would take for ever, or all of the memory: told of, with their place, soon."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event as seen
from hypothesis import example, given, settings
from hypothesis import strategies as st

from centralino.calendar.reading_calendars import MOST_ENTRIES, read_calendar
from centralino.calendar.recurring import MOST_EVENTS
from centralino.core.bounded_reading import LARGEST
from centralino.core.input_errors import InputError
from centralino.loading.loader import load
from centralino.serving.last_good import accept_everything, load_or_last_good

ROME = ZoneInfo("Europe/Rome")
WHOLE, TIMED = "DTSTART;VALUE=DATE:20260803", "DTSTART:20260803T090000"
NUMBER = 'number: "0577 235501"\nemail: urp@example.org\n'


def event(*lines: str, number: int = 1) -> str:
    return "\n".join(["BEGIN:VEVENT", f"SUMMARY:a{number}", f"UID:{number}", *lines, "END:VEVENT"])


def events(many: int, *lines: str) -> str:
    return "\n".join(event(*lines, number=number) for number in range(many))


def calendar(*components: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:t", *components, "END:VCALENDAR", ""]
    )


def folder_with(folder: Path, number: str = NUMBER, ics: str = "") -> Path:
    flows = folder / "flows"
    flows.mkdir(exist_ok=True)
    (flows / "centralino.yaml").write_text("organisation: Prova\n")
    (flows / "0577235501.yaml").write_text(number)
    if ics:
        (flows / "a.ics").write_text(ics)
    return flows


ZONE = """BEGIN:VTIMEZONE
TZID:x
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE"""

WITHOUT_BOUND = {
    "hours of a day": event(TIMED, "RRULE:FREQ=DAILY;BYHOUR=9,10,11"),
    "seconds of a minute": event(TIMED, "RRULE:FREQ=YEARLY;BYMINUTE=1,2;BYSECOND=1,2"),
    "every second": event(TIMED, "RRULE:FREQ=SECONDLY"),
    "never": event(TIMED, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "hardly ever": event(WHOLE, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"),
    "a long list": event(TIMED, f"RRULE:FREQ=YEARLY;BYMONTHDAY=1;BYSETPOS={'1,' * 200_000}1"),
    "a long number": event(TIMED, f"RRULE:FREQ=DAILY;INTERVAL={'9' * 100_000}"),
    "from the year 1 on": event("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"),
    "every day, many times": events(300, WHOLE, "RRULE:FREQ=DAILY"),
    "years within days": events(5, WHOLE, "DTEND;VALUE=DATE:21000101", "RRULE:FREQ=DAILY"),
    "hours of centuries": event(TIMED, "DTEND:21000101T000000"),
    "too many events": events(MOST_EVENTS + 1, WHOLE),
    "too many dates": event(WHOLE, *["EXDATE;VALUE=DATE:" + "20270101," * 99 + "20270101"] * 60),
    "a summer time every second": f"{ZONE}\n{event('DTSTART;TZID=x:20260803T090000')}",
    "nested": "BEGIN:X\n" * 20_000,
    "large": "X-A:" + "a" * LARGEST,
    "many lines": "X-A:1\n" * 100_000,
}


@pytest.mark.parametrize("name", WITHOUT_BOUND)
def test_a_calendar_without_bound_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    folder = folder_with(tmp_path, f"{NUMBER}calendar: [{{ical: a.ics}}]\n")
    (folder / "a.ics").write_text(calendar(WITHOUT_BOUND[name]))
    (problem,) = load(folder).problems
    assert (problem.line, problem.place) == (3, "calendar[0].ical")
    assert problem.expected.startswith("a.ics: ")
    assert len(problem.expected) < 300


ORDINARY = {
    "many events": events(MOST_EVENTS - 1, WHOLE),
    "29 February": event(
        "DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
    ),
    "one hour": event(TIMED, "RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0"),
    "the last Friday": event(TIMED, "RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1"),
    "weeks of a term": events(100, TIMED, "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261220T000000"),
    "birthdays": events(200, "DTSTART;VALUE=DATE:19500803", "RRULE:FREQ=YEARLY"),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_calendar_programs_write_is_read(tmp_path: Path, name: str) -> None:
    folder = folder_with(tmp_path, f"{NUMBER}calendar: [{{ical: a.ics}}]\n")
    (folder / "a.ics").write_text(calendar(ORDINARY[name]))
    assert load(folder).problems == ()


FREQUENCIES = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "SECONDLY"])
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "INTERVAL": st.integers(-1, 10**6),
        "COUNT": st.integers(0, 10**9),
        "BYMONTH": st.integers(1, 12),
        "BYMONTHDAY": st.integers(-31, 31).filter(bool),
        "BYYEARDAY": st.integers(-366, 366).filter(bool),
        "BYWEEKNO": st.integers(-53, 53).filter(bool),
        "BYDAY": st.sampled_from(["MO", "SU,MO", "5FR", "-5TU", "53MO", "MO,TU,WE,TH,FR,SA,SU"]),
        "BYSETPOS": st.integers(-366, 366).filter(bool),
        "BYHOUR": st.sampled_from(["9", "9,10"]),
        "BYSECOND": st.sampled_from(["0", "0,1"]),
    },
)


@settings(max_examples=150)
@example(frequency="MONTHLY", parts={"INTERVAL": 1, "BYDAY": "53MO"}, year=1900, days=1, many=1)
@given(
    frequency=FREQUENCIES,
    parts=PARTS,
    year=st.integers(1, 9999),
    days=st.integers(1, 10_000),
    many=st.sampled_from([1, 1, 1, 50]),
)
def test_any_recurrence_is_worked_out_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    frequency: str,
    parts: dict[str, object],
    year: int,
    days: int,
    many: int,
) -> None:
    """Nothing else is raised, and nothing hangs: pytest itself would never end."""
    folder = tmp_path_factory.mktemp("calendars")
    rule = ";".join([f"RRULE:FREQ={frequency}", *(f"{key}={part}" for key, part in parts.items())])
    start = f"DTSTART;VALUE=DATE:{year:04}0228"
    (folder / "a.ics").write_text(calendar(events(many, start, f"DURATION:P{days}D", rule)))
    try:
        found = read_calendar([{"ical": "a.ics"}], folder, ROME, "it")
    except InputError as error:
        seen("refused")
        told = [str(misfit.expected) for misfit in error.misfits]
    else:
        seen("worked out")
        found.ruling(date(2027, 3, 1))
        told = []
    assert all(each.startswith("a.ics: ") for each in told)


def test_a_calendar_of_thousands_of_entries_is_refused(tmp_path: Path) -> None:
    entries = "  - {on: 2026-08-03, reason: ferie}\n" * (MOST_ENTRIES + 1)
    (problem,) = load(folder_with(tmp_path, f"{NUMBER}calendar:\n{entries}")).problems
    assert (problem.line, problem.place) == (3, "calendar")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def directory(path: Path) -> None:
    path.mkdir()


def large(path: Path) -> None:
    path.write_bytes(b"# " + b"x" * LARGEST)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


NO_FILES = [fifo, device, directory, large, huge]


@pytest.mark.parametrize("make", NO_FILES)
@pytest.mark.parametrize("name", ["0577235502.yaml", "centralino.yaml", "a.ics"])
def test_what_is_no_file_to_read_is_refused_and_the_rest_serves(
    tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    folder = folder_with(tmp_path)
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    if name == "a.ics":
        (folder / "0577235502.yaml").write_text(
            'number: "0577 235502"\nemail: a@example.org\ncalendar: [{ical: a.ics}]\n'
        )
    loaded = load_or_last_good(folder, tmp_path / "kept", accept_everything)
    (problem,) = loaded.problems
    assert (problem.line > 0, problem.column > 0) == (True, True)
    assert ("0577235501" in loaded.house.flows) == (name != "centralino.yaml")


BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{n}: &{n} [{','.join([f'*{p}'] * 9)}]\n"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "itself": "a: &a [*a]\n",
    "lists": "a: " + "[" * 50_000,
    "mappings": "a: " + "{a: " * 50_000,
    "a long number": f"hours: {'9' * 500_000}\n",
    "a long telephone": f"ring: ['{'9' * 500_000}']\n",
    "a long duration": f"steps: {{a: {{dial: office, cap: {'9' * 5_000}s}}}}\n",
    "a long fraction": f"email: 1.{'9' * 500_000}\n",
    "a long text": f"email: {'a' * 900_000}\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_that_grows_is_refused_in_few_words(tmp_path: Path, name: str) -> None:
    problems = load(folder_with(tmp_path, NUMBER.splitlines()[0] + "\n" + BOMBS[name])).problems
    assert problems
    assert all(problem.line > 1 for problem in problems)
    assert all(len(str(problem)) < 1000 for problem in problems)


@pytest.mark.parametrize("file", ["/etc/passwd", "../../app.py", "a/../../b.mp3", "", "a\\b.mp3"])
@pytest.mark.parametrize("form", ["{{audio: '{}'}}", "{{it: {{audio: '{}'}}, en: Hello}}"])
def test_audio_is_under_static_audio_and_nowhere_else(tmp_path: Path, file: str, form: str) -> None:
    step = f"steps: {{a: {{say: {form.format(file)}, then: information}}}}\n"
    (problem,) = load(folder_with(tmp_path, NUMBER + step)).problems
    assert problem.line == 3
    assert "is not under static/audio/" in problem.expected
