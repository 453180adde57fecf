"""`centralino notice`, `close`, `open` and `pin`, as a person types them."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select
from support.house import write

from centralino.cli import main
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, LiveSwitch, Pin, Spoken
from centralino.switching.pins import generate_pin, hash_pin

from .made import URP, now
from .phone import FILES

ORGANISATION = """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
recording_notice: false
sites: {arezzo: {}, siena: {}}
"""
OFFICE = FILES[URP].replace('"10:00-13:00"', '"00:00-24:00"').replace("mon-fri", "daily")
MP3 = b"ID3\x04\x00" + bytes(100)


@pytest.fixture
def typed(quick: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A folder in which commands can be typed: two offices, one of them in Arezzo, open all day."""
    files = {
        **FILES,
        "centralino.yaml": ORGANISATION,
        URP: OFFICE,
        "0577235502": FILES["0577235502"] + "site: arezzo\n",
    }
    monkeypatch.setenv("FLOWS_DIR", str(write(tmp_path / "flows", files)))
    monkeypatch.setenv("DATABASE_URL", quick.url)
    return quick


def run(*words: str, **more: str) -> Result:
    return CliRunner().invoke(main, words, **more)  # type: ignore[arg-type]  # `input`, by name


def done(*words: str, **more: str) -> str:
    found = run(*words, **more)
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


def rows(store: Store) -> list[LiveSwitch]:
    with store.reading() as session:
        return list(session.scalars(select(LiveSwitch).order_by(LiveSwitch.id)))


def test_a_notice_is_put_up_and_told_who_hears_what(typed: Store) -> None:
    told = done("notice", "add", "--all", "--text", "Oggi sciopero.", "--until", "2h")
    assert told.startswith("Notice 1: all numbers, until ")
    assert (
        "Callers will hear now: 0577 235501 Ufficio Tasse Oggi sciopero. Ufficio Tasse. [rings"
        in told
    )
    assert "0577 235502 Biblioteca Oggi sciopero." in told
    assert "235599" not in told, "the service line is for no callers"
    (row,) = rows(typed)
    assert row.words == {"it": "Oggi sciopero."}
    assert 7190 < (row.ends_at - now()).total_seconds() <= 7200


def test_a_dry_run_tells_it_and_changes_nothing(typed: Store) -> None:
    told = done("notice", "add", "--number", "0577 235501", "--text", "Neve.", "--until", "1h",
                "--then", "end", "--dry-run")  # fmt: skip
    assert "Notice would be: 0577 235501" in told
    assert "Callers would hear now: 0577 235501 Ufficio Tasse Neve. [hangs up]" in told
    assert "Biblioteca" not in told
    assert rows(typed) == []


def test_a_notice_speaks_both_languages_and_to_a_site(typed: Store) -> None:
    done("notice", "add", "--site", "arezzo", "--text", "Neve.", "--text-en", "Snow.",
         "--until", "domani 12:00", "--gravity", "emergency")  # fmt: skip
    (row,) = rows(typed)
    assert row.words == {"it": "Neve.", "en": "Snow."}
    assert (row.site, row.gravity, row.ends_call) == ("arezzo", 1, False)


def test_words_are_given_per_language(typed: Store) -> None:
    done("notice", "add", "--all", "--text", "en=Snow = ice.", "--text", "Neve.", "--until", "1h")
    done("notice", "add", "--all", "--text", "it=Neve.", "--until", "1h")
    first, second = rows(typed)
    assert first.words == {"it": "Neve.", "en": "Snow = ice."}
    assert second.words == {"it": "Neve."}


def test_a_recording_may_have_words_in_other_languages(typed: Store, tmp_path: Path) -> None:
    file = tmp_path / "neve.mp3"
    file.write_bytes(MP3)
    for words in (["--text", "en=Snow."], ["--text-en", "Snow."]):
        done("notice", "add", "--all", "--audio", str(file), *words, "--until", "1h")
    assert [row.words["en"] for row in rows(typed)] == ["Snow.", "Snow."]
    assert [list(row.words) for row in rows(typed)] == [["it", "en"]] * 2
    found = run("notice", "add", "--all", "--audio", str(file), "--text", "x", "--until", "1h")
    assert found.exit_code == 2
    assert "--text or --audio" in found.output


