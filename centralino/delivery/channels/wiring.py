"""Which channels there are: what a new one is added to."""

from collections.abc import Callable

from centralino.core.directory import Directory
from centralino.core.settings import Settings
from centralino.delivery.channels.email.email_channel import EmailChannel, make_postman
from centralino.delivery.channels.known_channels import Channels
from centralino.delivery.channels.webhook.webhook_channel import WebhookChannel
from centralino.delivery.delivery_limits import DeliveryLimits


def make_channels(
    settings: Settings, directory: Callable[[], Directory], limits: DeliveryLimits
) -> Channels:
    """Raises InputError for an SMTP_URL that does not read."""
    postman = make_postman(settings, limits)
    key = settings.webhook_key.get_secret_value()
    return Channels(
        {
            "email": EmailChannel(postman, lambda: directory().mail.sender, limits.outbox),
            "webhook": WebhookChannel(key, settings.public_url, limits.webhook),
        }
    )
