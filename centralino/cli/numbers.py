"""`centralino numbers`: the account's numbers, set up so that their calls come here."""

import json
from collections.abc import Callable
from typing import TypeVar

import click
from rich.console import Console

from centralino.cli import account_access as shared
from centralino.cli.plan_difference import as_data, show
from centralino.core.confirming import confirm
from centralino.core.numbers import e164
from centralino.core.settings import Settings
from centralino.core.texts import _, _n
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded
from centralino.twilio.account_numbers import list_incoming
from centralino.twilio.account_status import AccountStatus, subaccounts
from centralino.twilio.api import Account
from centralino.twilio.applying import AppliedNumber, apply_to
from centralino.twilio.errors import AccountError
from centralino.twilio.plan import SetupPlan, plan
from centralino.twilio.wanted import want_settings


@click.group()
def numbers() -> None:
    """Compare the account's numbers with the flows, and set them up."""


C = TypeVar("C", bound=Callable[..., None])


def options(command: C) -> C:
    """What `plan` and `apply` have in common."""
    for option in (
        click.argument("only", metavar="[NUMBER]...", nargs=-1),
        click.option(
            "--base-url",
            help="Where the files of `centralino fallback export` are served: Twilio turns there "
            "when the app is down. FALLBACK_URL, if left out; else the app's own /voice/fallback.",
        ),
        click.option(
            "--take-over",
            is_flag=True,
            help="Free the numbers from a TwiML application or SIP trunk that shadows their "
            "webhooks.",
        ),
        click.option(
            "--account", "sid", default="", help="A subaccount, with its parent's credentials."
        ),
    ):
        command = option(command)
    return command


@numbers.command("plan")
@options
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def plan_(
    only: tuple[str, ...], base_url: str | None, take_over: bool, sid: str, as_json: bool
) -> None:
    """Show what would change at Twilio; nothing is changed.

    Exits with 0 when everything is in step, 1 when something differs.
    """
    work = Work(sid)
    found = work.compared(only, base_url, take_over)
    if as_json:
        click.echo(json.dumps(as_data(found, work.standing), ensure_ascii=False, indent=2))
    else:
        show(Console(highlight=False), found, work.standing, work.elsewhere(found))
    raise SystemExit(0 if found.is_in_step else 1)


@numbers.command("apply")
@options
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--trial", is_flag=True, help="Go on with a trial account, for a first try.")
def apply_(
    only: tuple[str, ...], base_url: str | None, take_over: bool, sid: str, yes: bool, trial: bool
) -> None:
    """Change at Twilio what `plan` shows, number by number, and nothing else.

    Whenever it is stopped, each number is either as before or as planned; run it again to go on.
    Exits with 0 when everything is in step afterwards.
    """
    work = Work(sid)
    if work.standing.is_trial and not trial:
        raise click.ClickException(
            _(
                "{account} is a trial account: its callers hear Twilio's own message first, and "
                "only verified numbers can be rung. Upgrade it, or add --trial for a first try",
                account=work.standing.sid,
            )
        )
    found = work.compared(only, base_url, take_over)
    console = Console(highlight=False)
    show(console, found, work.standing, work.elsewhere(found))
    if found.to_change:
        if not (yes or confirm(_question(found))):
            raise click.Abort
        _apply(work.account, found)
    raise SystemExit(0 if not (found.shadowed or found.missing or found.odd) else 1)


class Work:
    """One command's settings, flows and account. Raises click.ClickException for what is wrong."""

    def __init__(self, sid: str) -> None:
        with shared.tell_account_errors():
            self.settings = Settings()
            self.account = shared.account_of(self.settings, sid)
            self.loaded: Loaded = shared.flows_of(self.settings)
            self.standing: AccountStatus = shared.active(self.account)

    def compared(self, only: tuple[str, ...], base_url: str | None, take_over: bool) -> SetupPlan:
        fallback = self.settings.fallback_url if base_url is None else base_url
        with shared.tell_account_errors():
            chosen = self._chosen(only)
            goal = want_settings(self.settings, fallback)
            found = plan(chosen, list_incoming(self.account), goal, take_over=take_over)
        return SetupPlan(found.entries, found.missing, () if only else found.strangers, found.odd)

    def elsewhere(self, found: SetupPlan) -> dict[str, AccountStatus]:
        """The subaccounts in which missing numbers are, by the number."""
        wanted_there = {flow.number for flow in found.missing}
        places: dict[str, AccountStatus] = {}
        try:
            for each in subaccounts(self.account) if wanted_there else ():
                there = Account(self.settings, sid=each.sid)
                places |= {n.number: each for n in list_incoming(there) if n.number in wanted_there}
        except AccountError as error:
            told = _("The subaccounts could not be looked through: {why}", why=error)
            click.echo(told, err=True)
        return places

    def _chosen(self, only: tuple[str, ...]) -> list[Flow]:
        flows = {flow.number: flow for flow in self.loaded.house.flows.values()}
        chosen = dict.fromkeys(map(e164, only)) or flows
        unknown = [number for number in chosen if number not in flows]
        if unknown:
            raise click.ClickException(
                _("{number} has no flow: see `centralino check`", number=unknown[0])
            )
        return [flows[number] for number in chosen]


def _apply(account: Account, found: SetupPlan) -> None:
    """Raises SystemExit where not all could be changed."""
    done = 0
    for outcome in apply_to(account, found):
        click.echo(_line(outcome))
        done += outcome.is_done
    left = len(found.to_change) - done
    if left:
        told = _(
            "Stopped: {done} changed, {left} left. Run it again to go on.", done=done, left=left
        )
        click.echo(told, err=True)
        raise SystemExit(1)
    click.echo(_n("{count} changed.", "{count} changed.", done))


def _question(found: SetupPlan) -> str:
    return _n(
        "Change {count} number at Twilio?",
        "Change {count} numbers at Twilio?",
        len(found.to_change),
    )


def _line(outcome: AppliedNumber) -> str:
    name = outcome.entry.flow.slug
    if outcome.is_done:
        return _("{number}  set up", number=name)
    why = shared.explain_account_error(outcome.error) if outcome.error else outcome.told
    if outcome.entry.trunk:
        return _("{number}  not wholly changed: {why}", number=name, why=why)
    return _("{number}  not changed: {why}", number=name, why=why)
