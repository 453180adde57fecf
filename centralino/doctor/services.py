"""What the doctor examines: one installation, as its settings describe it."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.delivery.channels.email.postman import Postman
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.delivery_services import postman_of
from centralino.flows.flow import Flow
from centralino.flows.switches import NONE, Switches
from centralino.loading.loader import Loaded
from centralino.serving.last_good import load_or_last_good
from centralino.store.store import Store
from centralino.switching import live
from centralino.twilio.api import Account
from centralino.twilio.patience import Patience

QUICK = Patience(tries=3, longest=10.0)


@dataclass(frozen=True)
class DoctorServices:
    """Everything is asked anew by each examination, and closed after it.

    `trust` decides on the certificate that PUBLIC_URL shows; none: as everybody does.
    """

    settings: Settings
    loaded: Loaded
    store: Store
    account: Account
    postman: Callable[[], Postman]
    limits: DeliveryLimits
    switches: Callable[[], Switches] = field(default=lambda: NONE)
    trust: ssl.SSLContext | None = None

    @property
    def flows(self) -> list[Flow]:
        return list(self.loaded.house.flows.values())

    @property
    def has_account(self) -> bool:
        return self.account.exists and bool(self.settings.twilio_account_sid)

    def close(self) -> None:
        self.account.close()
        self.store.close()


def patient(settings: Settings, limits: DeliveryLimits | None = None) -> DoctorServices:
    """The installation of these settings."""
    bounds = limits or DeliveryLimits()
    return DoctorServices(
        settings,
        load_or_last_good(settings.flows_dir),
        Store(settings.database_url),
        Account(settings, patience=QUICK),
        lambda: postman_of(settings, bounds),
        bounds,
        lambda: live(settings, utc_now()),
    )
