"""`centralino fallback`: what callers hear when the whole app is down."""

from pathlib import Path

import click

from centralino.cli.account_access import flows_of
from centralino.core.os_errors import explain_os_error
from centralino.core.settings import Settings
from centralino.core.texts import _
from centralino.switchboard import fallback_files

STATIC = Path(__file__).parents[2] / "static"


@click.group()
def fallback() -> None:
    """Files that speak for each number when the app itself cannot."""


@fallback.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write a TwiML file for each number into DIR, for any web server to serve.

    Each tells the office's hours and where to write. Serve DIR from another machine than the app,
    and give its address to `centralino numbers plan --base-url`. Export again when flows change.
    Nothing is written while a flow file has errors.
    """
    found = fallback_files.export_fallbacks(flows_of(Settings()).house.flows)
    try:
        changed = list(fallback_files.write(found, folder, STATIC))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {explain_os_error(error)}") from error
    for file in changed:
        click.echo(_("written  {file}", file=file))
    for file in fallback_files.left_over(found, folder):
        click.echo(
            _("left     {file}: no number of this name any more; delete it if you can", file=file)
        )
    click.echo(
        _(
            "Numbers: {numbers}. Files written: {files}.",
            numbers=len(found.documents),
            files=len(changed),
        )
    )
