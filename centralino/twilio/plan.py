"""What would change at Twilio for the account's numbers to be as the flows need them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centralino.core import numbers
from centralino.core.input_errors import InputError
from centralino.flows.flow import Flow
from centralino.twilio.account_numbers import SHADOWS, TRUNK, IncomingNumber
from centralino.twilio.wanted import Wanted


@dataclass(frozen=True)
class Change:
    """One setting of a number: what it is now, and what it is to be."""

    name: str
    now: str
    then: str


@dataclass(frozen=True)
class PlannedNumber:
    """A number with a flow that the account has. No changes: it is in step.

    `shadow` is the trunk or application that keeps its webhooks from being used, and stays.
    """

    flow: Flow
    incoming: IncomingNumber
    changes: tuple[Change, ...]
    shadow: str = ""

    @property
    def is_in_step(self) -> bool:
        return not self.changes and not self.shadow

    @property
    def form(self) -> dict[str, str]:
        """What is set: only what differs, and with a fallback the URL that it is of.

        Twilio refuses a fallback whose VoiceUrl it does not see (error 21405). A trunk is not among
        it: see `trunk`. An application has no other way than to be set to nothing.
        """
        found = {change.name: change.then for change in self.changes if change.name != TRUNK}
        if "VoiceFallbackUrl" in found and "VoiceUrl" not in found:
            found["VoiceUrl"] = self.incoming.settings["VoiceUrl"]
        return found

    @property
    def trunk(self) -> str:
        """The trunk that is to let go of the number; empty for none."""
        return next((change.now for change in self.changes if change.name == TRUNK), "")


@dataclass(frozen=True)
class SetupPlan:
    """The account's numbers beside the flows.

    `missing` flows have no number in the account, `strangers` are its numbers without a flow, and
    `odd` those that are listed in a form that is no telephone number, or twice.
    """

    entries: tuple[PlannedNumber, ...]
    missing: tuple[Flow, ...] = ()
    strangers: tuple[IncomingNumber, ...] = ()
    odd: tuple[IncomingNumber, ...] = ()

    @property
    def to_change(self) -> tuple[PlannedNumber, ...]:
        return tuple(entry for entry in self.entries if entry.changes)

    @property
    def shadowed(self) -> tuple[PlannedNumber, ...]:
        return tuple(entry for entry in self.entries if entry.shadow)

    @property
    def is_in_step(self) -> bool:
        return not (self.to_change or self.shadowed or self.missing or self.odd)


def plan(
    flows: Iterable[Flow],
    incoming: Iterable[IncomingNumber],
    wanted: Wanted,
    *,
    take_over: bool = False,
) -> SetupPlan:
    """Compare; nothing is changed. With `take_over` a trunk or application is let go of."""
    by_number: dict[str, IncomingNumber] = {}
    odd: list[IncomingNumber] = []
    for each in incoming:
        number = normal(each.number)
        if number is None or number in by_number:
            odd.append(each)
        else:
            by_number[number] = each
    flows = list(flows)
    ours = {flow.number for flow in flows}
    return SetupPlan(
        tuple(
            entry(flow, by_number[flow.number], wanted(flow.slug), take_over=take_over)
            for flow in flows
            if flow.number in by_number
        ),
        tuple(flow for flow in flows if flow.number not in by_number),
        tuple(each for number, each in sorted(by_number.items()) if number not in ours),
        tuple(odd),
    )


def entry(
    flow: Flow, found: IncomingNumber, wanted: Mapping[str, str], *, take_over: bool
) -> PlannedNumber:
    goal = dict(wanted)
    if take_over:
        goal |= dict.fromkeys(SHADOWS, "")
    changes = (Change(name, found.settings[name], then) for name, then in goal.items())
    return PlannedNumber(
        flow,
        found,
        tuple(change for change in changes if change.now != change.then),
        "" if take_over else found.shadow,
    )


def normal(number: str) -> str | None:
    """E.164, however the account writes it; None for what is no telephone number."""
    try:
        return numbers.e164(number)
    except InputError:
        return None


def resembling(flow: Flow, strangers: Iterable[IncomingNumber]) -> IncomingNumber | None:
    """A stranger that is this flow's number but for the 0 that Italian numbers keep abroad."""
    return next((each for each in strangers if _bare(each.number) == _bare(flow.number)), None)


def _bare(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isdecimal())
    return digits.removeprefix("00").removeprefix("39").lstrip("0")
