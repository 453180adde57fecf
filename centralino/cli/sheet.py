"""`centralino sheet`: for an office, what callers of its number hear, on a page to print."""

from datetime import datetime
from pathlib import Path

import click

from centralino.cli.chosen_flow import flow_of, load_flows
from centralino.cli.per_language import SpokenLanguage
from centralino.commissioning.sheet import make_sheet as html_of
from centralino.core import private_files
from centralino.core.clock import utc_now
from centralino.core.os_errors import explain_os_error
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded

SHEETS = Path("var/sheets")


@click.command()
@click.argument("number")
@click.option("--language", type=SpokenLanguage(), help="The number's, if left out.")
def sheet(number: str, language: str | None) -> None:
    """Print NUMBER's sheet as HTML: its hours, its expected calls word by word, its picture.

    `centralino sheet 0577235501 > urp.html`
    """
    loaded = load_flows()
    flow = flow_of(number, loaded)
    click.echo(html_of(flow, loaded, utc_now(), language or ""), nl=False)


def write_sheet(flow: Flow, loaded: Loaded, now: datetime, to: Path, language: str) -> None:
    """Raises click.ClickException if the file is there, or cannot be written."""
    try:
        if to.parent == SHEETS:
            private_files.make_folder(SHEETS)
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("x", encoding="utf-8") as writer:
            if to.parent == SHEETS:
                to.chmod(private_files.FILE)
            writer.write(html_of(flow, loaded, now, language))
    except OSError as error:
        told = _("{file}: the sheet cannot be written: {why}", file=to, why=explain_os_error(error))
        raise click.ClickException(told) from error
