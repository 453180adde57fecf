"""What every errand works with."""

from collections.abc import Callable
from dataclasses import dataclass

from centralino.core.directory import Directory
from centralino.core.settings import Settings
from centralino.delivery.channels.known_channels import Channels
from centralino.delivery.channels.wiring import make_channels
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.queueing import Dispatch
from centralino.store.store import Store
from centralino.twilio.api import Account


@dataclass(frozen=True)
class DeliveryServices:
    """The store, the queue, the account and the channels of one process. `pages_url` is where the
    pages are; empty where there are none."""

    store: Store
    dispatch: Dispatch
    directory: Callable[[], Directory]
    account: Account
    channels: Channels
    limits: DeliveryLimits
    pages_url: str = ""

    def close(self) -> None:
        """Let go of every connection. They are made again when needed."""
        self.channels.close()
        self.account.close()
        self.store.close()


def make_delivery_services(
    settings: Settings,
    directory: Callable[[], Directory],
    limits: DeliveryLimits | None = None,
    store: Store | None = None,
    channels: Channels | None = None,
) -> DeliveryServices:
    """Raises InputError for an SMTP_URL that does not read."""
    limits = limits or DeliveryLimits()
    store = store or Store(settings.database_url)
    channels = channels or make_channels(settings, directory, limits)
    pages_url = settings.public_url if settings.has_pages else ""
    return DeliveryServices(
        store, Dispatch(store), directory, Account(settings), channels, limits, pages_url
    )
