"""The linter lets nobody but centralino/core/clock.py read the clock of the day."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READS = {
    "datetime.now(UTC)": "from datetime import UTC, datetime",
    "datetime.today()": "from datetime import datetime",
    "date.today()": "from datetime import date",
    "datetime.datetime.now(datetime.UTC)": "import datetime",
    "time.time()": "import time",
    "time()": "from time import time",
    "localtime()": "from time import localtime",
    "formatdate()": "from email.utils import formatdate",
    "func.now()": "from sqlalchemy import func",
}


def complaints(place: str, text: str) -> str:
    ruff = str(Path(sys.executable).with_name("ruff"))
    command = (ruff, "check", "--stdin-filename", place)
    ran = subprocess.run(
        [*command, "--select", "TID251", "--output-format", "concise", "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(
    "place",
    ["centralino/doctor/reachability.py", "handlers/twilio/voice.py", "tests/x.py", "bench/x.py"],
)
def test_a_bare_look_at_the_clock_is_refused(place: str, read: str) -> None:
    text = f"{READS[read]}\n\nmoment = {read}\n"
    assert "TID251" in complaints(place, text)
    assert "TID251" in complaints(place, text.replace("()", "").replace("(UTC)", ""))


def test_its_owner_may() -> None:
    owner = ROOT / "centralino" / "core" / "clock.py"
    assert "TID251" not in complaints("centralino/core/clock.py", owner.read_text(encoding="utf-8"))
