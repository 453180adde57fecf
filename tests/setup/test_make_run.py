"""`make run`, with everything installed: both processes start, say what to do next, and end."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from setup.served import PATIENCE, ROOT, eventually, free_port

PARTS = ["app.py", "gunicorn.conf.py", "flows", "static", "templates", "tools"]
PARTS += ["requirements.lock", "pyproject.toml"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The house, with what is installed beside these tests."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for part in PARTS:
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for done in (".serves", ".assets"):
        (tmp_path / ".venv" / done).touch()
    return tmp_path


@contextmanager
def running(house: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(house)}
    with (house / "told").open("wb") as told:
        make = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=house,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        yield make
    finally:
        with suppress(ProcessLookupError):
            os.killpg(make.pid, signal.SIGKILL)
        make.wait(PATIENCE)


def told(house: Path) -> str:
    return (house / "told").read_text()


def nobody_is_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def reached(house: Path) -> bool:
    """Whether the doctor, in another terminal, finds the app at its port."""
    command = [str(house / ".venv" / "bin" / "centralino"), "doctor", "--json"]
    done = subprocess.run(
        command, cwd=house, env={"PATH": os.environ["PATH"]}, capture_output=True, check=False
    )
    found = [each for each in json.loads(done.stdout)["findings"] if each["id"] == "public_url"]
    return [each["mark"] for each in found] == ["well"]


def assert_the_link_signs_in(link: str, port: int) -> None:
    """As helpdesk, whichever of the processes answers."""
    assert link.startswith(f"http://127.0.0.1:{port}/sign-in/local/")
    with requests.Session() as browser:
        for _ in range(4):
            page = browser.get(link, timeout=PATIENCE)
            assert page.url == f"http://127.0.0.1:{port}/"
            assert "0577 235550" in page.text
        other = requests.get(link[:-1] + "x", timeout=PATIENCE)
        assert other.status_code == 410


@pytest.mark.parametrize("key", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "kill"])
def test_it_answers_says_how_to_call_and_leaves_nobody_behind(
    house: Path, key: signal.Signals
) -> None:
    port = free_port()
    with running(house, port) as make:
        eventually(lambda: "In another terminal" in told(house) and "worker ready" in told(house))
        lines = told(house).splitlines()
        command = next(line.split() for line in lines if "centralino call " in line)
        called = subprocess.run(
            command, cwd=house, env={"PATH": os.environ["PATH"]}, capture_output=True, check=False
        )
        assert called.returncode == 0, called.stdout.decode() + told(house)
        assert reached(house), "the doctor knows where the app is"
        assert_the_link_signs_in(next(line.strip() for line in lines if "/sign-in/" in line), port)
        if key == signal.SIGINT:
            os.killpg(make.pid, key)
        else:
            make.send_signal(key)
        make.wait(PATIENCE)
        eventually(lambda: nobody_is_left(make.pid))
    assert "Traceback" not in told(house)
