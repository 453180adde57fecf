"""The numbers that somebody sees, each with how it stands now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from centralino.calendar.answers import OpeningState
from centralino.core.numbers import format_number
from centralino.delivery import mail_wording
from centralino.flows.flow import Flow
from centralino.flows.switches import Switches
from centralino.loading.organisation import Organisation
from centralino.people.roles import Rights


@dataclass(frozen=True)
class NumberOverview:
    """A number, its office, and whether it is open; in one language.

    `reopens` is when it opens again, in words; nothing while it is open, or where nobody knows.
    """

    slug: str
    number: str
    office: str
    is_open: bool
    reason: str
    reopens: str


def seen_flows(house: Organisation, rights: Rights) -> list[Flow]:
    """In the numbers' order. Service lines are no office's, and stand elsewhere."""
    flows = house.flows.items()
    return [flow for slug, flow in flows if rights.sees(slug) and not flow.is_service]


def number_overviews(
    flows: Iterable[Flow], switches: Switches, now: datetime, language: str
) -> Iterator[NumberOverview]:
    for flow in flows:
        yield _overview(flow, flow.agenda.state(now, flow.closings(switches)), language)


def _overview(flow: Flow, state: OpeningState, language: str) -> NumberOverview:
    reason = state.reason if state.reason and not state.open else {}
    return NumberOverview(
        slug=flow.slug,
        number=format_number(flow.number),
        office=mail_wording.said(flow.office, language),
        is_open=state.open,
        reason=mail_wording.said(reason, language),
        reopens=mail_wording.short(state.reopens, flow.zone, language) if state.reopens else "",
    )
