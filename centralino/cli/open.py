"""`centralino open`: open a number or a site exceptionally, until a moment."""

from collections.abc import Mapping

import click

from centralino.cli.close import carry_out
from centralino.cli.per_language import words_option
from centralino.cli.switch_options import add_aim_options, room
from centralino.core.texts import N_
from centralino.switching.aims import read_aim
from centralino.switching.requests import make_switchings, read_end, read_reason, read_start


@click.command("open")
@add_aim_options
@click.option("--until", required=True, help="Until when: 17:00, 'domani 12:00', 2h.")
@words_option(
    "--reason", N_("Why it is open, for the trail. In another language: en=..."), older=False
)
def open_(
    everything: bool,
    site: str,
    number: tuple[str, ...],
    start: str | None,
    by: str | None,
    dry_run: bool,
    until: str,
    reason: Mapping[str, str],
) -> None:
    """Open a number or a site exceptionally: within a closure, on a holiday, outside its hours.

    Heard by calls that begin two seconds later. Times are the organisation's.
    """
    with room() as here:
        house = here.loaded.house
        aim = read_aim(house, everything=everything, site=site, number=number)
        begins = read_start(start, here.now)
        end = read_end(until, begins, here.now)
        why = read_reason(house, reason)
        made = make_switchings(aim, opens=True, start=begins, end=end, reason=why)
        carry_out(here, made, by, dry_run=dry_run)
