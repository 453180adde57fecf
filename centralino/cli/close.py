"""`centralino close`: close a number or a site now, until a moment or the next opening."""

from collections.abc import Mapping

import click

from centralino.cli.per_language import words_option
from centralino.cli.switch_options import (
    SwitchServices,
    add_aim_options,
    room,
    show,
    warn_of_outlived,
)
from centralino.core.readable import write_moment
from centralino.core.texts import N_, _
from centralino.flows.switches import Switched
from centralino.switching.aims import describe_aim, read_aim
from centralino.switching.outlived import find_outlived_reason
from centralino.switching.preview import with_switched
from centralino.switching.requests import (
    closings_until_next_opening,
    each_reached,
    make_switchings,
    read_end,
    read_reason,
    read_start,
)


@click.command()
@add_aim_options
@click.option("--until", help="Until when: 17:00, 'lun 8:00', 2h. Left out: the next opening.")
@words_option(
    "--reason", N_("What callers are told: sciopero, maltempo. In another language: en=...")
)
def close(
    everything: bool,
    site: str,
    number: tuple[str, ...],
    start: str | None,
    by: str | None,
    dry_run: bool,
    until: str | None,
    reason: Mapping[str, str],
) -> None:
    """Close a number or a site, so that its callers hear that it is closed and when it reopens.

    Heard by calls that begin two seconds later. Times are the organisation's.
    """
    with room() as here:
        house = here.loaded.house
        aim = read_aim(house, everything=everything, site=site, number=number)
        begins = read_start(start, here.now)
        why = read_reason(house, reason)
        if until is None:
            made = closings_until_next_opening(house, aim, begins, here.switches(), why)
        else:
            end = read_end(until, begins, here.now)
            made = make_switchings(aim, opens=False, start=begins, end=end, reason=why)
        carry_out(here, made, by, dry_run=dry_run)


def carry_out(here: SwitchServices, made: list[Switched], by: str | None, *, dry_run: bool) -> None:
    """Make them, unless it is only tried, and print who hears what."""
    after = with_switched(here.switches(), made)
    for each in made:
        number = None if dry_run else here.desk.switch(each, here.hand(by))
        click.echo(_told(each, number, write_moment(each.switch.end, here.zone)))
    flows = list(each_reached(here.loaded.house, [each.aim for each in made]).values())
    show(here, flows, after, made[0].switch.start, dry_run=dry_run)
    outlived = [found for each in made for found in find_outlived_reason(each.switch, here.zone)]
    warn_of_outlived({found.sentence: found for found in outlived}.values(), here.zone)


def _told(made: Switched, number: int | None, end: str) -> str:
    """`number` is that of `notice list`; none where it is only tried."""
    said = {"aim": describe_aim(made.aim), "end": end}
    if number is None:
        if made.switch.opens:
            return _("Opening would be: {aim}, until {end}", **said)
        return _("Closing would be: {aim}, until {end}", **said)
    if made.switch.opens:
        return _("Opening {number}: {aim}, until {end}", number=number, **said)
    return _("Closing {number}: {aim}, until {end}", number=number, **said)
