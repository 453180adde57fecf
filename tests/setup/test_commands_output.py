"""Commands whose output nobody takes: no traceback, whatever it is that cannot be written."""

import subprocess
import sys
from pathlib import Path

import pytest

from setup.served import PATIENCE, ROOT

CENTRALINO = str(Path(sys.executable).with_name("centralino"))


def shell(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "FLOWS_DIR": str(ROOT / "flows"), "LANG": "en_GB.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("end", ["> /dev/full", "| head -1", ">&-", "> >(exec true)"])
def test_a_command_whose_output_nobody_takes_says_so_in_a_line_or_nothing(
    end: str, tmp_path: Path
) -> None:
    ended = shell(f"{CENTRALINO} schema {end}", tmp_path)
    assert ended.stderr in ("", "Error: cannot write: the disk is full\n")
    if end == "> /dev/full":
        assert (ended.returncode, bool(ended.stderr)) == (1, True)


@pytest.mark.parametrize("end", ["2>&-", "2> /dev/full", "2> >(exec true)"])
def test_a_command_whose_errors_nobody_takes_fails_all_the_same(end: str, tmp_path: Path) -> None:
    assert shell(f"{CENTRALINO} paths 999 {end}", tmp_path).returncode in (1, 2)
    assert shell(f"{CENTRALINO} schema {end}", tmp_path).returncode == 0
