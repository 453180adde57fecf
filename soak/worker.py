"""A worker as `centralino worker` is, but in a hurry: `python -m soak.worker VERSION`."""

import signal
import sys
from dataclasses import replace
from datetime import timedelta
from threading import Event

from centralino.core import logs
from centralino.core.settings import Settings
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.delivery_services import make_delivery_services
from centralino.delivery.worker import Worker
from centralino.serving.fresh_directory import FreshDirectory
from centralino.switching.jobs import switching_jobs, switching_routines

LIMITS = replace(
    DeliveryLimits(),
    first_wait=0.5,
    longest_wait=4.0,
    patience=timedelta(days=1),
    a_minute=1_000_000,
    beat=0.5,
    silence=5.0,
    reconciling=10.0,
    announced=20.0,
)


def main(version: str) -> None:
    settings, stop = Settings(), Event()
    logs.set_up(settings)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    services = make_delivery_services(settings, FreshDirectory(settings.flows_dir), LIMITS)
    jobs, routines = switching_jobs(services), switching_routines(services)
    Worker(services, version=version, jobs=jobs, routines=routines).run(stop)


if __name__ == "__main__":
    main(sys.argv[1])
