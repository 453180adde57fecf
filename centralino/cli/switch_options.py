"""What the commands that switch share: whom it is for, who does it, and who will hear what."""

import getpass
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import SQLAlchemyError

from centralino.cli.option_names import name_options
from centralino.core.clock import utc_now
from centralino.core.input_errors import InputError
from centralino.core.numbers import format_number
from centralino.core.readable import write_moment
from centralino.core.settings import Settings
from centralino.core.texts import _, _n
from centralino.delivery.queueing import Dispatch
from centralino.flows.flow import Flow
from centralino.flows.switches import Held, Switches
from centralino.loading.loader import Loaded
from centralino.services import installation_services
from centralino.store.store import Store, StoreNotReadyError
from centralino.switching.current_switches import read_live_switches, read_switches
from centralino.switching.desk import Desk, Hand
from centralino.switching.outlived import Outlived, tell_outlived
from centralino.switching.preview import Heard, preview_calls

SHOWN = 5  # numbers whose words are printed; of the others it is told how many there are
PAGE = 80


@dataclass(frozen=True)
class SwitchServices:
    """The flows, the database and the clock of one command. `now` is in the organisation's zone."""

    loaded: Loaded
    store: Store
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        return self.loaded.house.own.zone

    @property
    def desk(self) -> Desk:
        return Desk(self.store, Dispatch(self.store))

    def switches(self) -> Switches:
        """What is switched now. Raises SQLAlchemyError."""
        return read_switches(self.store, self.now)

    def hand(self, by: str | None) -> Hand:
        return Hand(who(by), self.now)


@contextmanager
def room() -> Iterator[SwitchServices]:
    """What goes wrong inside ends the command: 2 for what was written, 1 for the database."""
    try:
        settings = Settings()
        here = installation_services(settings)
        try:
            now = utc_now().astimezone(here.loaded.house.own.zone)
            yield SwitchServices(here.loaded, here.store, now)
        finally:
            here.close()
    except InputError as error:
        raise click.UsageError(name_options(error)) from error
    except StoreNotReadyError as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        why = str(error).partition("\n")[0]
        told = _("nothing has changed: the database says: {why}", why=why)
        raise click.ClickException(told) from error


def hold_switches(settings: Settings) -> Held:
    """What is switched now, for a command that takes it into account. Raises ClickException."""
    try:
        return Held(read_live_switches(settings, utc_now()))
    except SQLAlchemyError as error:
        why = str(error).partition("\n")[0]
        told = _("--live needs the database, which says: {why}", why=why)
        raise click.ClickException(told) from error


def who(by: str | None) -> str:
    """Whoever says so, or the user of this terminal."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def add_aim_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say whom a switch is for, and who makes it."""
    for option in reversed(
        (
            click.option("--all", "everything", is_flag=True, help="For every number."),
            click.option("--site", default="", help="For the numbers of a site."),
            click.option("--number", multiple=True, help="For a number; may be repeated."),
            click.option("--from", "start", help="From when: 'domani 8:00'. Now, if left out."),
            click.option("--by", help="Who says so. Default: the user of this terminal."),
            click.option("--dry-run", is_flag=True, help="Only tell what callers would hear."),
        )
    ):
        command = option(command)
    return command


def show(
    room: SwitchServices, flows: Sequence[Flow], switches: Switches, at: datetime, *, dry_run: bool
) -> None:
    """Print what callers will hear: of the first numbers the words, of the rest how many."""
    if not flows:
        click.echo(_("No number is there to hear it."))
        return
    click.echo(_announced(room, at, dry_run=dry_run))
    for each in preview_calls(room.loaded, flows[:SHOWN], switches, at):
        click.echo(line_of(each))
    if len(flows) > SHOWN:
        rest = [format_number(flow.number) for flow in flows[SHOWN:]]
        told = _n(
            "and likewise {count} more: {numbers}",
            "and likewise {count} more: {numbers}",
            len(rest),
            numbers=", ".join(rest),
        )
        click.echo(textwrap.fill(told, PAGE, subsequent_indent="  "))


def _announced(room: SwitchServices, at: datetime, *, dry_run: bool) -> str:
    if at <= room.now:
        return _("Callers would hear now:") if dry_run else _("Callers will hear now:")
    then = write_moment(at, room.zone)
    if dry_run:
        return _("Callers would hear on {moment}:", moment=then)
    return _("Callers will hear on {moment}:", moment=then)


def warn_of_outlived(found: Iterable[Outlived], zone: ZoneInfo) -> None:
    """Say which sentences will be wrong, from when on, and what to write instead."""
    for each in found:
        told = tell_outlived(each, zone)
        click.secho(textwrap.fill(told, PAGE, subsequent_indent="  "), fg="yellow")


def line_of(each: Heard) -> str:
    name = each.flow.office.get(each.flow.language) or next(iter(each.flow.office.values()))
    words = textwrap.fill(each.words, PAGE, initial_indent=" " * 6, subsequent_indent=" " * 6)
    return f"  {format_number(each.flow.number)}  {name}\n{words}"
