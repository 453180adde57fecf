"""What the worker does for the pages' people, as whoever wires it hands it over."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from centralino.core.clock import Clock, utc_now
from centralino.core.settings import Settings
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Job
from centralino.delivery.routine import Routine
from centralino.loading.organisation import Organisation
from centralino.people import sessions, sign_in_by_mail
from centralino.people.sign_in_mail import SignInMail
from centralino.people.sign_in_secrets import SignInKeys


def people_jobs(
    services: DeliveryServices, house: Callable[[], Organisation], settings: Settings
) -> Mapping[str, Job]:
    """By their kind."""
    keys = SignInKeys(settings.pages_key)
    return {SignInMail.kind: SignInMail(services, house, keys, settings.public_url)}


def people_routines(services: DeliveryServices, clock: Clock = utc_now) -> Sequence[Routine]:
    return (Routine(services.limits.reconciling, lambda: forget_over(services, clock())),)


def forget_over(services: DeliveryServices, now: datetime) -> None:
    """Erase sessions that ended, and who asked to sign in. Raises SQLAlchemyError."""
    services.store.prepare()
    with services.store.writing() as session:
        sessions.forget_ended(session, now)
        sign_in_by_mail.forget_old(session, now)
