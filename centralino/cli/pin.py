"""`centralino pin`: the PIN by which an office switches its number from a telephone."""

import click

from centralino.cli.chosen_flow import flow_of
from centralino.cli.switch_options import SwitchServices, room, who
from centralino.core.input_errors import input_error
from centralino.core.numbers import format_number
from centralino.core.texts import _
from centralino.delivery.queueing import Dispatch
from centralino.switching.desk import Hand
from centralino.switching.pins import Pins, generate_pin


@click.group()
def pin() -> None:
    """Give an office the PIN of the service line, or take it away."""


@pin.command("set")
@click.argument("number")
@click.option("--generate", is_flag=True, help="Make one, and print it this once.")
@click.option("--by", help="Who says so. Default: the user of this terminal.")
def set_(number: str, generate: bool, by: str | None) -> None:
    """Set NUMBER's PIN, asked for without showing it. An office that was locked is unlocked."""
    with room() as here:
        flow = flow_of(number, here.loaded)
        if flow.is_service:
            number = format_number(flow.number)
            raise input_error(
                _("{number} is the service line: a PIN is an office's", number=number)
            )
        if generate:
            chosen = generate_pin(flow.slug)
        else:
            chosen = click.prompt("PIN", hide_input=True, confirmation_prompt=True)
        _pins(here).set(flow.slug, chosen, _hand(here, flow.slug, by))
        click.echo(_("The PIN of {number} is set.", number=format_number(flow.number)))
        if generate:
            click.echo(_("It is {pin}: write it down now, it is kept as a hash only.", pin=chosen))


@pin.command()
@click.argument("number")
@click.option("--by", help="Who says so. Default: the user of this terminal.")
def remove(number: str, by: str | None) -> None:
    """Take NUMBER's PIN away: nobody can switch it by telephone any more."""
    with room() as here:
        flow = flow_of(number, here.loaded)
        if not _pins(here).remove(flow.slug, _hand(here, flow.slug, by)):
            raise click.ClickException(_("{number} has no PIN", number=format_number(flow.number)))
        click.echo(_("{number} has no PIN any more.", number=format_number(flow.number)))


def _pins(here: SwitchServices) -> Pins:
    return Pins(here.store, Dispatch(here.store))


def _hand(here: SwitchServices, number: str, by: str | None) -> Hand:
    return Hand(who(by), here.now, number=number)
