"""A worker in a process of its own: `worker_process.py DATABASE API SMTP [TRICK VALUE]`.

`die-once FILE`: it kills itself between sending and writing that down, once, and leaves the file.
`die-settled FILE`: it kills itself once that is written down, before the engine knows.
`version VERSION`: it is of another version.
`die-of SID`: it kills itself whenever it touches that recording.
`jump DAYS`: on SIGUSR1 the clock of the whole process jumps so far.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import time_machine  # noqa: E402
from standins.twilio_api import TwilioApi  # noqa: E402

from centralino.core.clock import utc_now  # noqa: E402
from centralino.delivery.delivery_limits import DeliveryLimits  # noqa: E402
from centralino.delivery.job import Parcel, Result, Try  # noqa: E402
from centralino.delivery.job_runner import JobRunner  # noqa: E402
from centralino.delivery.queueing import WORK_VERSION  # noqa: E402
from centralino.delivery.worker import Worker  # noqa: E402
from delivery.office import QUICK, bench, settings  # noqa: E402 -- found by the path above


def die_before_settling(mark: str) -> DeliveryLimits:
    settled = JobRunner._settled

    def fatal(self: JobRunner, kind: str, this: Try, result: Result) -> str:
        die_once(mark)
        return settled(self, kind, this, result)

    JobRunner._settled = fatal  # type: ignore[method-assign]  # a death that no argument can ask for
    return QUICK


def die_after_settling(mark: str) -> DeliveryLimits:
    settled = JobRunner._settled

    def fatal(self: JobRunner, kind: str, this: Try, result: Result) -> str:
        done = settled(self, kind, this, result)
        die_once(mark)
        return done

    JobRunner._settled = fatal  # type: ignore[method-assign]
    return QUICK


def die_once(mark: str) -> None:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def of_version(version: str) -> DeliveryLimits:
    VERSIONS.append(version)
    return QUICK


def die_of_a_recording(recording: str) -> DeliveryLimits:
    handed_over = JobRunner._handed_over

    def fatal(self: JobRunner, parcel: Parcel) -> Result:
        if f"{recording}.voicemail" in parcel.message_id:
            os.kill(os.getpid(), signal.SIGKILL)
        return handed_over(self, parcel)

    JobRunner._handed_over = fatal  # type: ignore[method-assign]
    return QUICK


def jump(days: str) -> DeliveryLimits:
    def jumped(*_: object) -> None:
        then = utc_now() + timedelta(days=int(days))
        time_machine.travel(then, tick=True).start()

    signal.signal(signal.SIGUSR1, jumped)
    return replace(QUICK, reconciling=1.0, first_wait=2.0, longest_wait=2.0)


VERSIONS = [WORK_VERSION]
TRICKS: dict[str, Callable[[str], DeliveryLimits]] = {
    "die-once": die_before_settling,
    "die-settled": die_after_settling,
    "version": of_version,
    "die-of": die_of_a_recording,
    "jump": jump,
}


def main(database: str, api: str, smtp: str, trick: str = "", value: str = "") -> None:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    limits = TRICKS[trick](value) if trick else QUICK
    means = bench(settings(database, TwilioApi(url=api), smtp), limits).means
    Worker(means, version=VERSIONS[-1]).run(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
