"""What the pages of one number share."""

import re
from datetime import datetime
from typing import Any

from flask import abort, g, request

from centralino.core.numbers import format_number
from centralino.flows.flow import Flow
from centralino.people.roles import PeopleRole
from centralino.switching.desk import PAGES, Hand
from handlers.pages.page_language import page_language
from handlers.pages.page_services import page_services
from handlers.pages.rendering import in_language
from handlers.pages.view_access import for_roles

TODAY = "/today"
WHO_SWITCHES = for_roles(PeopleRole.OFFICE, PeopleRole.HELPDESK)
WHO_LOOKS = for_roles(PeopleRole.OFFICE, PeopleRole.HELPDESK, PeopleRole.AUDITOR)
ONCE = re.compile("[0-9a-f]{32}")


def find_flow(number: str) -> Flow:
    """Aborts with 404 for what is no office's number."""
    flow = page_services().board.house.flows.get(number)
    if flow is None or flow.is_service:
        abort(404)
    return flow


def now_there() -> datetime:
    """On the organisation's clock."""
    return page_services().clock().astimezone(page_services().board.zone)


def make_hand(now: datetime) -> Hand | None:
    """Whoever is signed in. The same `once` in a form is done once; None for a form without."""
    named = request.form.get("once", "")
    return Hand(g.person.address, now, PAGES, named) if ONCE.fullmatch(named) else None


def common_of(flow: Flow) -> dict[str, Any]:
    """What every template of a number is given."""
    return {
        "slug": flow.slug,
        "number": format_number(flow.number),
        "office": in_language(flow.office, page_language()),
    }
