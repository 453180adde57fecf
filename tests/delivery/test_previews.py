"""Every mail that can be sent is shown beforehand, by `centralino mail`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from centralino.cli import main
from centralino.cli.mail import WRITERS
from centralino.core.input_errors import InputError
from centralino.delivery.invented import CALLER
from centralino.delivery.mail_kinds import EXAMPLES, KINDS, MailKind
from centralino.delivery.mail_preview import preview_mail
from centralino.languages.english import English
from centralino.languages.registry import codes

from .office import NOON, URP, directory

ROOT = Path(__file__).parents[2]
TEMPLATES = {file.stem for file in English().mail_templates.glob("*.jinja")}


def test_there_is_no_mail_without_a_kind_and_no_kind_without_an_example() -> None:
    assert WRITERS
    assert set(KINDS) == TEMPLATES
    assert {example.kind for example in EXAMPLES.values()} == TEMPLATES


def test_the_command_alone_knows_every_kind() -> None:
    asked = "import centralino.cli.mail as m; from centralino.delivery.mail_kinds import KINDS"
    told = subprocess.run(
        [sys.executable, "-c", f"{asked}; print(*KINDS)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(told.stdout.split()) == TEMPLATES


def test_only_a_kind_writes_a_mail() -> None:
    for file in (ROOT / "centralino").rglob("*.py"):
        if file.name not in ("letters.py", "mail_kinds.py"):
            assert "letters import letter" not in file.read_text(encoding="utf-8"), file


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="already"):
        MailKind("voicemail", "office")


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_mail_is_shown_as_text_and_html(name: str, language: str) -> None:
    made = preview_mail(name, URP, directory(), NOON, language)
    assert made.language == language
    assert made.subject
    assert made.to
    assert "None" not in made.text
    assert f'lang="{language}"' in made.html
    assert made.text.splitlines()[0] in made.html.replace("&#39;", "'")


def test_a_preview_is_of_a_morning_of_a_working_day() -> None:
    assert "venerdì 20 novembre 2026" in preview_mail("voicemail", URP, directory(), NOON).text


def test_a_name_that_no_mail_has_is_told_with_a_near_one() -> None:
    with pytest.raises(InputError, match="voicemail"):
        preview_mail("voicemial", URP, directory(), NOON)


# --- the command


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["mail", *words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("here")
def test_the_command_lists_them() -> None:
    told = run()
    assert all(name in told for name in EXAMPLES)


@pytest.mark.usefixtures("here")
def test_the_command_shows_one_in_the_office_s_own_words() -> None:
    told = run("preview", "voicemail", "0577235510")
    assert "Subject: Messaggio in segreteria da 333 123 4567 (12 s) - Segreteria studenti" in told
    assert "«le immatricolazioni»" in told
    assert "123456" in told


@pytest.mark.usefixtures("here")
def test_the_command_writes_html_and_json(tmp_path: Path) -> None:
    file = tmp_path / "mail.html"
    told = json.loads(
        run("preview", "missed", "0577235501", "--language", "en", "--html", str(file), "--json")
    )
    assert told["subject"] == "Missed call - Public Relations Office"
    assert told["html"] == file.read_text(encoding="utf-8")
    assert f"tel:{CALLER}" in told["html"]


@pytest.mark.usefixtures("here")
def test_a_service_line_gets_no_mails() -> None:
    result = CliRunner().invoke(main, ["mail", "preview", "missed", "0577235599"])
    assert result.exit_code == 2
    assert "service line" in result.output
