"""A worker in a process of its own, to be killed: `worker_process.py DATABASE API SMTP [FATAL]`.

FATAL names a file: the worker kills itself between sending and writing that down, once, and
leaves the file.
"""

import os
import signal
import sys
from pathlib import Path
from threading import Event

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from standins.twilio_api import TwilioApi  # noqa: E402

from centralino.delivery.errand import Result  # noqa: E402
from centralino.delivery.errands import Errands  # noqa: E402
from centralino.delivery.worker import Worker  # noqa: E402
from delivery.office import bench, settings  # noqa: E402 -- found by the path above


def die_between_the_steps(mark: Path) -> None:
    settle = Errands.settle

    def fatal(self: Errands, kind: str, key: str, attempt: int, turn: str, result: Result) -> str:
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return settle(self, kind, key, attempt, turn, result)

    Errands.settle = fatal  # type: ignore[method-assign]  # a death that no argument can ask for


def main(database: str, api: str, smtp: str, fatal: str = "") -> None:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if fatal:
        die_between_the_steps(Path(fatal))
    Worker(bench(settings(database, TwilioApi(url=api), smtp)).means).run(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
