"""The suite can run as on another day: every clock of the day shows it, in every process."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import as_on
import present_only
import psycopg
import pytest
from standins import postgres

from centralino.core.clock import utc_now

ROOT = Path(__file__).resolve().parents[2]
DAY = "2031-05-06 07:08"
FAR = timedelta(minutes=10)  # which no start of a process takes
CLOCKS = """
import datetime, sqlite3, subprocess, sys, time
print(datetime.datetime.now(datetime.UTC).isoformat())
print(sqlite3.connect(":memory:").execute("SELECT datetime('now') || '+00:00'").fetchone()[0])
started = time.monotonic()
time.sleep(0.2)
print(0.2 <= time.monotonic() - started)
print(subprocess.check_output(["date", "-Iseconds"], env={}, text=True).strip())
"""


@pytest.fixture
def installed() -> None:
    if as_on.find_libfaketime() is None:
        postgres.missing("no libfaketime on this machine")


@pytest.mark.usefixtures("installed")
def test_every_clock_of_the_day_shows_the_day_that_was_asked_for() -> None:
    command = [sys.executable, as_on.__file__, DAY, sys.executable, "-c", CLOCKS]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    first, second, slept, third = ran.stdout.splitlines()
    assert slept == "True", "to sleep takes as long as ever"
    asked = as_on.moment_of(DAY)
    assert all(abs(datetime.fromisoformat(each) - asked) < FAR for each in (first, second, third))


def test_this_suite_s_own_processes_and_database_agree_on_the_day() -> None:
    """Trivial today; as on another day it is what the whole suite rests on."""
    child = subprocess.check_output(["date", "-Iseconds"], env={"PATH": os.environ["PATH"]})
    with postgres.server() as url, closing(psycopg.connect(url)) as connection:
        (database,) = connection.execute("SELECT now()").fetchone() or ()
    for told in (datetime.fromisoformat(child.decode().strip()), database):
        assert abs(told - utc_now()) < FAR


def test_what_stays_in_the_present_is_there() -> None:
    for place in present_only.LEFT_OUT:
        assert (ROOT / place).exists(), place
        assert present_only.stays(f"{place}::test_one")
    assert not present_only.stays("tests/calendar/test_agenda.py::test_one")
