"""`/messages`: the inbox that the people of a number share."""

from flask import Response, g, request

from centralino.core.numbers import format_number
from centralino.delivery.inbox.inbox import InboxPart
from centralino.delivery.inbox.searching import MOST_COUNTED
from centralino.people.overview import seen_flows
from centralino.people.roles import PeopleRole
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import pages_blueprint
from handlers.pages.inbox_filter import InboxFilter, read_filter
from handlers.pages.page_language import page_language
from handlers.pages.page_services import page_services
from handlers.pages.rendering import in_language, render
from handlers.pages.view_access import for_roles, open_to

PATH = "/messages"
READERS = for_roles(PeopleRole.OFFICE, PeopleRole.HELPDESK)
MOST_LISTED = 30  # numbers to choose from; whoever sees more types one


def blueprint() -> DeclaredBlueprint:
    pages = pages_blueprint("messages", __name__)
    pages.add_url_rule(PATH, "messages", messages, methods=["GET"])
    return pages


@open_to(READERS)
def messages() -> Response:
    """What is open, unless the filter says otherwise; and how much is open in all."""
    inbox, language = page_services().inbox, page_language()
    asked = read_filter(request.args, g.rights, g.person.address)
    part = InboxPart([], None)
    if not asked.errors:
        part = inbox.find_part(asked.wish, asked.before, language)
    return render(
        "messages.html",
        422 if asked.errors else 200,
        asked=asked,
        part=part,
        following=asked.query(part.following) if part.following else "",
        count=inbox.count_open(asked.wish.numbers) if not asked.errors else 0,
        most=MOST_COUNTED,
        choices=number_choices(asked, language),
    )


def number_choices(asked: InboxFilter, language: str) -> list[tuple[str, str]]:
    """Slugs and names of the numbers to choose from; none where they are too many."""
    flows = seen_flows(page_services().board.house, g.rights)
    if len(flows) > MOST_LISTED:
        return []
    return [
        (flow.slug, f"{in_language(flow.office, language)}, {format_number(flow.number)}")
        for flow in flows
    ]
