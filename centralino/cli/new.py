"""`centralino new`: from an office's request to a number that is ready to serve."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from centralino.cli.chosen_flow import load_flows
from centralino.cli.option_names import name_options
from centralino.cli.per_language import SpokenLanguage, words_option
from centralino.cli.sheet import SHEETS, write_sheet
from centralino.commissioning.commission import RequestRefusedError, commission, refuse_to_overwrite
from centralino.commissioning.questions import ask_questions
from centralino.commissioning.request import NumberRequest, Written, read_request
from centralino.core.clock import utc_now
from centralino.core.input_errors import InputError
from centralino.core.os_errors import explain_os_error
from centralino.core.settings import Settings
from centralino.core.texts import N_, _
from centralino.languages.prompts import DEFAULT
from centralino.languages.registry import MAIN
from centralino.loading.loader import Loaded, load


@click.command()
@click.option("--number", default="", help="The virtual number: '0577 235590'.")
@words_option(
    "--office",
    N_("The office's name, as callers hear it. In another language: en=..."),
)
@click.option("--hours", default="", help="'mon-fri 10-13, tue 15-17'. Left out: always open.")
@click.option(
    "--season",
    "seasons",
    multiple=True,
    help="Other hours at a time of the year: '07-01..08-31: mon-fri 9-12'.",
)
@click.option("--ring", multiple=True, help="A telephone that rings; once for each, in order.")
@click.option("--email", multiple=True, help="Where messages are sent. Left out: none are taken.")
@click.option(
    "--choice",
    "choices",
    multiple=True,
    help="A key of a menu: '1=le tasse: 0577 235020'; in English too: '1=le tasse / en=fees: ...'.",
)
@click.option(
    "--code",
    "codes",
    multiple=True,
    help="Digits that reach somebody at any hour: '4711=on-call: 0577 235210'.",
)
@click.option("--site", default="", help="The building or campus, as centralino.yaml names it.")
@click.option("--web", default="", help="The page that callers are told of.")
@click.option(
    "--language",
    type=SpokenLanguage(),
    default=MAIN,
    show_default=True,
    help="Of the file's comments, the prompts and the sheet.",
)
@click.option(
    "--rotate", "rotates", is_flag=True, help="Each call begins with another of the telephones."
)
@click.option(
    "--confirm/--no-confirm",
    default=None,
    help="Whoever picks up presses 1, on every telephone or on none. Left out: on mobiles.",
)
@click.option("--always-open", is_flag=True, help="The organisation's closures do not apply.")
@click.option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the office's sheet goes. Default: var/sheets/NUMBER.html",
)
def new(
    sheet: Path | None, office: Mapping[str, str], **said: str | bool | tuple[str, ...]
) -> None:
    """Make a new number from an office's request: its flow file, and a sheet for the office.

    What no option says is asked for, on a terminal. The flow is checked, its expected calls are
    called, and only then is the file written; nothing is ever overwritten.
    """
    written = _written(office, **said)
    loaded = load_flows()
    written = _completed(written, sorted(loaded.house.organisation.sites))
    request = _read(written, loaded)
    asked, sheet = sheet, sheet or SHEETS / f"{request.slug}.html"
    now = utc_now()
    try:
        if asked:  # one of ours is made anew for the number's new file
            refuse_to_overwrite(asked)
        done = commission(request, Settings().flows_dir, now)
    except InputError as error:
        raise click.ClickException(str(error)) from error
    except RequestRefusedError as error:
        raise click.ClickException(_reasons(error)) from error
    except OSError as error:
        told = _("the file cannot be written: {why}", why=explain_os_error(error))
        raise click.ClickException(told) from error
    click.echo(done.text)
    loaded = load(Settings().flows_dir)
    if not asked:
        sheet.unlink(missing_ok=True)
    write_sheet(loaded.house.flows[request.slug], loaded, now, sheet, request.language)
    _tell(request, done.file, sheet)


def _written(office: Mapping[str, str], **said: Any) -> Written:
    """Click names the other options after the fields."""
    others = dict(office)
    name = others.pop(DEFAULT, "") or others.pop(said["language"], "")
    return Written(office=name, office_in=others, **said)


def _completed(written: Written, sites: list[str]) -> Written:
    """Ask for what is missing if somebody is there to answer. Raises click.UsageError if not."""
    if written.number and written.office:
        return written
    if sys.stdin.isatty():
        return ask_questions(written, sites)
    missing = [name for name in ("number", "office") if not getattr(written, name)]
    if len(missing) > 1:
        told = _("say --number and --office; on a terminal they are asked for")
    else:
        told = _("say --{option}; on a terminal it is asked for", option=missing[0])
    raise click.UsageError(told)


def _read(written: Written, loaded: Loaded) -> NumberRequest:
    try:
        return read_request(written, loaded.house.organisation.sites)
    except InputError as error:
        raise click.UsageError(name_options(error, between="\n")) from None


def _reasons(error: RequestRefusedError) -> str:
    lines = "\n".join(f"  {reason}" for reason in error.reasons)
    told = _("this request makes no flow that could serve; nothing was written:")
    return f"{told}\n{lines}"


def _tell(request: NumberRequest, file: Path, sheet: Path) -> None:
    click.echo(_("Written and checked: {file}", file=file))
    click.echo(_("For the office, to print: {file}", file=sheet))
    click.echo(_("To hear it: {command}", command=f"centralino call {request.slug}"))
