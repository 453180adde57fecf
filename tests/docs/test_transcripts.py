"""What the pages show of a terminal is what the commands really print."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from centralino.cli import main

from .pages import ROOT, Block, blocks

PROMPT = "$ "
REFERENCE = re.compile(r"(?:\d ){5}\d")
"""A voicemail's reference: another one in every call."""


def plain(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return REFERENCE.sub("0 0 0 0 0 0", "\n".join(lines))


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_a_terminal_shows_what_a_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: Block
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "flows").symlink_to(ROOT / "flows")
    command, _, shown = block.text.removeprefix(PROMPT).partition("\n")
    program, *words = shlex.split(command)
    assert program == ".venv/bin/centralino"
    result = CliRunner().invoke(main, words)
    assert plain(result.stdout) == plain(shown)
