"""`centralino voicemail` and `centralino db`, as a person types them."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update
from standins.twilio_api import ACCOUNT, TOKEN, Reply, TwilioApi

from centralino.calls.reference import reference
from centralino.cli.db import db
from centralino.cli.voicemail import voicemail
from centralino.cli.voicemail_words import age
from centralino.core.clock import utc_now
from centralino.delivery import job_rows
from centralino.serving.fresh_directory import FreshDirectory
from centralino.store import migrating
from centralino.store.models import DeliveryState, Recording

from .office import CALLER, Bench, bench, settings, sid

ORGANISATION = """
organisation: Università di Prova
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
"""
NUMBER = """
number: "0577 235501"
office: Ufficio Relazioni con il Pubblico
email: urp@example.org
"""
Run = Callable[..., Result]


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "centralino.yaml").write_text(ORGANISATION)
    (folder / "0577235501.yaml").write_text(NUMBER)
    return folder


@pytest.fixture
def run(tmp_path: Path, flows: Path, api: TwilioApi, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path}/store.sqlite3",
        "FLOWS_DIR": str(flows),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": api.url,
        "COLUMNS": "160",
    }.items():
        monkeypatch.setenv(name, value)
    return lambda *words, **more: CliRunner().invoke(voicemail, words, **more)


@pytest.fixture
def left(tmp_path: Path, api: TwilioApi) -> Iterator[tuple[Bench, str]]:
    """A dead voicemail of three hours ago."""
    desk, recording = bench(settings(f"sqlite:///{tmp_path}/store.sqlite3", api)), sid()
    taken = utc_now() - timedelta(hours=3, minutes=5)
    desk.take(recording, at=taken)
    desk.means.dispatch.client.cancel_workflows([f"voicemail/{recording}.1"])
    with desk.means.store.writing() as session:
        dead = {"state": DeliveryState.DEAD, "settled_at": taken, "error": "550 [no] such user"}
        session.execute(update(Recording).values(attempts=7, **dead))
    yield desk, recording
    desk.means.close()


def test_an_empty_list_is_good_news(run: Run) -> None:
    done = run("list")
    assert (done.exit_code, done.output) == (0, "Every voicemail is delivered.\n")


def test_a_dead_voicemail_is_listed_with_its_caller_masked(
    run: Run, left: tuple[Bench, str]
) -> None:
    done = run("list")
    assert done.exit_code == 1
    words = done.output.splitlines()[1]
    for expected in (
        reference(left[1]),
        "Ufficio Relazioni con il Pubblico",
        "+39333*****67",
        "3h 5m",
        "dead",
        "7",
        "550 [no] such user",
    ):
        assert expected in words
    assert CALLER not in done.output


def test_a_narrow_terminal_shows_every_reference_whole(
    run: Run, left: tuple[Bench, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    output = run("list").output
    assert all(word in output for word in (reference(left[1]), "+39333*****67", "3h 5m", "dead"))
    assert "…" not in output


def test_the_list_is_json_for_those_who_ask(run: Run, left: tuple[Bench, str]) -> None:
    row = json.loads(run("list", "--json").output)
    assert (row["reference"], row["state"], row["attempts"]) == (reference(left[1]), "dead", "7")


def test_one_voicemail_is_shown_with_its_trail_and_addresses(
    run: Run, left: tuple[Bench, str]
) -> None:
    output = run("show", reference(left[1])).output
    assert left[1] in output
    assert "0577 235010 (busy)" in output
    assert "urp@example.org  waiting" in output


@pytest.mark.parametrize("words", [("retry", "--dead"), ("retry", "REF"), ("retry", "SID")])
def test_a_dead_voicemail_is_queued_again(
    run: Run, left: tuple[Bench, str], words: tuple[str, ...]
) -> None:
    desk, recording = left
    named = {"REF": reference(recording), "SID": recording}
    done = run(*(named.get(word, word) for word in words))
    assert (done.exit_code, done.output) == (0, "Queued again: 1.\n")
    under_way = job_rows.under_way(desk.means.dispatch.client)
    assert [job_rows.errand_of(item) for item in under_way] == [f"voicemail/{recording}"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("retry",), "give a reference, or --dead"),
        (("retry", "123456", "--dead"), "give a reference, or --dead"),
        (("retry", "--dead", "--to", "a@example.org"), "--to goes with a reference"),
        (("retry", "000000", "--to", "a@"), "'a@' is no e-mail address"),
        (("retry", "000000"), "no voicemail is called 000000"),
        (("show", "nothing"), "no voicemail is called nothing"),
        (("forget", "nobody", "--yes"), "no telephone number"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_remedy(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    done = run(*words)
    assert done.exit_code != 0
    assert told in done.output


def test_a_caller_is_erased_after_a_question(run: Run, left: tuple[Bench, str]) -> None:
    assert run("forget", CALLER, input="n\n").exit_code == 1
    assert run("list").exit_code == 1
    done = run("forget", "333 123 4567", input="y\n")
    assert done.exit_code == 0
    assert "Erased: 1 recording, 1 call, 0 files." in done.output
    assert run("list", "--all").output == "No voicemail is kept.\n"


def test_a_caller_whom_twilio_still_has_is_not_called_erased(
    run: Run, left: tuple[Bench, str], api: TwilioApi
) -> None:
    api.outage = Reply(500)
    done = run("forget", CALLER, "--yes")
    assert done.exit_code == 1
    assert "run this again" in done.output


def test_the_database_is_made_ready_and_tells_how_it_stands(run: Run) -> None:
    assert CliRunner().invoke(db, ["current"]).exit_code == 1
    assert f"revision {migrating.newest()}" in CliRunner().invoke(db, ["upgrade"]).output
    assert CliRunner().invoke(db, ["current"]).exit_code == 0


def test_a_database_that_is_away_is_told_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    done = CliRunner().invoke(db, ["upgrade"])
    assert done.exit_code == 1
    assert "cannot be reached" in done.output


def test_offices_are_read_again_when_a_file_has_changed(flows: Path) -> None:
    clock = [0.0]
    book = FreshDirectory(flows, lambda: clock[0])
    (flows / "0577235501.yaml").write_text(NUMBER.replace("urp@", "front@"))
    assert book().offices["0577235501"].addresses == ("urp@example.org",)
    clock[0] = 60.0
    assert book().offices["0577235501"].addresses == ("front@example.org",)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (timedelta(seconds=-5), "0m"),
        (timedelta(minutes=12), "12m"),
        (timedelta(hours=4, minutes=12), "4h 12m"),
        (timedelta(days=3, hours=4, minutes=59), "3d 4h"),
    ],
)
def test_an_age_is_told_briefly(since: timedelta, said: str) -> None:
    assert age(since) == said
