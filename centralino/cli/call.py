"""`centralino call`: what a caller hears, at any date and time, before anybody calls."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime, tzinfo

import click
from rich.console import Console

from centralino.cli.call_served import refuse_unknown, tell_what_is_heard
from centralino.cli.option_names import name_options
from centralino.core.clock import utc_now
from centralino.core.input_errors import InputError, input_error
from centralino.core.numbers import e164
from centralino.core.texts import _
from centralino.simulator import CallClock, Http, InProcess, Line, Script, Telephone, script_words
from centralino.simulator.asked_script import AskedScript
from centralino.simulator.line import UnreachableError
from centralino.simulator.printer import Printer

WITHHELD = ("anonymous", "unknown", "restricted")
SOMEBODY = "+393330000000"


@dataclass(frozen=True)
class CalledApp:
    """An app to call, and what it knows of itself."""

    line: Line
    public_url: str
    account: str
    clock: CallClock


@dataclass(frozen=True)
class Wish:
    """What the command line asks for."""

    number: str
    from_: str
    script: Script
    as_json: bool
    verbose: bool


def in_process(at: datetime | None, number: str = "", *, live: bool = False) -> CalledApp:
    """The real app, wired here; a time without a zone is the organisation's.

    Nothing is switched, unless `live` asks for what is switched now. Of the `number` that is
    called it tells first what answers; raises click.ClickException for one that no file describes.
    """
    from app import create_app
    from centralino.cli.switch_options import hold_switches
    from centralino.core.settings import Settings
    from centralino.services import rehearsal
    from centralino.serving.last_good import load_quietly

    settings, clock = Settings(), CallClock()
    loaded = load_quietly(settings.flows_dir)
    if number:
        refuse_unknown(number, loaded)
        tell_what_is_heard(number, loaded)
    switches = hold_switches(settings) if live else None
    made = rehearsal(settings, clock=clock, switches=switches, loaded=loaded)
    clock.start = _in_zone(at or clock.start, loaded.house.own.zone)
    line = InProcess(create_app(settings, made), settings.public_url, settings.auth_token)
    return CalledApp(line, settings.public_url, settings.account_sid, clock)


def over_http(url: str, token: str | None, *, asks_first: bool) -> CalledApp:
    """A running app, known by the PUBLIC_URL of this environment, or of the server that runs here.

    `asks_first` whether anybody answers: raises click.ClickException if not.
    """
    from centralino.cli.chosen_flow import load_flows
    from centralino.core.settings import Settings
    from centralino.serving.server_here import settings_here

    settings = settings_here(Settings(), url)
    line = Http(url, settings.public_url, token or settings.auth_token)
    try:
        if asks_first:
            line.reach()
    except UnreachableError as error:
        raise click.ClickException(str(error)) from None
    clock = CallClock(_in_zone(utc_now(), load_flows().house.own.zone))
    return CalledApp(line, settings.public_url, settings.account_sid, clock)


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


@click.command()
@click.argument("number")
@click.option(
    "--at", help="When: '2026-11-23 11:00', in the organisation's time. Now, if left out."
)
@click.option("--press", multiple=True, help="Keys at each prompt: 1,2#; 'nothing'; 'hangup'.")
@click.option("--speak", multiple=True, help="Words said at a prompt that listens.")
@click.option(
    "--dial",
    multiple=True,
    help="How each telephone answers: busy, no-answer, failed, canceled, answered, answered:45s, "
    "unconfirmed (a mobile's voicemail picks up), hangup (the caller gives up).",
)
@click.option("--record", multiple=True, help="Each message: 12s; 12s#; 12s:hangup; 0; hangup.")
@click.option("--hang-up", help="The caller hangs up after so long: 20s, 2m.")
@click.option("--from", "from_", default=SOMEBODY, help="The caller's number, or 'anonymous'.")
@click.option(
    "--url", help="Call a running app, as http://127.0.0.1:8000, instead of one made here."
)
@click.option("--token", help="With --url: the token it checks signatures by.")
@click.option("--live", is_flag=True, help="With the notices and closures that are in force now.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
@click.option("--verbose", is_flag=True, help="Show each webhook, and the TwiML that came back.")
def call(
    number: str,
    at: str | None,
    press: tuple[str, ...],
    speak: tuple[str, ...],
    dial: tuple[str, ...],
    record: tuple[str, ...],
    hang_up: str | None,
    from_: str,
    url: str | None,
    token: str | None,
    live: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Call NUMBER and print what happens, as its caller would live it.

    Exits with 0 when the call ended usefully, 1 when it ended badly, or no file describes NUMBER.
    """
    try:
        script = script_words.read_script(press, speak, dial, record, hang_up)
        wish = Wish(e164(number), _caller(from_), script, as_json, verbose)
        when = _when(at)
    except InputError as error:
        raise click.UsageError(name_options(error)) from None
    _refuse_contradictions(at, url, token, live=live)
    if url:
        exchange = over_http(url, token, asks_first=not as_json)
    else:
        exchange = in_process(when, wish.number, live=live)
    sys.exit(_place(exchange, wish))


def _refuse_contradictions(
    at: str | None, url: str | None, token: str | None, *, live: bool
) -> None:
    if at and url:
        raise click.UsageError(
            _(
                "--at cannot set the clock of a running app: leave out --url to call an app made "
                "here, or --at to call that one now"
            )
        )
    if live and url:
        raise click.UsageError(_("--live is for an app made here: a running one always is"))
    if token and not url:
        raise click.UsageError(_("--token goes with --url: an app made here has its own"))
    if url and not url.startswith(("http://", "https://")):
        raise click.UsageError(
            _("--url: '{url}' is no address: write it like http://127.0.0.1:8000", url=url)
        )


def _when(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        when = None
    if when is None or len(at.strip()) <= len("2026-11-23"):
        raise input_error(
            _("--at: '{at}' is no date and time: write it like '2026-11-23 11:00'", at=at)
        )
    return when


def _caller(from_: str) -> str:
    """Twilio sends these words in any letter case."""
    return from_ if from_.lower() in WITHHELD else e164(from_)


def _place(exchange: CalledApp, wish: Wish) -> int:
    console = Console(highlight=False, soft_wrap=False)
    printer = Printer(Console(quiet=True) if wish.as_json else console, wish.verbose)
    asked = sys.stdin.isatty() and console.is_terminal and not wish.as_json
    telephone = Telephone(
        exchange.line,
        wish.script,
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
        person=AskedScript(console) if asked else None,
        listen=printer.show,
    )
    printer.begin(wish.number, wish.from_, exchange.clock.start)
    transcript = telephone.call(wish.number, wish.from_)
    if wish.as_json:
        click.echo(json.dumps(transcript.as_data(wish.verbose), ensure_ascii=False, indent=2))
    return 0 if transcript.went_well else 1
