"""The numbers that flows want telephones to show: may the account show them?

Twilio takes the number that called, the one that was called, one that the account owns, or one that
it has verified; any other fails the call (twilio.com/docs/api/errors/13214). The first two need no
looking up: only a number that a flow names can be wrong.
"""

from collections.abc import Iterable

from centralino.core.numbers import format_number
from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import Findings, doubtful, skip_check, well, wrong
from centralino.flows.flow import Flow
from centralino.services import InstallationServices
from centralino.twilio.account_numbers import list_incoming, list_verified
from centralino.twilio.api import Account
from centralino.twilio.errors import AccountError
from centralino.twilio.plan import normal

LINE = "caller_ids"
VERIFY = N_("verify it in Twilio's console, or set `caller_id: number`")


def check_caller_ids(services: InstallationServices) -> Findings:
    """Every number named by a `caller_id` is the account's own, or verified."""
    if not services.has_account:
        yield skip_check(LINE, _("no account is configured"))
        return
    named = _named(services.flows)
    try:
        strange = named.keys() - (_owned(services.account) if named else set())
    except AccountError as error:
        yield wrong(LINE, str(error), error.remedy)
        return
    try:
        strange -= _verified(services.account) if strange else set()
    except AccountError as error:
        for number in sorted(strange):
            told = _(
                "{flows}: `caller_id` {number} is no number of the account, and what is verified "
                "cannot be asked: {why}",
                flows=", ".join(named[number]),
                number=format_number(number),
                why=error,
            )
            yield doubtful(LINE, told, _(VERIFY))
        return
    for number in sorted(strange):
        told = _(
            "{flows}: `caller_id` {number} is no number of the account, nor verified by it: those "
            "calls fail",
            flows=", ".join(named[number]),
            number=format_number(number),
        )
        yield wrong(LINE, told, _(VERIFY))
    if not strange:
        yield well(LINE, _all_shown(len(named)))


def _all_shown(named: int) -> str:
    if not named:
        return _("no numbers named by flows, that may be shown")
    return _n(
        "{count} number named by flows, that may be shown",
        "{count} numbers named by flows, that may be shown",
        named,
    )


def _named(flows: Iterable[Flow]) -> dict[str, list[str]]:
    """Each number that is to be shown, with the flows that say so."""
    named: dict[str, list[str]] = {}
    for flow in flows:
        for number in flow.caller_ids:
            named.setdefault(number, []).append(flow.slug)
    return named


def _owned(account: Account) -> set[str]:
    """Raises AccountError."""
    return {number for each in list_incoming(account) if (number := normal(each.number))}


def _verified(account: Account) -> set[str]:
    """Raises AccountError."""
    return {number for each in list_verified(account) if (number := normal(each))}
