"""`centralino notice`: what every caller hears first, with nothing deployed."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import click

from centralino.cli.per_language import words_option
from centralino.cli.switch_listing import as_data, deed_lines, switch_lines
from centralino.cli.switch_options import (
    SwitchServices,
    add_aim_options,
    room,
    show,
    warn_of_outlived,
)
from centralino.core.readable import write_moment
from centralino.core.texts import N_, _
from centralino.flows.switches import Gravity, Notice, Switches
from centralino.languages.prompts import DEFAULT, Prompt
from centralino.store.switch_models import Deed, Kind, LiveSwitch
from centralino.switching.aims import describe_aim, flows_aimed_at, read_aim
from centralino.switching.current_switches import (
    find_switches,
    is_there,
    standing_switches,
    switches_of,
    trail,
)
from centralino.switching.mapping import aim_of
from centralino.switching.outlived import find_outlived
from centralino.switching.preview import with_notice
from centralino.switching.requests import (
    OFFERED,
    main_language,
    read_end,
    read_start,
    read_words,
    spoken_prompt,
)
from centralino.switching.spoken_notices import kind_of, store_audio

GRAVITIES = {gravity.name.lower(): gravity for gravity in Gravity}
ENDED = {
    Kind.NOTICE: N_("Notice {number} ended: {aim}"),
    Kind.CLOSING: N_("Closing {number} ended: {aim}"),
    Kind.OPENING: N_("Opening {number} ended: {aim}"),
}
WOULD_END = {
    Kind.NOTICE: N_("Notice {number} would end: {aim}"),
    Kind.CLOSING: N_("Closing {number} would end: {aim}"),
    Kind.OPENING: N_("Opening {number} would end: {aim}"),
}


@click.group()
def notice() -> None:
    """Put up notices that callers hear first; list and end whatever is switched."""


@notice.command()
@add_aim_options
@words_option(
    "--text", N_("The words, in the organisation's language. In another language: en=...")
)
@click.option(
    "--audio", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="MP3 or WAV."
)
@click.option("--until", help="Until when: 17:00, 'domani 12:00', 2h. Offered: 24h.")
@click.option("--then", type=click.Choice(["continue", "end"]), default="continue")
@click.option("--gravity", type=click.Choice(list(GRAVITIES)), default="warning")
def add(
    everything: bool,
    site: str,
    number: tuple[str, ...],
    start: str | None,
    by: str | None,
    dry_run: bool,
    text: Mapping[str, str],
    audio: Path | None,
    until: str | None,
    then: str,
    gravity: str,
) -> None:
    """Put up a notice: everybody who calls hears it first, from now or --from until --until.

    Heard by calls that begin two seconds later. Times are the organisation's.
    """
    with room() as here:
        house = here.loaded.house
        aim = read_aim(house, everything=everything, site=site, number=number)
        begins = read_start(start, here.now)
        end = read_end(until or offered_end(), begins, here.now)
        made = Notice(
            prompt=words(here, text, audio, dry_run=dry_run),
            start=begins,
            end=end,
            aim=aim,
            gravity=GRAVITIES[gravity],
            ends_call=then == "end",
        )
        after = with_notice(here.switches(), made)
        told = {"aim": describe_aim(aim), "end": write_moment(end, here.zone)}
        if dry_run:
            click.echo(_("Notice would be: {aim}, until {end}", **told))
        else:
            name = here.desk.put_up(made, here.hand(by))
            click.echo(_("Notice {number}: {aim}, until {end}", number=name, **told))
        show(here, flows_aimed_at(house, aim), after, begins, dry_run=dry_run)
        warn_of_outlived(find_outlived(made, here.zone, main_language(house)), here.zone)


@notice.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(as_json: bool) -> None:
    """What is in force or will be: notices, closings and openings, with the number of each."""
    with room() as here:
        rows = list(_standing(here))
        language = main_language(here.loaded.house)
        if as_json:
            for row in rows:
                click.echo(json.dumps(as_data(row, here.zone, language), ensure_ascii=False))
        elif rows:
            for row in rows:
                click.echo(switch_lines(row, here.zone, language))
        else:
            click.echo(_("Nothing is switched: no notices, no live closings or openings."))


@notice.command()
@click.argument("id", type=int, metavar="ID")
@click.option("--by", help="Who says so. Default: the user of this terminal.")
@click.option("--dry-run", is_flag=True, help="Only tell what callers would hear.")
def end(id: int, by: str | None, dry_run: bool) -> None:  # noqa: A002 -- the argument's name
    """End a notice, a closing or an opening now, by its number in `notice list`."""
    with room() as here:
        found = next((row for row in _standing(here) if row.id == id), None)
        if found is None or not (dry_run or here.desk.end(id, here.hand(by))):
            raise click.ClickException(
                _("nothing in force has the number {number}: see `notice list`", number=id)
            )
        said = (WOULD_END if dry_run else ENDED)[Kind(found.kind)]
        click.echo(_(said, number=id, aim=describe_aim(aim_of(found))))
        after = switches_without(here, id)
        show(
            here, flows_aimed_at(here.loaded.house, aim_of(found)), after, here.now, dry_run=dry_run
        )


@notice.command("trail")
@click.option("--days", type=click.IntRange(1, 3650), default=30, help="How far back. Default: 30.")
def trail_(days: int) -> None:
    """Who switched what and when, latest first, wrong PINs included."""
    with room() as here:
        deeds, rows = _deeds(here, here.now - timedelta(days=days))
        for deed in deeds:
            click.echo(deed_lines(deed, rows, here.zone, main_language(here.loaded.house)))
        if not deeds:
            click.echo(_("Nothing was switched."))


def offered_end() -> str:
    """Ask on a terminal, offering a day; elsewhere an end must be written."""
    if not sys.stdin.isatty():
        raise click.UsageError(
            _("a notice needs an end: --until {offered}, or a moment", offered=OFFERED)
        )
    answer: str = click.prompt(_("Until when"), default=OFFERED)
    return answer


def words(
    here: SwitchServices, text: Mapping[str, str], audio: Path | None, *, dry_run: bool
) -> Prompt:
    """Text or audio, never neither. The audio is kept in the database, unless it is only tried."""
    house = here.loaded.house
    if audio is None:
        return read_words(house, text)
    if text.get(DEFAULT) or text.get(main_language(house)):
        raise click.UsageError(_("--text or --audio: a notice is either spoken or played"))
    content = audio.read_bytes()
    if dry_run:
        return spoken_prompt(f"/{audio.stem}.{kind_of(content)}", house, text)
    return spoken_prompt(store_audio(here.store, content, here.now), house, text)


def switches_without(here: SwitchServices, number: int) -> Switches:
    return switches_of(row for row in _standing(here) if row.id != number)


def _standing(here: SwitchServices) -> Sequence[LiveSwitch]:
    if not is_there(here.store):
        return []
    with here.store.reading() as session:
        return standing_switches(session, here.now)


def _deeds(
    here: SwitchServices, since: datetime
) -> tuple[Sequence[Deed], Mapping[int, LiveSwitch]]:
    """Latest first, and what was switched by number."""
    if not is_there(here.store):
        return [], {}
    with here.store.reading() as session:
        deeds = trail(session, since)
        wanted = {number for deed in deeds for number in deed.switches}
        return deeds, {row.id: row for row in find_switches(session, wanted)}
