"""`/`: what one may see, and how it stands now. And the choice of a language."""

from flask import Response, abort, g, request

from centralino.people.overview import number_overviews, seen_flows
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import go_to, pages_blueprint, way_back
from handlers.pages.cookies import set_language
from handlers.pages.page_language import COOKIE, page_language, read_languages
from handlers.pages.page_services import page_services
from handlers.pages.paging import cut_to_page
from handlers.pages.rendering import render
from handlers.pages.view_access import ANYONE, SIGNED_IN, open_to


def blueprint() -> DeclaredBlueprint:
    pages = pages_blueprint("start", __name__)
    pages.add_url_rule("/", "start", start, methods=["GET"])
    pages.add_url_rule("/language/<code>", "choose_language", choose_language, methods=["GET"])
    return pages


@open_to(SIGNED_IN)
def start() -> Response:
    """The numbers that are theirs; whoever has no role any more is told so."""
    services = page_services()
    if not g.rights.roles:
        return render("no_role.html", 403, address=g.person.address)
    board = services.board
    part = cut_to_page(seen_flows(board.house, g.rights), request.args.get("page", ""))
    numbers = number_overviews(
        part.items, board.switches.current(), services.clock(), page_language()
    )
    return render("start.html", numbers=list(numbers), part=part)


@open_to(ANYONE)
def choose_language(code: str) -> Response:
    """Kept in this browser, until another is chosen."""
    if code not in read_languages():
        abort(404)
    response = go_to(way_back(request.args.get("next")))
    set_language(response, COOKIE, code)
    return response
