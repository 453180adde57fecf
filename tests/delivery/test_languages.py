"""What `centralino voicemail` prints, and why something was not delivered, in the reader's
language whole."""

from threading import Event

import pytest
from click.testing import CliRunner
from sqlalchemy import update
from standins.twilio_api import Reply, TwilioApi
from support.marked_texts import MARKED, english_left, marked_commands

from centralino.calls.reference import reference
from centralino.cli import main
from centralino.cli.voicemail_words import LABELS, RECEIPTS, STATES
from centralino.core.texts import in_force, reading
from centralino.delivery.error_words import (
    DIED,
    FILLED,
    WHOLE,
    explain_error,
    explain_error_in,
)
from centralino.delivery.helpdesk_mails import trouble_letter
from centralino.languages.readers import reading_in
from centralino.store.models import DeliveryState, Receipt, Recipient, Recording

from .office import CALLER, Bench, directory
from .test_commands import Run, flows, left, run

__all__ = ["flows", "left", "run"]
FORMS = {"why": "x", "status": "404", "code": "7", "count": "3", "kind": "text/html"}


@pytest.mark.parametrize("text", [*WHOLE, *FILLED])
def test_every_sentence_that_is_kept_is_known_again(text: str) -> None:
    kept = text if text in WHOLE else text.format(**FORMS)
    with reading(MARKED):
        assert explain_error(kept) == f"⟦{kept}⟧"


def test_what_a_server_said_itself_stays_as_it_said_it() -> None:
    with reading(reading_in("it")):
        assert explain_error("550 [no] such user") == "550 [no] such user"
        told = explain_error("the mail server could not be used: 535 bad password")
    assert told == "il server di posta non si è potuto usare: 535 bad password"


def test_what_two_channels_said_is_told_of_each() -> None:
    with reading(reading_in("it")):
        told = explain_error("the webhook answered 500; not handed over: connection refused")
    assert told.startswith("il webhook ha risposto 500; non consegnato al server di posta: ")


def test_a_mail_tells_the_error_in_its_own_language() -> None:
    kept = DIED.format(count=3)
    assert explain_error_in("it", kept) == "3 worker si sono fermati per causa sua"
    assert explain_error_in("en", kept) == kept


def test_the_helpdesks_mail_about_a_dead_voicemail_is_in_one_language(
    left: tuple[Bench, str],
) -> None:
    desk, recording = left
    with desk.means.store.reading() as session:
        found = session.get_one(Recording, recording)
        item = found.recipients[0]
        item.receipt, item.error = Receipt.REFUSED, "the webhook answered 410"
        letter = trouble_letter("dead", found, directory())
    assert "il webhook ha risposto 410" in str(letter)
    assert "answered" not in str(letter)


@pytest.mark.parametrize("words", [("list",), ("list", "--all"), ("show", "REF")])
def test_what_is_kept_is_told_in_the_readers_language(
    run: Run, left: tuple[Bench, str], words: tuple[str, ...]
) -> None:
    with left[0].means.store.writing() as session:
        kept = {"error": "the webhook answered 410"}
        session.execute(update(Recording).values(**kept))
        session.execute(update(Recipient).values(**kept))
    with reading(MARKED):
        said = run(*(reference(left[1]) if word == "REF" else word for word in words)).output
    assert "⟦the webhook answered 410⟧" in said
    assert english_left(said) == []


def test_in_italian_a_voicemail_is_told_in_italian(run: Run, left: tuple[Bench, str]) -> None:
    with reading(reading_in("it")):
        listed, shown = run("list").output, run("show", reference(left[1])).output
    assert "ultimo errore" in listed
    assert " fallito " in listed
    assert "0577 235010 (occupato)" in shown
    assert "urp@example.org  in attesa" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("retry",),
        ("retry", "000000"),
        ("retry", "000000", "--to", "a@"),
        ("show", "000000"),
        ("retry", "--dead"),
        ("forget", CALLER),
        ("forget", CALLER, "--yes"),
    ],
)
def test_what_is_done_or_refused_is_told_in_the_readers_language(
    run: Run, left: tuple[Bench, str], api: TwilioApi, words: tuple[str, ...]
) -> None:
    api.outage = Reply(500)
    with reading(MARKED):
        output = run(*words, input="n\n").output
    said = "\n".join(line for line in output.splitlines() if "[warning" not in line)  # the log
    assert "⟦" in said
    assert english_left(said.replace("Error:", "")) == []


def test_every_state_and_receipt_has_a_word() -> None:
    assert {*STATES} == {*DeliveryState}
    assert {*RECEIPTS} == {*Receipt}
    assert all(label == text for label, text in LABELS.items())


def test_a_worker_keeps_errors_in_english_whoever_starts_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    class Idle:
        def run(self, stop: Event) -> None:
            seen.append(in_force().language)

    monkeypatch.setattr("centralino.cli.worker.make_worker", lambda *_: Idle())
    monkeypatch.setattr("centralino.core.logs.set_up", lambda _: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with marked_commands(monkeypatch):
        assert CliRunner().invoke(main, ["worker"]).exit_code == 0
    assert seen == ["en"]


def test_what_keeps_a_worker_from_starting_is_told_in_the_readers_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_URL", "nowhere")
    monkeypatch.setattr("centralino.core.logs.set_up", lambda _: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with marked_commands(monkeypatch):
        assert "⟦SMTP_URL: expected " in CliRunner().invoke(main, ["worker"]).output