@pytest.mark.parametrize("english", [["--reason", "en=strike"], ["--reason-en", "strike"]])
def test_a_reason_is_given_per_language(typed: Store, english: list[str]) -> None:
    done("close", "--number", "0577235501", "--until", "2h", "--reason", "sciopero", *english)
    assert rows(typed)[0].words == {"it": "sciopero", "en": "strike"}


def test_an_opening_s_reason_is_given_per_language_too(typed: Store) -> None:
    done("open", "--number", "0577235501", "--until", "2h", "--reason", "en=open day")
    assert rows(typed)[0].words == {"en": "open day"}


def test_a_file_s_audio_is_kept_and_played(typed: Store, tmp_path: Path) -> None:
    file = tmp_path / "neve.mp3"
    file.write_bytes(MP3)
    told = done("notice", "add", "--all", "--audio", str(file), "--until", "1h")
    assert "[plays /spoken/" in told
    with typed.reading() as session:
        (spoken,) = session.scalars(select(Spoken))
    assert spoken.audio == MP3
    assert rows(typed)[0].words == {"": {"audio": f"/spoken/{spoken.name}"}}


def test_a_notice_that_begins_later_is_told_as_of_then(typed: Store) -> None:
    told = done("notice", "add", "--all", "--text", "Neve.", "--from", "domani 8:00",
                "--until", "2h", "--dry-run")  # fmt: skip
    assert "10:00 Callers would hear on" in told
    assert "08:00: 0577 235501 Ufficio Tasse Neve." in told


def test_what_stands_is_listed_and_ended_by_its_number(typed: Store) -> None:
    done("notice", "add", "--all", "--text", "Neve.", "--until", "1h", "--by", "anna")
    done("close", "--number", "0577235501", "--until", "2h", "--reason", "neve")
    listed = [json.loads(line) for line in run("notice", "list", "--json").output.splitlines()]
    assert [(one["id"], one["what"], one["words"]) for one in listed] == [
        (1, "notice", "Neve."),
        (2, "closing", "neve"),
    ]
    first = rows(typed)[0]
    assert datetime.fromisoformat(listed[0]["until"]) == first.ends_at.replace(microsecond=0)
    assert "1 notice: all numbers from" in done("notice", "list")
    assert "would end" in done("notice", "end", "1", "--dry-run")
    assert "Notice 1 ended: all numbers" in done("notice", "end", "1", "--by", "bruno")
    assert "Closing 2 ended" in done("notice", "end", "2")
    assert "Nothing is switched" in done("notice", "list")
    trail = run("notice", "trail").output
    assert [name for name in ("anna", "bruno") if name in trail] == ["anna", "bruno"]
    assert trail.count("#1 notice: all numbers: Neve.") == 2, "made, and ended"
    assert trail.count("#2 closing: 0577 235501: neve") == 2
    assert run("notice", "end", "1").exit_code == 1


def test_the_list_fits_a_terminal_of_80_columns(typed: Store) -> None:
    text = "Domani lo sportello resta chiuso. " * 6
    both = ["--number", "0577235501", "--number", "0577235502"]
    done("notice", "add", *both, "--text", text, "--until", "1h", "--then", "end")
    lines = run("notice", "list").output.splitlines()
    assert lines[0] == "1  notice: 0577 235501, 0577 235502"
    assert lines[1].endswith(", then the call ends")
    assert " ".join(" ".join(lines[2:]).split()) == text.strip()
    assert len(lines) <= 6
    assert max(map(len, lines)) <= 80


def test_closing_tells_what_callers_hear_and_why(typed: Store) -> None:
    told = done("close", "--number", "0577235501", "--until", "2h", "--reason", "sciopero")
    assert "Closing 1: 0577 235501, until" in told
    assert "l'ufficio è chiuso" in told.lower()
    assert "chiuso per sciopero." in told


