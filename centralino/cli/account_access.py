"""What the commands about the Twilio account share: the account itself, and errors for people."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from centralino.cli.option_names import name_options
from centralino.core.input_errors import InputError
from centralino.core.settings import Settings
from centralino.core.texts import _, _n
from centralino.loading.loader import Loaded, load
from centralino.twilio.account_status import AccountStatus, read_standing
from centralino.twilio.api import Account, is_sid
from centralino.twilio.errors import AccountError
from centralino.twilio.patience import PATIENT


@contextmanager
def tell_account_errors() -> Iterator[None]:
    """What goes wrong with the account is told in a line, with its remedy."""
    try:
        yield
    except AccountError as error:
        raise click.ClickException(explain_account_error(error)) from error
    except InputError as error:
        raise click.ClickException(name_options(error)) from error


def explain_account_error(error: AccountError) -> str:
    return f"{error}: {error.remedy}" if error.remedy else str(error)


def account_of(settings: Settings, sid: str = "") -> Account:
    """Raises click.ClickException where there are no credentials."""
    if settings.is_local or not settings.twilio_account_sid:
        raise click.ClickException(
            _(
                "no credentials: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, "
                "from the first page of Twilio's console"
            )
        )
    for name, given in (("TWILIO_ACCOUNT_SID", settings.twilio_account_sid), ("--account", sid)):
        if given and not is_sid(given, "AC"):
            raise click.ClickException(
                _("{name}: '{given}' is no account: AC and 32 digits", name=name, given=given[:40])
            )
    if settings.twilio_region and not settings.twilio_edge:
        raise click.ClickException(
            _(
                "TWILIO_REGION={region} needs TWILIO_EDGE too: ie1 goes with dublin",
                region=settings.twilio_region,
            )
        )
    return Account(settings, sid=sid, patience=PATIENT)


def active(account: Account) -> AccountStatus:
    """Raises AccountError, and click.ClickException for an account that is out of use."""
    found = read_standing(account)
    if not found.is_active:
        raise click.ClickException(
            f"{found.sid}: {found.told}: " + _("see Twilio's console for why")
        )
    return found


def flows_of(settings: Settings) -> Loaded:
    """The flows as they stand. Raises click.ClickException where there is an error in any."""
    loaded = load(settings.flows_dir)
    if loaded.problems:
        first, more = loaded.problems[0], len(loaded.problems) - 1
        told = _n("{first} (and {count} more)", "{first} (and {count} more)", more, first=first)
        raise click.ClickException(
            _("{problems}: run `centralino check` first", problems=told if more else first)
        )
    return loaded
