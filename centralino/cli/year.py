"""`centralino year`: what callers meet on each day of a year."""

from collections.abc import Iterator
from datetime import date, datetime

import click
from rich.console import Console
from rich.text import Text

from centralino.cli.chosen_flow import flow_of, load_flows
from centralino.cli.switch_options import hold_switches
from centralino.core.clock import utc_now
from centralino.core.numbers import format_number
from centralino.core.settings import Settings
from centralino.core.texts import _, in_force
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.switching.next_opening import closings
from centralino.year import terminal
from centralino.year.almanac import Date, year_of
from centralino.year.ical_year import feed
from centralino.year.periods import periods
from centralino.year.poster import poster
from centralino.year.spreadsheet import spreadsheet
from centralino.year.warnings import warnings

EARLIEST, LATEST = 2000, 2100


@click.command()
@click.argument("number")
@click.argument("year", type=click.IntRange(EARLIEST, LATEST), required=False)
@click.option("--svg", "form", flag_value="svg", help="Print a picture of the year instead.")
@click.option("--csv", "form", flag_value="csv", help="Print a table instead, a row a day.")
@click.option("--ics", "form", flag_value="ics", help="Print an iCalendar file instead.")
@click.option("--live", is_flag=True, help="With the closures that are switched now.")
def year(number: str, year: int | None, form: str | None, *, live: bool) -> None:
    """Show what callers of NUMBER meet on each day of YEAR (this one, if left out).

    Tells aside of bridge days left open, closures that may have been forgotten, and what the
    next year's public holidays change.
    """
    flow = flow_of(number, load_flows())
    now = utc_now()
    today = now.astimezone(flow.zone).date()
    shown = year or today.year
    switched = closings(flow, hold_switches(Settings()).current()) if live else ()
    dates = year_of(flow.agenda, shown, switched)
    if form is None:
        console = Console(highlight=False, width=terminal.PAGE)
        for line in page(flow, dates, today):
            console.print(line, no_wrap=True)
    else:
        click.echo(format_year(flow, dates, form, now), nl=False)


def format_year(flow: Flow, dates: tuple[Date, ...], form: str, now: datetime) -> str | bytes:
    language = flow.language
    name = flow.office.get(language) or format_number(flow.number)
    if form == "csv":
        return spreadsheet(dates, language)
    if form == "svg":
        return poster(flow, dates, language)
    return feed(dates, name=name, slug=flow.slug, language=language, zone=flow.zone, made=now)


def page(flow: Flow, dates: tuple[Date, ...], today: date) -> Iterator[Text | str]:
    shown = dates[0].day.year
    office = flow.office.get(flow.language, "")
    yield Text(f"{format_number(flow.number)}  {office}  {shown}", "bold")
    yield from terminal.wrap_dates(usual(flow), 0)
    yield ""
    yield from terminal.calendar(dates)
    yield from terminal.legend(dates)
    yield ""
    for found in periods(dates, flow.language):
        yield from terminal.row(found)
    yield ""
    for warning in warnings(flow.agenda, shown, today, flow.language):
        yield from (Text(line, "yellow") for line in terminal.wrap_dates(f"! {warning}", 2))


def usual(flow: Flow) -> str:
    """The hours of an ordinary week, in words; and whether the flow goes by them."""
    hours = flow.agenda.hours
    if hours is None:
        return _("Open at any hour, unless it is closed.")
    spoken = words.speak_hours(hours.week, in_force().language).rstrip(".")
    told = [_("Open {hours}.", hours=spoken)]
    if hours.seasons:
        told.append(_("Some seasons have hours of their own."))
    if not flow.asks_its_hours:
        told.append(_("The flow has no `gate: hours`: calls go the same way at any hour."))
    return " ".join(told)
