"""`centralino mail`: what the product writes to offices and the helpdesk, before it is sent."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from centralino.cli.chosen_flow import flow_of, load_flows
from centralino.cli.per_language import SpokenLanguage
from centralino.core.clock import utc_now
from centralino.core.input_errors import InputError
from centralino.core.os_errors import explain_os_error
from centralino.core.texts import _
from centralino.delivery import helpdesk_mails, missed_calls, unknown, voicemail_delivery
from centralino.delivery.mail_kinds import EXAMPLES
from centralino.delivery.mail_preview import MailPreview, preview_mail
from centralino.doctor import daily
from centralino.loading.loader import Loaded
from centralino.people import sign_in_mail
from centralino.switching import switch_mails

WRITERS = (
    voicemail_delivery,
    missed_calls,
    helpdesk_mails,
    unknown,
    switch_mails,
    sign_in_mail,
    daily,
)
"""Whose mails there are: each kind registers itself when its module is imported."""


@click.group(invoke_without_command=True)
@click.pass_context
def mail(context: click.Context) -> None:
    """List the mails that are sent to offices and the helpdesk, or show one."""
    if context.invoked_subcommand is None:
        table = Table(box=None, pad_edge=False)
        table.add_column(_("mail"), no_wrap=True)
        table.add_column(_("to"))
        table.add_column(_("tells of"))
        for example in EXAMPLES.values():
            table.add_row(example.name, _(example.to), _(example.about))
        Console(highlight=False).print(table)


@mail.command()
@click.argument("kind")
@click.argument("number", required=False)
@click.option("--language", type=SpokenLanguage(), help="The office's, if left out.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the HTML to this file.")
@click.option("--json", "as_json", is_flag=True, help="One object, with text and HTML.")
def preview(
    kind: str, number: str | None, language: str | None, html: Path | None, as_json: bool
) -> None:
    """Show a mail with invented data, as the office of NUMBER, or the first one, would get it.

    `centralino mail` lists the kinds. Nothing is sent, and nobody has called.
    """
    loaded = load_flows()
    try:
        made = preview_mail(
            kind, _office(number, loaded), loaded.house.directory, utc_now(), language or ""
        )
    except InputError as error:
        raise click.UsageError(str(error)) from error
    if html is not None:
        _write(html, made.html)
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
    elif html is None:
        click.echo(as_mail(made), nl=False)
    else:
        told = _("Written: {file}. The subject is: {subject}", file=html, subject=made.subject)
        click.echo(told)


def as_mail(made: MailPreview) -> str:
    """The text as a mail program shows it, below the headers that people read."""
    to = ", ".join(made.to)
    headers = {_("From"): made.sender, _("To"): to, _("Subject"): made.subject}
    return "".join(f"{name}: {value}\n" for name, value in headers.items() if value) + (
        f"\n{made.text}"
    )


def _office(number: str | None, loaded: Loaded) -> str:
    """The slug of an office's number. Raises click.UsageError where there is none."""
    offices = loaded.house.directory.offices
    if number:
        slug = flow_of(number, loaded).slug
        if slug not in offices:
            message = _("{number} is a service line: no office gets mails for it", number=slug)
            raise click.UsageError(message)
        return slug
    if not offices:
        raise click.UsageError(
            _("there is no number yet, so no office gets mails: make one with `centralino new`")
        )
    return next(iter(offices))


def _write(file: Path, html: str) -> None:
    try:
        file.write_text(html, encoding="utf-8")
    except OSError as error:
        why = explain_os_error(error)
        message = _("{file} cannot be written: {why}", file=file, why=why)
        raise click.ClickException(message) from error
