"""A plan as people read it: number by number, what is and what would be."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from centralino.core.numbers import format_number
from centralino.flows.flow import Flow
from centralino.twilio.account_numbers import IncomingNumber
from centralino.twilio.account_status import AccountStatus
from centralino.twilio.plan import Change, PlannedNumber, SetupPlan, resembling

NOTHING = "(nothing)"


def show(
    console: Console,
    plan: SetupPlan,
    standing: AccountStatus,
    elsewhere: Mapping[str, AccountStatus],
) -> None:
    """Print it. `elsewhere` has the subaccounts in which missing numbers are."""
    trial = " (on trial)" if standing.is_trial else ""
    _line(console, f"Account {standing.sid}, {standing.name}{trial}", "bold")
    for entry in plan.entries:
        if not entry.is_in_step:
            _entry(console, entry)
    for flow in plan.missing:
        _line(console, f"\n- {_name(flow)}", "red")
        _line(console, f"    {_why_missing(flow, plan, elsewhere.get(flow.number))}")
    for stranger in plan.strangers:
        _line(console, f"\n? {_listed(stranger)}", "yellow")
        _line(console, "    in the account, and has no flow: left as it is")
    for odd in plan.odd:
        _line(console, f"\n! {_listed(odd)}", "red")
        _line(console, "    no telephone number, or listed twice: set it right in Twilio's console")
    _line(console, f"\n{summary(plan)}", "bold")


def summary(plan: SetupPlan) -> str:
    in_step = sum(entry.is_in_step for entry in plan.entries)
    counts = {
        "in step": in_step,
        "to change": len(plan.to_change),
        "shadowed": len(plan.shadowed),
        "with a flow but not in the account": len(plan.missing),
        "without a flow": len(plan.strangers),
        "not understood": len(plan.odd),
    }
    told = [f"{count} {what}" for what, count in counts.items() if count or what == "in step"]
    return ", ".join(told) + "."


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
        kind = "SIP trunk" if entry.shadow.startswith("TK") else "TwiML application"
        _line(
            console,
            f"    the {kind} {entry.shadow} takes its calls, and its webhooks are not used: "
            "add --take-over to free it, if nothing else needs that",
        )


def _change(console: Console, change: Change) -> None:
    _line(console, f"    {change.name}")
    _line(console, f"      - {change.now or NOTHING}", "red")
    _line(console, f"      + {change.then or NOTHING}", "green")


def _why_missing(flow: Flow, plan: SetupPlan, elsewhere: AccountStatus | None) -> str:
    if elsewhere is not None:
        return (
            f"is in the subaccount {elsewhere.sid}, {elsewhere.name}: its calls are signed with "
            "that one's token, so it needs an app of its own, with that TWILIO_ACCOUNT_SID"
        )
    like = resembling(flow, plan.strangers)
    if like is not None:
        return f"not in the account; {like.number} is, the same but for its 0: which one is right?"
    return "has a flow, and is not in the account: buy or port it, or look at TWILIO_ACCOUNT_SID"


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
