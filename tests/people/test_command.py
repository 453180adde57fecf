"""`centralino people`, as it is typed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.house import write

from centralino.cli import main
from centralino.core.settings import Settings
from centralino.people.sessions import Sessions
from centralino.people.signed_in import SignedIn, SignInMeans
from centralino.store.store import Store

from .test_roles import FILES, LIBRARY, URP


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "flows", FILES)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["people", *words])


def test_everybody_who_sees_a_number_is_listed_with_the_line_that_says_so() -> None:
    told = run()
    assert told.exit_code == 0, told.output
    lines = [" ".join(line.split()) for line in told.output.splitlines()]
    assert "urp@example.org email in flows/0577235501.yaml:2" in lines
    assert "group: library people in flows/0577235502.yaml:4" in lines
    assert lines[lines.index("0577 235599 Università di Prova") + 1] == "nobody"


def test_a_person_is_told_what_they_may_and_why() -> None:
    told = run("Urp@example.org").output
    assert "Urp@example.org sees 0577 235501" in told
    assert "through urp@example.org: email in flows/0577235501.yaml:2" in told
    assert "may ask for a number" in told
    assert "0577 235502" not in told


def test_groups_count_as_those_that_are_told() -> None:
    assert "sees 0577 235502" in run("x@elsewhere.org", "--group", "library").output
    without = run("x@elsewhere.org")
    assert without.exit_code == 1
    assert "x@elsewhere.org may see nothing" in without.output


def test_programs_are_told_the_same() -> None:
    told = json.loads(run("urp@example.org", "--json").output)
    assert (told["roles"], told["numbers"]) == (["office", "staff"], [URP])
    assert told["grants"][-1] == {
        "role": "office",
        "number": URP,
        "entry": "urp@example.org",
        "form": "address",
        "setting": "email",
        "file": "flows/0577235501.yaml",
        "line": 2,
    }
    everything = json.loads(run("aiuto@example.org", "--json").output)
    assert {URP, LIBRARY} < set(everything["numbers"])


def test_what_is_no_address_is_told() -> None:
    told = run("urp")
    assert told.exit_code == 2
    assert "'urp' is no e-mail address: write it like urp@example.org" in told.output


def test_somebody_is_signed_out_everywhere() -> None:
    store = Store(Settings().database_url)
    sessions, now = Sessions(store), datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    cookies = [sessions.begin(SignedIn("anna@library.org", SignInMeans.MAIL), now) for _ in "ab"]
    told = run("Anna@library.org", "--sign-out")
    assert told.output == "Anna@library.org is signed out: 2 sessions ended.\n"
    assert [sessions.find(each, now) for each in cookies] == [None, None]
    store.close()
    assert run("--sign-out").exit_code == 2
