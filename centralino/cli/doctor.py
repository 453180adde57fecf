"""`centralino doctor`: what works and what does not, on one screen."""

import json

import click
from rich.console import Console

from centralino.cli.account_access import tell_account_errors
from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.doctor.examination import examine
from centralino.doctor.screen import as_data, show
from centralino.services import installation_services
from centralino.serving.server_here import settings_here


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def doctor(*, as_json: bool) -> None:
    """Examine everything that a call and its voicemail need, and say what to do about it.

    Nothing is changed and no mail is sent. Exits with 1 when something is wrong; what is only
    doubtful is told.
    """
    with tell_account_errors():
        report = examine(installation_services(settings_here(Settings())), utc_now())
    if as_json:
        click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=2))
    else:
        show(Console(highlight=False), report)
    raise SystemExit(0 if report.is_well else 1)
