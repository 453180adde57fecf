"""`python -m soak --count 500 --database sqlite`: exits with 1 if a voicemail was lost."""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import soak.standins  # noqa: F401 -- puts the stand-ins on the path
from soak.calls import Announcement, Twilio
from soak.databases import database
from soak.faults import Faults
from soak.house import House
from soak.outside import Outside, outside
from soak.tally import Tally, tallied, unsettled

STUCK = 180.0  # seconds in which nothing more arrives: what is missing then is lost


def soaked(kind: str, count: int, minutes: float, seconds: float, folder: Path) -> Tally:
    """Announce so many voicemails, or for so long, while everything is broken; then count."""
    with database(kind, folder) as store, outside(seconds) as beyond:
        environment = {
            "DATABASE_URL": store.url,
            "SMTP_URL": beyond.smtp,
            "TWILIO_API_URL": beyond.api,
        }
        house = House(folder, environment)
        stop, faults = Event(), Faults(house, beyond, store)
        with ThreadPoolExecutor(1) as aside:
            try:
                house.start()
                breaking = aside.submit(faults.run, stop)
                until = time.monotonic() + minutes * 60
                announced, acknowledged = Twilio(house.url, beyond).announce(count, until)
                stop.set()
                breaking.result()
                wait_for(announced, beyond)
                return tallied(announced, acknowledged, beyond.arrived(), faults.told())
            finally:
                stop.set()
                house.stop()


def wait_for(announced: Sequence[Announcement], beyond: Outside) -> None:
    """Until everything is settled, or nothing more arrives."""
    last, since = len(announced), time.monotonic()
    while left := len(unsettled(announced, beyond.arrived())):
        if left < last:
            last, since = left, time.monotonic()
        if time.monotonic() - since > STUCK:
            return
        time.sleep(1.0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="voicemails in all")
    parser.add_argument("--minutes", type=float, default=60.0, help="announce no longer than this")
    parser.add_argument("--audio", type=float, default=2.0, help="seconds of audio in each")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    asked = parser.parse_args()
    code = 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that nothing is left running
    for kind in asked.database or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            started = time.monotonic()
            tally = soaked(kind, asked.count, asked.minutes, asked.audio, Path(folder))
            print(
                f"{kind}, {time.monotonic() - started:.0f} s", *tally.lines(), sep="\n", flush=True
            )
            code = code or tally.code
    return code


if __name__ == "__main__":
    sys.exit(main())
