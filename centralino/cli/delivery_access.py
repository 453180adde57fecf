"""What the commands about voicemail work with: the same as the worker, from the environment."""

import click

from centralino import services
from centralino.core.input_errors import InputError
from centralino.core.settings import Settings
from centralino.delivery.delivery_services import DeliveryServices


def delivering() -> DeliveryServices:
    """Raises click.ClickException for settings that do not read."""
    try:
        return services.delivering(Settings())
    except InputError as error:
        raise click.ClickException(str(error)) from error
