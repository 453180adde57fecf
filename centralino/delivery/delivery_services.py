"""What every errand works with."""

from collections.abc import Callable
from dataclasses import dataclass

from centralino.core.directory import Directory
from centralino.core.settings import Settings
from centralino.delivery.channels.email.postman import Outbox, Postman
from centralino.delivery.channels.email.smtp import SmtpPostman, server_from
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.queueing import Dispatch
from centralino.store.store import Store
from centralino.twilio.api import Account


@dataclass(frozen=True)
class DeliveryServices:
    """The store, the queue, the account and the mail of one process."""

    store: Store
    dispatch: Dispatch
    directory: Callable[[], Directory]
    account: Account
    postman: Postman
    limits: DeliveryLimits

    def close(self) -> None:
        """Let go of every connection. They are made again when needed."""
        self.postman.close()
        self.account.close()
        self.store.close()


def make_delivery_services(
    settings: Settings,
    directory: Callable[[], Directory],
    limits: DeliveryLimits | None = None,
    store: Store | None = None,
) -> DeliveryServices:
    """Raises InputError for an SMTP_URL that does not read."""
    limits = limits or DeliveryLimits()
    store = store or Store(settings.database_url)
    return DeliveryServices(
        store, Dispatch(store), directory, Account(settings), postman_of(settings, limits), limits
    )


def postman_of(settings: Settings, limits: DeliveryLimits) -> Postman:
    if not settings.smtp_url:
        return Outbox(limits.outbox)
    return SmtpPostman(server_from(settings.smtp_url), limits)
