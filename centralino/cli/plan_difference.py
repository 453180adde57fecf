"""A plan as people read it: number by number, what is and what would be."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from centralino.core.numbers import format_number
from centralino.core.texts import N_, _, _n
from centralino.flows.flow import Flow
from centralino.twilio.account_numbers import IncomingNumber
from centralino.twilio.account_status import AccountStatus
from centralino.twilio.plan import Change, PlannedNumber, SetupPlan, resembling

NOTHING = N_("(nothing)")


def show(
    console: Console,
    plan: SetupPlan,
    standing: AccountStatus,
    elsewhere: Mapping[str, AccountStatus],
) -> None:
    """Print it. `elsewhere` has the subaccounts in which missing numbers are."""
    _line(console, _account(standing), "bold")
    for entry in plan.entries:
        if not entry.is_in_step:
            _entry(console, entry)
    for flow in plan.missing:
        _line(console, f"\n- {_name(flow)}", "red")
        _line(console, f"    {_why_missing(flow, plan, elsewhere.get(flow.number))}")
    for stranger in plan.strangers:
        _line(console, f"\n? {_listed(stranger)}", "yellow")
        _line(console, "    " + _("in the account, and has no flow: left as it is"))
    for odd in plan.odd:
        _line(console, f"\n! {_listed(odd)}", "red")
        told = _("no telephone number, or listed twice: set it right in Twilio's console")
        _line(console, f"    {told}")
    _line(console, f"\n{summary(plan)}", "bold")


def summary(plan: SetupPlan) -> str:
    change, shadowed, missing = len(plan.to_change), len(plan.shadowed), len(plan.missing)
    strangers, odd = len(plan.strangers), len(plan.odd)
    in_step = sum(entry.is_in_step for entry in plan.entries)
    more = {
        _n("{count} to change", "{count} to change", change): change,
        _n("{count} shadowed", "{count} shadowed", shadowed): shadowed,
        _n(
            "{count} with a flow but not in the account",
            "{count} with a flow but not in the account",
            missing,
        ): missing,
        _n("{count} without a flow", "{count} without a flow", strangers): strangers,
        _n("{count} not understood", "{count} not understood", odd): odd,
    }
    told = [_n("{count} in step", "{count} in step", in_step)]
    return ", ".join([*told, *(text for text, count in more.items() if count)]) + "."


def as_data(plan: SetupPlan, standing: AccountStatus) -> dict[str, Any]:
    """For JSON."""
    return {
        "account": standing.sid,
        "trial": standing.is_trial,
        "in_step": plan.is_in_step,
        "numbers": [
            {
                "number": entry.flow.number,
                "sid": entry.incoming.sid,
                "shadowed_by": entry.shadow,
                "changes": {each.name: [each.now, each.then] for each in entry.changes},
            }
            for entry in plan.entries
        ],
        "missing": [flow.number for flow in plan.missing],
        "without_flow": [each.number for each in plan.strangers],
        "odd": [each.number for each in plan.odd],
    }


def _entry(console: Console, entry: PlannedNumber) -> None:
    _line(console, f"\n{'~' if entry.changes else '!'} {_name(entry.flow)}", "yellow")
    for change in entry.changes:
        _change(console, change)
    if entry.shadow:
        _line(console, f"    {_shadowed(entry.shadow)}")


def _account(standing: AccountStatus) -> str:
    if standing.is_trial:
        return _("Account {sid}, {name} (on trial)", sid=standing.sid, name=standing.name)
    return _("Account {sid}, {name}", sid=standing.sid, name=standing.name)


def _shadowed(by: str) -> str:
    if by.startswith("TK"):
        return _(
            "the SIP trunk {sid} takes its calls, and its webhooks are not used: "
            "add --take-over to free it, if nothing else needs that",
            sid=by,
        )
    return _(
        "the TwiML application {sid} takes its calls, and its webhooks are not used: "
        "add --take-over to free it, if nothing else needs that",
        sid=by,
    )


def _change(console: Console, change: Change) -> None:
    _line(console, f"    {change.name}")
    _line(console, f"      - {change.now or _(NOTHING)}", "red")
    _line(console, f"      + {change.then or _(NOTHING)}", "green")


def _why_missing(flow: Flow, plan: SetupPlan, elsewhere: AccountStatus | None) -> str:
    if elsewhere is not None:
        return _(
            "is in the subaccount {sid}, {name}: its calls are signed with "
            "that one's token, so it needs an app of its own, with that TWILIO_ACCOUNT_SID",
            sid=elsewhere.sid,
            name=elsewhere.name,
        )
    like = resembling(flow, plan.strangers)
    if like is not None:
        return _(
            "not in the account; {number} is, the same but for its 0: which one is right?",
            number=like.number,
        )
    return _("has a flow, and is not in the account: buy or port it, or look at TWILIO_ACCOUNT_SID")


def _listed(found: IncomingNumber) -> str:
    """As Twilio lists it, to the letter; by default it names a number after itself."""
    shown = found.number or found.sid
    return shown if found.name in ("", shown) else f"{shown}  {found.name}"


def _name(flow: Flow) -> str:
    office = flow.office.get(flow.language) or next(iter(flow.office.values()), "")
    return f"{format_number(flow.number)}  {office}"


def _line(console: Console, text: str, style: str = "") -> None:
    # An address must be whole to be copied: a terminal wraps it better than we do.
    console.print(Text(text, style), soft_wrap=True)
