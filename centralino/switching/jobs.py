"""What the worker does for switching, as whoever wires it hands it over."""

from collections.abc import Mapping, Sequence

from centralino.core.clock import Clock, utc_now
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Job
from centralino.delivery.routine import Routine
from centralino.switching.fetching_notices import SpokenErrand
from centralino.switching.maintenance import look_after
from centralino.switching.switch_mails import AttemptsMail, Reminder, SwitchedMail


def switching_jobs(services: DeliveryServices) -> Mapping[str, Job]:
    """By their kind."""
    return {
        SwitchedMail.kind: SwitchedMail(services),
        Reminder.kind: Reminder(services),
        AttemptsMail.kind: AttemptsMail(services),
        SpokenErrand.kind: SpokenErrand(services),
    }


def switching_routines(services: DeliveryServices, clock: Clock = utc_now) -> Sequence[Routine]:
    return (Routine(services.limits.reconciling, lambda: look_after(services, clock())),)
