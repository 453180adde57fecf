"""The soak itself: a short one, and that it tells the truth."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from standins import postgres

from soak.calls import Announcement
from soak.tally import tallied

ROOT = Path(__file__).parents[2]
COUNT = 40


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_short_soak_loses_nothing(database: str) -> None:
    if database == "postgresql" and postgres.binaries() is None:
        postgres.missing(postgres.WHY)
    command = [sys.executable, "-m", "soak", "--count", str(COUNT), "--database", database]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    told = dict(re.findall(r"^([a-z ]+?) +(\d+)", done.stdout, re.MULTILINE))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (told["announced"], told["lost"]) == (str(COUNT), "0")
    assert int(told["delivered"]) + int(told["dead and told"]) == COUNT
    assert int(told["faults"]) > 0


def test_what_nobody_got_is_lost_and_a_death_that_was_told_is_not() -> None:
    announced = [Announcement(f"RE{one:032x}", "", False) for one in range(4)]
    twice, dead, both, lost = (one.sid for one in announced)
    arrived = {
        f"<{twice}.voicemail@example.org>": 2,
        f"<{dead}.dead@example.org>": 1,
        f"<{both}.voicemail@example.org>": 1,
        f"<{both}r17.dead@example.org>": 1,
        f"<{lost}.refused@example.org>": 1,
    }
    tally = tallied(announced, 3, arrived, {"kill_web": 2})
    assert (tally.announced, tally.acknowledged, tally.delivered, tally.dead) == (4, 3, 2, 1)
    assert (tally.duplicates, tally.lost, tally.code) == (1, (lost,), 1)
    assert tallied(announced[:3], 3, arrived, {}).code == 0
    assert f"lost                   1  {lost}" in tally.lines()
