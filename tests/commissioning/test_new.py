"""`centralino new` and `centralino sheet`."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from centralino.cli import main
from centralino.commissioning import questions
from centralino.commissioning.request import Written
from centralino.loading.loader import load

ASKED = ("--number", "0577 235590", "--office", "Segreteria didattica")
WHOLE = (*ASKED, "--hours", "mon-fri 10-13", "--ring", "0577 236001", "--email", "d@example.org")


@pytest.fixture(autouse=True)
def _in_the_house(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWS_DIR", str(flows))
    monkeypatch.chdir(flows.parent)


def new(*words: str) -> Result:
    return CliRunner().invoke(main, ["new", *words])


def test_a_request_becomes_a_file_and_a_sheet(flows: Path) -> None:
    result = new(*WHOLE)
    assert result.exit_code == 0, result.output
    assert "0577235590" in load(flows).house.flows
    assert "Segreteria didattica" in Path("var/sheets/0577235590.html").read_text(encoding="utf-8")
    assert "centralino call 0577235590" in result.stdout


@pytest.mark.parametrize(
    "names",
    [
        ("--office", "Biblioteca", "--office", "en=Library"),
        ("--office", "it=Biblioteca", "--office", "en=Library"),
        ("--office", "Biblioteca", "--office-en", "Library"),
    ],
)
def test_an_office_has_a_name_per_language(flows: Path, names: tuple[str, ...]) -> None:
    result = new("--number", "0577 235590", *names, "--ring", "0577 236001")
    assert result.exit_code == 0, result.output
    assert load(flows).house.flows["0577235590"].office == {"it": "Biblioteca", "en": "Library"}


def test_an_office_without_a_name_in_its_own_language_is_asked_for_one() -> None:
    result = new("--number", "0577 235590", "--office", "en=Library")
    assert result.exit_code == 2
    assert "say --office" in result.stderr


def test_the_sheet_may_go_elsewhere(tmp_path: Path) -> None:
    assert new(*WHOLE, "--sheet", str(tmp_path / "office.html")).exit_code == 0
    assert (tmp_path / "office.html").is_file()


def test_what_is_missing_is_told_where_nobody_can_be_asked() -> None:
    result = new("--hours", "mon-fri 10-13")
    assert result.exit_code == 2
    assert "say --number and --office" in result.stderr


def test_all_that_is_wrong_is_told_by_its_option() -> None:
    result = new("--number", "05", "--office", "X", "--hours", "sometimes", "--site", "moon")
    assert result.exit_code == 2
    assert all(f"--{name}: " in result.stderr for name in ("number", "hours", "site"))


def test_a_number_that_is_there_stays_as_it_is(flows: Path) -> None:
    assert new(*WHOLE).exit_code == 0
    before = (flows / "0577235590.yaml").read_text(encoding="utf-8")
    result = new(*ASKED, "--sheet", "other.html")
    assert result.exit_code == 1
    assert "there is a file" in result.stderr
    assert (flows / "0577235590.yaml").read_text(encoding="utf-8") == before


def test_a_number_whose_file_was_deleted_is_made_again_with_its_sheet(flows: Path) -> None:
    assert new(*WHOLE).exit_code == 0
    (flows / "0577235590.yaml").unlink()
    again = new("--number", "0577 235590", "--office", "Tasse", "--ring", "0577 236001")
    assert again.exit_code == 0, again.output
    assert "Tasse" in Path("var/sheets/0577235590.html").read_text(encoding="utf-8")


def test_a_season_that_is_none_and_half_a_translation_are_told_by_their_options() -> None:
    result = new(
        *(*ASKED, "--hours", "mon-fri 10-13", "--season", "13-01..08-31: mon-fri 9-12"),
        *("--choice", "1=le tasse / en=fees: 0577 236001", "--choice", "2=le tesi: 0577 236002"),
    )
    assert result.exit_code == 2
    assert "--season: '13-01..08-31: mon-fri 9-12' is no season" in result.stderr
    assert "--choice: every choice needs its words in 'en', or none" in result.stderr


def test_a_sheet_that_is_there_stops_it_before_anything_is_written(flows: Path) -> None:
    Path("mine.html").write_text("mine", encoding="utf-8")
    result = new(*WHOLE, "--sheet", "mine.html")
    assert result.exit_code == 1
    assert Path("mine.html").read_text(encoding="utf-8") == "mine"
    assert not (flows / "0577235590.yaml").exists()


def test_a_flow_that_fails_the_check_is_not_written(flows: Path) -> None:
    result = new(*ASKED, "--ring", "0577 235590", "--email", "d@example.org")
    assert result.exit_code == 1
    assert "nothing was written" in result.stderr
    assert "0577235590.yaml:" in result.stderr
    assert not (flows / "0577235590.yaml").exists()


def test_a_sheet_can_be_printed_again_in_either_language() -> None:
    new(*WHOLE)
    result = CliRunner().invoke(main, ["sheet", "0577 235590", "--language", "en"])
    assert result.exit_code == 0
    assert "What callers of 0577 235590 hear" in result.stdout


def test_a_sheet_of_no_number_is_refused() -> None:
    result = CliRunner().invoke(main, ["sheet", "0577 239999"])
    assert result.exit_code == 2


def test_what_flags_have_said_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    telephones = ["0577 236001", "333 1234567", ""]
    answers = iter(["", False, *telephones, False, True, True, "d@example.org", "", ""])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    found = questions.ask_questions(Written("0577 235590", "Segreteria"), ["rettorato"])
    assert found.ring == ("0577 236001", "333 1234567")
    assert (found.rotates, found.confirm) == (True, None)
    assert found.email == ("d@example.org",)
    assert (found.hours, found.site) == ("", "")
    assert next(answers, None) is None


def test_a_sheet_prints_no_code() -> None:
    made = new(*WHOLE, "--code", "4711=tecnico di turno: 0577 236005")
    assert made.exit_code == 0, made.output
    sheet = Path("var/sheets/0577235590.html").read_text(encoding="utf-8")
    assert "4711" not in sheet
    assert "un codice valido" in sheet
    assert "tecnico di turno, 0577 236005" in sheet


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("4711",), "--code: '4711' opens nothing: write it like"),
        (("47=x: 0577 236005",), "--code: '47' is no code: write 4 to 20 digits"),
        (("4711=x: 05",), "--code: "),
        (("4711=x: 0577 236005", "4711=y: 0577 236006"), "--code: the code 4711 is given twice"),
        (("4711=x: 0577 236005", "12345=y: 0577 236006"), "--code: give all codes the same number"),
    ],
)
def test_a_code_that_would_not_do_is_told_by_its_option(codes: tuple[str, ...], told: str) -> None:
    result = new(*ASKED, *(word for code in codes for word in ("--code", code)))
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_menu_of_nine_keys_has_none_left_for_codes() -> None:
    keys = (word for key in range(1, 10) for word in ("--choice", f"{key}=x: 0577 236001"))
    result = new(*ASKED, *keys, "--code", "4711=x: 0577 236005")
    assert result.exit_code == 2
    assert "--choice: no key is left for codes" in result.stderr