def test_closing_without_an_end_lasts_until_the_next_opening(typed: Store) -> None:
    done("close", "--number", "0577235501", "--number", "0577235502")
    ends = [row.ends_at for row in rows(typed)]
    assert len(ends) == 2, "each number by its own hours"
    assert all(end > now() for end in ends)
    done("close", "--site", "arezzo")
    assert rows(typed)[2].site == "arezzo"


def test_opening_exceptionally_rings_the_office_again(typed: Store) -> None:
    done("close", "--all", "--until", "5h")
    told = done("open", "--number", "0577235501", "--until", "2h")
    assert "Opening 2: 0577 235501" in told
    assert "[rings 0577 235010]" in told


def test_an_end_is_never_forever_by_silence(typed: Store) -> None:
    found = run("notice", "add", "--all", "--text", "Neve.")
    assert found.exit_code == 2
    assert "--until 24h" in found.output
    assert rows(typed) == []


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["notice", "add", "--text", "x", "--until", "1h"], "--all, --site S, or --number N"),
        (["notice", "add", "--all", "--site", "arezzo", "--text", "x", "--until", "1h"], "--all,"),
        (["notice", "add", "--all", "--text", "", "--until", "1h"], "empty text"),
        (["notice", "add", "--all", "--text", "  ", "--until", "1h"], "empty text"),
        (
            ["notice", "add", "--all", "--text", "a" * 3001, "--until", "1h"],
            "3001 characters are more than Twilio speaks at once",
        ),
        (["notice", "add", "--all", "--text", "{reference}", "--until", "1h"], "cannot fill"),
        (["notice", "add", "--all", "--text", "{ofice}", "--until", "1h"], "mean 'office'"),
        (["notice", "add", "--all", "--text-en", "x", "--until", "1h"], "--text"),
        (["notice", "add", "--all", "--text", "en=x", "--until", "1h"], "--text"),
        (["notice", "add", "--all", "--text", "fr=x", "--until", "1h"], "known: it, en"),
        (["notice", "add", "--all", "--text", "x", "--text", "y", "--until", "1h"], "twice"),
        (["notice", "add", "--all", "--text", "x", "--text", "it=y", "--until", "1h"], "two texts"),
        (
            ["notice", "add", "--all", "--text-en", "y", "--text", "en=z", "--until", "1h"],
            "twice for 'en'",
        ),
        (["close", "--number", "0577235501", "--until", "1h", "--reason", "en="], "empty reason"),
        (["notice", "add", "--all", "--text", "x", "--until", "2020-01-01 10:00"], "is past"),
        (["notice", "add", "--all", "--text", "x", "--until", "28/3/2027 2:30"], "clock skips"),
        (["notice", "add", "--all", "--text", "x", "--until", "800d"], "more than a year"),
        (["notice", "add", "--all", "--text", "x", "--from", "3h", "--until", "dom"], "its time"),
        (["notice", "add", "--site", "arezo", "--text", "x", "--until", "1h"], "mean 'arezzo'"),
        (["notice", "add", "--number", "0577235510", "--text", "x", "--until", "1h"], "no number"),
        (["close", "--number", "0577235599", "--until", "1h"], "is the service line"),
        (["notice", "add", "--number", "pippo", "--text", "x", "--until", "1h"], "0577 235501"),
        (["close", "--number", "0577235501", "--until", "1h", "--reason", " "], "empty reason"),
        (["open", "--number", "0577235501"], "--until"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(
    typed: Store, words: list[str], remedy: str
) -> None:
    found = run(*words)
    assert found.exit_code == 2, found.output
    assert remedy in " ".join(found.output.split())
    assert rows(typed) == []


def test_what_ends_before_it_begins_is_refused(typed: Store) -> None:
    found = run("close", "--all", "--from", "domani 12:00", "--until", "domani 8:00")
    assert found.exit_code == 2
    assert "before it begins" in found.output


def test_audio_that_is_none_is_refused(typed: Store, tmp_path: Path) -> None:
    file = tmp_path / "neve.mp3"
    file.write_text("not audio")
    found = run("notice", "add", "--all", "--audio", str(file), "--until", "1h")
    assert found.exit_code == 2
    assert "no MP3 or WAV" in found.output


def test_without_the_database_nothing_changes_and_it_is_said(
    typed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    found = run("close", "--all", "--until", "1h")
    assert found.exit_code == 1
    assert "nothing has changed" in found.output


def test_a_call_takes_live_switches_into_account_when_asked(typed: Store) -> None:
    done("notice", "add", "--all", "--text", "Neve.", "--until", "1h", "--then", "end")
    assert "Neve." not in run("call", "0577235501", "--dial", "busy", "--record", "0").output
    assert "Neve." in done("call", "0577235501", "--live")


def test_a_pin_is_set_and_kept_as_a_hash(typed: Store) -> None:
    assert "is set" in done("pin", "set", "0577235501", input="274951\n274951\n")
    with typed.reading() as session:
        row = session.get_one(Pin, URP)
        assert row.hashed == hash_pin("274951", row.salt)
        assert session.scalars(select(Deed.act)).all() == [Act.PIN_SET]
    assert "has no PIN any more" in done("pin", "remove", "0577235501")
    assert run("pin", "remove", "0577235501").exit_code == 1


def test_a_pin_may_be_made_by_chance_and_is_printed_once(typed: Store) -> None:
    told = done("pin", "set", "0577235501", "--generate")
    pin = told.partition("It is ")[2][:6]
    assert pin.isdecimal()
    with typed.reading() as session:
        row = session.get_one(Pin, URP)
    assert row.hashed == hash_pin(pin, row.salt)


def test_the_service_line_itself_has_no_pin(typed: Store) -> None:
    found = run("pin", "set", "0577235599", "--generate")
    assert found.exit_code == 2
    assert "is the service line" in found.output


@pytest.mark.parametrize(
    ("pin", "why"), [("121212", "12"), ("123123", "123"), ("474747474", "47"), ("555555", "5")]
)
def test_a_pin_that_repeats_itself_is_refused_with_the_reason(
    typed: Store, pin: str, why: str
) -> None:
    found = run("pin", "set", "0577235501", input=f"{pin}\n{pin}\n")
    assert found.exit_code == 2
    assert f"this PIN is {why} over and over" in found.output


def test_no_generated_pin_is_one_of_those_that_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = iter("274274345678235501274275")
    monkeypatch.setattr("centralino.switching.pins.randbelow", lambda _: int(next(digits)))
    assert generate_pin("0577235501") == "274275"


@pytest.mark.parametrize(
    "pin", ["1234", "123456", "654321", "111111", "121212", "235501", "abcdef"]
)
def test_a_pin_that_is_guessed_at_once_is_refused(typed: Store, pin: str) -> None:
    found = run("pin", "set", "0577235501", input=f"{pin}\n{pin}\n")
    assert found.exit_code == 2
    assert "PIN" in found.output


ACROSS = ("--from", "domani 8:00", "--until", "dopodomani 10:00")


def test_a_notice_that_midnight_makes_wrong_is_put_up_and_warned_of(typed: Store) -> None:
    told = done("notice", "add", "--all", "--text", "Neve. Oggi chiuso.", *ACROSS)
    assert told.startswith("Notice 1: ")
    assert "00:00 on this is wrong, as 'Oggi' is another day then: “Oggi chiuso.” Write" in told


def test_a_reason_that_midnight_makes_wrong_is_warned_of_once_for_all_its_numbers(
    typed: Store,
) -> None:
    both = ("--number", "0577 235501", "--number", "0577 235502")
    told = done("close", *both, "--reason", "sciopero di oggi", *ACROSS)
    assert told.count("Warning:") == 1
    assert "“sciopero di oggi”" in told


def test_words_that_hold_to_the_end_are_not_warned_of(typed: Store) -> None:
    same_day = ("--from", "domani 8:00", "--until", "domani 20:00")
    assert "Warning" not in done("notice", "add", "--all", "--text", "Oggi chiuso.", *same_day)
    assert "Warning" not in done("notice", "add", "--all", "--text", "Neve.", *ACROSS)
    assert "Warning" not in done("open", "--all", "--reason", "oggi prove", *ACROSS)
