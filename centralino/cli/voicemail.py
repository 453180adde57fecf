"""`centralino voicemail`: how deliveries stand, and what a person can do about them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import click
from rich.console import Console

from centralino.calls.reference import reference
from centralino.cli.delivery_access import delivering
from centralino.cli.voicemail_words import (
    age,
    describe_forgotten,
    details_line,
    recipient_line,
    show_table,
)
from centralino.core.addresses import is_address, plain
from centralino.core.clock import utc_now
from centralino.core.confirming import confirm
from centralino.core.directory import Directory
from centralino.core.input_errors import InputError
from centralino.core.numbers import e164, mask_number
from centralino.core.texts import _, in_force
from centralino.delivery import call_wording, delivery_status, mail_wording
from centralino.delivery.forgetting import forget
from centralino.delivery.retention import Retirement
from centralino.store.models import DeliveryState, Recording
from centralino.switching.maintenance import forget_caller


@click.group()
def voicemail() -> None:
    """See how deliveries stand, start them again, erase a caller."""


@voicemail.command("list")
@click.option("--all", "everything", is_flag=True, help="Those delivered too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(everything: bool, as_json: bool) -> None:
    """Voicemails that are not delivered, newest first. Exits with 1 if one of them is dead."""
    work = delivering()
    work.store.prepare()
    found = delivery_status.list_voicemails(work.store, everything=everything)
    directory = work.directory() if as_json else readers(work.directory())
    rows = [row_of(item, directory, utc_now()) for item in found]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        show_table(Console(), rows)
    else:
        none = _("No voicemail is kept.")
        click.echo(none if everything else _("Every voicemail is delivered."))
    if any(item.state == DeliveryState.DEAD for item in found):
        raise SystemExit(1)


@voicemail.command()
@click.argument("ref")
def show(ref: str) -> None:
    """One voicemail, by its reference or SID, with the trail of its call and each address."""
    work = delivering()
    work.store.prepare()
    for item in require_known(delivery_status.find_voicemails(work.store, ref), ref):
        for label, value in details_of(item, readers(work.directory())).items():
            if value:
                click.echo(details_line(label, value))
        for recipient in item.recipients:
            click.echo(recipient_line(recipient))


@voicemail.command()
@click.argument("ref", required=False)
@click.option("--dead", "all_dead", is_flag=True, help="All the dead ones.")
@click.option("--to", multiple=True, help="Send it here instead, even if it was delivered.")
def retry(ref: str | None, all_dead: bool, to: tuple[str, ...]) -> None:
    """Start a delivery again: one by its reference or SID, or all the dead ones."""
    if bool(ref) == all_dead or (all_dead and to):
        raise click.UsageError(_("give a reference, or --dead; --to goes with a reference"))
    for address in to:
        if not is_address(address):
            raise click.ClickException(
                _("'{address}' is no e-mail address, nor webhook:https://…", address=address)
            )
    work = delivering()
    work.store.prepare()
    if ref:
        sids: Sequence[str] = [
            item.sid
            for item in require_known(delivery_status.find_voicemails(work.store, ref), ref)
        ]
    else:
        sids = delivery_status.dead(work.store)
    count = delivery_status.retry(work, sids, utc_now(), tuple(map(plain, to)))
    if ref and not count:
        raise click.ClickException(
            _("{name} is delivered: to send it to somebody else, add --to ADDRESS", name=ref)
        )
    click.echo(_("Queued again: {count}.", count=count))


@voicemail.command("forget")
@click.argument("caller")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_(caller: str, yes: bool) -> None:
    """Erase a caller: recordings and calls, here and at Twilio, delivered or not."""
    try:
        number = e164(caller)
    except InputError as error:
        raise click.ClickException(str(error)) from error
    question = _("Erase everything of {number}? It cannot be undone", number=number)
    if not (yes or confirm(question)):
        raise click.Abort
    work = delivering()
    work.store.prepare()
    done = forget(work, number, Retirement(work), [forget_caller])
    click.echo("\n".join(describe_forgotten(done)))
    if not done.is_whole:
        raise SystemExit(1)


def require_known(found: Sequence[Recording], ref: str) -> Sequence[Recording]:
    if not found:
        raise click.ClickException(
            _("no voicemail is called {name}: see `centralino voicemail list`", name=ref)
        )
    return found


def readers(directory: Directory) -> Directory:
    """The same, told in the language of whoever reads."""
    return replace(directory, language=in_force().language)


def row_of(item: Recording, directory: Directory, now: datetime) -> dict[str, str]:
    office = directory.offices.get(item.number)
    return {
        "reference": reference(item.sid),
        "office": mail_wording.office_name(office, directory, item.number, directory.language),
        "caller": mask_number(item.caller or ""),
        "age": age(now - item.taken_at),
        "state": item.state,
        "attempts": str(item.attempts),
        "last error": item.error,
    }


def details_of(item: Recording, directory: Directory) -> dict[str, str]:
    return {
        **row_of(item, directory, utc_now()),
        "recording": item.sid,
        "call": item.call_sid,
        "taken": mail_wording.moment(item.taken_at, directory.zone, directory.language),
        "length": call_wording.describe_length(item.seconds, directory.language),
        "choices": call_wording.describe_choices(
            item.trail, item.number, directory, directory.language
        ),
        "tried": call_wording.describe_tries(
            item.trail, item.number, directory, directory.language
        ),
    }
