"""`centralino check` and `centralino paths`, as they are typed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.house import write

from centralino.cli import main
from checking.office import OFFICE, SLUG

ROOT = Path(__file__).parents[2]
MENU = OFFICE + "steps:\n  a: {menu: Prema 1., keys: {1: b}, otherwise: b}\n  b: {dial: office}\n"
APOLOGY = OFFICE + "steps:\n  a: {say: Ci dispiace.}\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, **files: str) -> Result:
    if files:
        write(Path("flows"), files)
    return CliRunner().invoke(main, list(arguments))


def test_sound_flows_are_told_with_how_long_silence_lasts() -> None:
    result = run("check", **{SLUG: MENU})
    assert result.exit_code == 0, result.output
    assert "✓ 0577 235501" in result.output
    assert (
        "a silent caller hears useful words within 2 s, and the end within 1 min 15 s"
        in result.output
    )
    assert "1 number checked: 0 errors, 0 warnings" in result.output


def test_an_error_is_told_with_its_place_and_its_call_and_exits_with_1() -> None:
    result = run("check", **{SLUG: APOLOGY})
    assert result.exit_code == 1
    told, *others = result.output.splitlines()
    assert re.search(r"flows/0577235501\.yaml:6:3: steps\.\w+: .+ \[error CE003\]$", told)
    assert "“Ci dispiace.”" in result.output
    assert 'centralino call 0577235501 --at "' in result.output
    assert max(map(len, others)) <= 80


def test_a_warning_alone_exits_with_0() -> None:
    result = run("check", **{SLUG: MENU + "  c: {say: Mai.}\n"})
    assert result.exit_code == 0
    assert "warning CW001" in result.output


def test_a_voice_that_fails_where_the_calls_are_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    voiced = "organisation: Ateneo\nvoices: {it: Polly.Bianca-Generative}\n"
    other = MENU.replace("235501", "235502")
    files = {"centralino.yaml": voiced, SLUG: MENU, "0577235502": other}
    assert "CW012" not in run("check", **files).output
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    result = run("check", **files)
    assert result.exit_code == 0
    assert result.output.count("CW012") == 1
    assert "flows/centralino.yaml:2:10: voices.it: Polly.Bianca-Generative" in result.output
    assert "2 numbers checked: 0 errors, 1 warning" in result.output


def test_one_bad_file_does_not_hide_anothers_findings() -> None:
    result = run("check", **{SLUG: APOLOGY, "0577235502": "number: nessuno\n"})
    assert "CE001" in result.output
    assert "CE003" in result.output


def test_only_the_files_named_are_told_of() -> None:
    other = MENU.replace("235501", "235502")
    result = run("check", "flows/0577235502.yaml", **{SLUG: APOLOGY, "0577235502": other})
    assert result.exit_code == 0
    assert "CE003" not in result.output


def test_a_file_that_is_not_there_is_a_wrong_use() -> None:
    assert run("check", "flows/nessuno.yaml", **{SLUG: MENU}).exit_code == 2


def test_json_has_every_finding_with_its_call() -> None:
    data = json.loads(run("check", "--json", **{SLUG: APOLOGY}).output)
    assert [each["id"] for each in data["errors"]] == ["CE003"]
    assert data["errors"][0]["call"]["lines"][0] == {"who": "Switchboard", "what": "“Ci dispiace.”"}
    assert data["numbers"][0]["number"] == SLUG


def test_what_is_expected_and_happens_is_no_finding() -> None:
    expect = "expect:\n  - {at: 2026-11-23 11:00, press: 1, dial: answered, ends: conversation}\n"
    assert run("check", **{SLUG: MENU + expect}).exit_code == 0


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("ends: voicemail", "expected the call to end in voicemail"),
        ("hears: buonasera", "expected to hear “buonasera”"),
        ("to: urp@example.org", "expected a message for urp@example.org"),
        ("ends: conversation, dial: engaged", "'engaged' is no result of a call"),
    ],
)
def test_an_unmet_expectation_is_an_error_at_its_line(expected: str, told: str) -> None:
    expect = f"expect:\n  - {{at: 2026-11-23 11:00, press: 1, {expected}}}\n"
    result = run("check", **{SLUG: MENU + expect})
    assert result.exit_code == 1
    assert "flows/0577235501.yaml:9:" in result.output
    assert told in " ".join(result.output.split())


def test_the_call_of_an_unmet_expectation_is_printed() -> None:
    expect = "expect:\n  - {at: 2026-11-23 11:00, press: 1, dial: busy, ends: conversation}\n"
    output = run("check", **{SLUG: MENU + expect}).output
    assert "Caller      presses 1" in output
    assert "Telephone   0577 235010 rings for 2 s: busy" in output


def test_the_example_flows_pass_with_all_that_they_expect() -> None:
    shutil.copytree(ROOT / "flows", "flows")
    assert (ROOT / "static").is_dir()
    result = run("check")
    assert result.exit_code == 0, result.output


def test_of_a_long_call_the_beginning_and_the_end_are_printed() -> None:
    menu = "{menu: Prema 1., keys: {1: end}, timeout: 20, otherwise: "
    menus = "".join(f"  s{n}: {menu}s{n + 1}}}\n" for n in range(20))
    steps = f"steps:\n{menus}  s20: {{dial: office}}\n  end: {{dial: office}}\n"
    output = run("check", **{SLUG: OFFICE + steps}).output
    assert "the longest such call" in output
    assert "lines more ..." in output
    assert len(output.splitlines()) < 60


def test_paths_show_every_word_and_fold_where_they_join() -> None:
    result = run("paths", SLUG, **{SLUG: MENU})
    assert result.exit_code == 0, result.output
    assert "“Prema 1.”" in result.output
    assert "rings 0577 235010" in result.output
    assert "→ as at [" in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_paths_at_a_moment_show_what_time_decides() -> None:
    flows = {SLUG: OFFICE}
    day = run("paths", SLUG, "--at", "2026-11-23 11:00", **flows).output
    night = run("paths", SLUG, "--at", "2026-11-23 22:00").output
    assert "rings 0577 235010" in day
    assert "rings" not in night
    assert "Riapre domani alle 10" in " ".join(night.replace("│", " ").split())


def test_paths_at_a_moment_tell_once_what_time_decides() -> None:
    night = run("paths", SLUG, "--at", "2026-11-23 22:00", **{SLUG: OFFICE}).output
    assert night.count("outside its hours") == 1


def test_paths_tell_a_silent_caller_from_one_who_hangs_up() -> None:
    shown = run("paths", SLUG, **{SLUG: OFFICE}).output
    assert shown.count("says nothing after the tone") == 1
    assert shown.count("hangs up without a word") == 1


def test_a_service_line_is_told_for_what_it_is() -> None:
    line = 'number: "0577 235509"\nsteps:\n  a: {control: all}\n'
    shown = run("paths", "0577235509", **{SLUG: OFFICE, "0577235509": line}).output
    assert "the service line asks for an office and its PIN" in shown
    assert "informed" not in shown
    assert "a service line, for offices alone: its calls are not tried" in run("check").output


@pytest.mark.parametrize("arguments", [["nessuno"], [SLUG, "--at", "domani"], ["0577 235599"]])
def test_paths_refuse_what_they_cannot_read(arguments: list[str]) -> None:
    assert run("paths", *arguments, **{SLUG: MENU}).exit_code == 2
