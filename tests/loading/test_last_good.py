"""A bad file takes nothing down: its last good version serves, and the errors are loud."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs
from support.house import write

from centralino.flows.kinds.hangup import Hangup
from centralino.languages.prompts import Prompt
from centralino.loading.loader import Loaded
from centralino.serving.last_good import accept_everything, load_or_last_good

GOOD = 'number: "0577 235501"\nsteps: {a: {hangup: Buongiorno.}}'
OTHER = 'number: "0577 235502"\nsteps: {a: {hangup: Portineria.}}'
BAD = GOOD.replace("hangup", "hangpu")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "flows", {"a": GOOD, "b": OTHER})


def served(folder: Path) -> Loaded:
    return load_or_last_good(folder, folder.parent / "kept", accept_everything)


def words(found: Loaded, slug: str = "0577235501") -> object:
    flow = found.house.flows[slug]
    step = flow.steps[flow.start]
    assert isinstance(step, Hangup)
    assert isinstance(step.hangup, Prompt)
    return step.hangup.versions[""]


def test_a_file_that_broke_serves_as_it_last_was_good(folder: Path) -> None:
    assert served(folder).problems == ()
    write(folder, {"a": BAD, "b": OTHER.replace("Portineria", "Custode")})
    with capture_logs() as events:
        found = served(folder)
    assert words(found) == "Buongiorno."
    assert words(found, "0577235502") == "Custode.", "the others are as they are now"
    assert found.stale == ("a.yaml",)
    (problem,) = found.problems
    assert "did you mean 'hangup'?" in str(problem)
    (told,) = events
    assert (told["event"], told["log_level"]) == ("flow file refused", "error")
    assert told["instead"] == "its last good version"


def test_a_bad_version_is_never_kept_and_a_mended_one_serves(folder: Path) -> None:
    served(folder)
    write(folder, {"a": BAD})
    for _ in range(3):
        assert words(served(folder)) == "Buongiorno."
    write(folder, {"a": GOOD.replace("Buongiorno", "Buonasera")})
    found = served(folder)
    assert (words(found), found.problems, found.stale) == ("Buonasera.", (), ())


def test_a_file_that_was_never_good_has_no_flow(folder: Path) -> None:
    write(folder, {"c": 'number: "0577 235503"\nring: [x]'})
    found = served(folder)
    assert sorted(found.house.flows) == ["0577235501", "0577235502"]
    assert found.stale == ()


def test_a_number_whose_file_is_gone_is_not_served_any_more(folder: Path) -> None:
    served(folder)
    (folder / "b.yaml").unlink()
    assert sorted(served(folder).house.flows) == ["0577235501"]


def test_a_broken_organisation_serves_as_it_last_was(folder: Path) -> None:
    served(folder)
    write(folder, {"centralino.yaml": "organisation: [", "a": GOOD.replace("giorno", "asera")})
    served(folder)
    found = served(folder)
    assert found.house.own.organisation["it"] == "Università di Prova"
    assert words(found) == "Buonasera."
    assert found.stale == ("centralino.yaml",)


def test_a_calendar_that_broke_is_as_it_last_was(folder: Path) -> None:
    event = "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20261123\n"
    event += "SUMMARY:ponte\nEND:VEVENT\n"
    ics = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}END:VCALENDAR\n"
    write(folder, {"calendars/c.ics": ics, "a": GOOD + "\ncalendar: [{ical: calendars/c.ics}]"})
    assert served(folder).problems == ()
    write(folder, {"calendars/c.ics": "BEGIN:"})
    found = served(folder)
    assert found.stale == ("a.yaml",)
    assert "0577235501" in found.house.flows
    assert "calendars/c.ics" in str(found.problems[0])


def test_what_cannot_be_kept_is_a_warning_and_no_fault(folder: Path) -> None:
    (folder.parent / "kept").write_text("a file where a folder should be", encoding="utf-8")
    with capture_logs() as events:
        assert words(served(folder)) == "Buongiorno."
    assert [event["log_level"] for event in events] == ["warning"]


def test_a_thousand_files_load_each_to_its_own_flow(tmp_path: Path) -> None:
    folder = tmp_path / "flows"
    files = {
        f"{n}": f'number: "+39057723{n:04}"\noffice: Ufficio {n}\nring: ["0577 24{n:04}"]\n'
        f'hours: {{mon-fri: "9-{10 + n % 8}"}}\nemail: u{n}@example.org'
        for n in range(1000)
    }
    found = load_or_last_good(write(folder, files), tmp_path / "kept", accept_everything)
    assert found.problems == ()
    assert len(found.house.flows) == 1000
    for n in (0, 499, 999):
        flow = found.house.flows[f"057723{n:04}"]
        assert flow.office == {"it": f"Ufficio {n}"}
        assert flow.addresses == (f"u{n}@example.org",)
        assert [leg.number for leg in flow.ring] == [f"+39057724{n:04}"]
        assert found.files[flow.slug].name == f"{n}.yaml"
