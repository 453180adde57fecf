"""`make` where something is missing: it says what, and what to do about it."""

import os
import shutil
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from setup.served import ROOT

OLD_PYTHON = """#!/bin/sh
[ "$1" = -V ] && echo Python 3.9.2 && exit
exit 1
"""
PYTHON_WITHOUT_VENV = """#!/bin/sh
case "$2" in *ensurepip*) exit 1 ;; esac
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with a Makefile and nothing else; spaces in its name are allowed."""
    folder = tmp_path / "a house"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    return folder


def make(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C"}
    return subprocess.run(
        ["make", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def program(folder: Path, text: str) -> str:
    file = folder / "python"
    file.write_text(text)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return "./python"


def test_help_explains_what_there_is(house: Path) -> None:
    told = make(cwd=house)
    assert told.returncode == 0
    for target in ("run", "test", "bench"):
        assert f"make {target}" in told.stdout


def test_it_can_be_called_from_another_folder(house: Path, tmp_path: Path) -> None:
    assert make("-f", "a house/Makefile", "help", cwd=tmp_path).stdout == make(cwd=house).stdout


def test_a_python_that_is_too_old_is_named_with_a_remedy(house: Path) -> None:
    told = make("run", f"PYTHON={program(house, OLD_PYTHON)}", cwd=house)
    assert told.returncode != 0
    assert "needs Python 3.11 or newer; here is Python 3.9.2" in told.stderr
    assert "PYTHON=" in told.stderr
    assert not (house / ".venv").exists()


def test_a_python_without_virtual_environments_gets_a_remedy(house: Path) -> None:
    told = make("run", f"PYTHON={program(house, PYTHON_WITHOUT_VENV)}", cwd=house)
    assert told.returncode != 0
    assert "apt-get install python3-venv" in told.stderr


def test_a_port_that_is_taken_is_told_before_anything_is_installed(house: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = make("run", f"PORT={port}", cwd=house)
    assert told.returncode != 0
    assert f"Port {port} is taken" in told.stderr
    assert "PORT=8001" in told.stderr
    assert not (house / ".venv").exists()
