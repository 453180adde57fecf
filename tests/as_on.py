"""Run a command, and all that it starts, as on another day: `as_on.py "2028-02-29 12:00" make`.

libfaketime (Debian: apt-get install libfaketime) shifts every clock of the day, PostgreSQL's and
SQLite's too, and lets them tick. The monotonic clock and the times of files stay as they are.
"""

import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from centralino.core.clock import utc_now

ZONE = ZoneInfo("Europe/Rome")
PYTHONS = Path(__file__).parent / "another_day"
PLACES = ("usr/lib/*/faketime", "usr/lib/faketime", "usr/lib64/faketime")
LIBRARY = "libfaketimeMT.so.1"


def find_libfaketime() -> Path | None:
    found = (each for place in PLACES for each in Path("/").glob(f"{place}/{LIBRARY}"))
    return next(found, None)


def moment_of(written: str) -> datetime:
    """A moment in Rome, unless it has a zone. Raises ValueError."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def environment(moment: datetime, preload: Path) -> dict[str, str]:
    """What makes `moment` of now, for a process and for all that come from it.

    An offset, and not a moment, which each process would take for the one of its own start.
    """
    offset = round((moment - utc_now()).total_seconds()) + shifted()
    paths = (str(PYTHONS), os.environ.get("PYTHONPATH"))
    return {
        "FAKETIME": f"{offset:+d}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # with it, waiting for the interpreter turns busy
        "LD_PRELOAD": str(preload),
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }


def shifted() -> int:
    """By how many seconds the clock of this process is shifted already."""
    return int(os.environ.get("FAKETIME", "0s").removesuffix("s"))


def main(written: str, *command: str) -> None:
    preload = find_libfaketime()
    if preload is None:
        sys.exit("libfaketime is missing. On Debian and Ubuntu: apt-get install libfaketime")
    shifting = {**os.environ, **environment(moment_of(written), preload)}
    os.execvpe(command[0], command, shifting)  # noqa: S606 -- the command as it was typed


if __name__ == "__main__":
    main(*sys.argv[1:])
