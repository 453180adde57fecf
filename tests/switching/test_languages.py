"""What the commands that switch print is in the reader's language whole."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from support.marked_texts import MARKED, english_left, marked_commands

from centralino.cli.switch_listing import deed_lines
from centralino.core.clock import utc_now
from centralino.core.texts import reading
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed
from centralino.switching.desk import TELEPHONE
from centralino.switching.read_words import ACTS

from .test_commands import MP3, run, typed

__all__ = ["typed"]
URP = "0577235501"
SECOND = "0577235502"


@pytest.fixture(autouse=True)
def read_marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with marked_commands(monkeypatch):
        yield


def left(*words: str, **more: str) -> list[str]:
    """The English that a command prints, which must have something to say."""
    said = run(*words, **more).output
    assert "⟦" in said, said
    return english_left(said)


def test_what_is_put_up_listed_and_ended_is(typed: Store) -> None:
    notice = ("notice", "add", "--all", "--text", "Neve.", "--until", "2h")
    assert left(*notice, "--dry-run") == []
    assert left(*notice, "--from", "1h", "--until", "3h", "--then", "end") == []
    assert left("close", "--number", URP, "--until", "2h", "--dry-run") == []
    assert left("close", "--number", URP, "--until", "2h", "--reason", "neve") == []
    assert left("open", "--site", "arezzo", "--until", "2h", "--dry-run") == []
    assert left("open", "--site", "arezzo", "--until", "2h") == []
    assert left("notice", "list") == []
    for number in ("1", "2", "3"):
        assert left("notice", "end", number, "--dry-run") == []
        assert left("notice", "end", number) == []
    assert left("notice", "trail") == []
    assert left("notice", "list") == []


def test_what_is_written_wrong_is(typed: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    audio = tmp_path_factory.mktemp("audio") / "neve.mp3"
    audio.write_bytes(MP3)
    both = ("--audio", str(audio), "--text", "x", "--until", "1h")
    assert left("notice", "add", "--all", *both) == []
    assert left("notice", "end", "7") == []
    assert left("notice", "trail") == []
    for text in (("it=x", "it=y"), ("x", "y"), ("fr=x",)):
        texts = [word for each in text for word in ("--text", each)]
        found = left("notice", "add", "--all", *texts, "--until", "1h")
        assert [word for word in found if word != "no"] == []  # in the hint of what is near
    assert left("notice", "add", "--all", "--text", "x") == []


def test_pins_are(typed: Store) -> None:
    assert left("pin", "set", URP, "--generate") == []
    assert left("pin", "remove", URP) == []
    assert left("pin", "remove", URP) == []


def test_every_act_is_told_in_words(typed: Store) -> None:
    assert {*ACTS} == {*Act}
    for act in Act:
        deed = Deed(at=utc_now(), who="anna", means=TELEPHONE, act=act, number=SECOND, switches=[])
        with reading(MARKED):
            said = deed_lines(deed, {}, ZoneInfo("Europe/Rome"), "it")
        assert said.count("⟦") == 2
        assert english_left(said) == []
