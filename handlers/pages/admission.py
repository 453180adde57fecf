"""Who asks for a page, and whether it is for them: before any view sees the request."""

from urllib.parse import urlencode

import structlog
from flask import Response, abort, current_app, g, redirect, request
from flask_wtf.csrf import validate_csrf
from sqlalchemy.exc import SQLAlchemyError
from wtforms.validators import ValidationError

from centralino.people.roles import NO_RIGHTS
from centralino.store.store import StoreNotReadyError
from handlers.access import Caller, DeclaredBlueprint, Resource, blueprint_for, run_before
from handlers.edge import LARGEST_REQUEST
from handlers.pages.error_pages import busy, no_database, no_key
from handlers.pages.page_headers import with_page_headers
from handlers.pages.page_services import PageServices, page_services
from handlers.pages.view_access import NUMBER, audience_of

SESSION = "session"
"""The cookie that names a session."""
SIGN_IN = "/sign-in"
READS = ("GET", "HEAD", "OPTIONS")
log = structlog.get_logger(__name__)


def pages_blueprint(
    name: str, import_name: str, *, largest: int = LARGEST_REQUEST
) -> DeclaredBlueprint:
    """A blueprint of pages: each view is seen by those alone that it is `open_to`.

    Pages have threads and database connections of their own: see handlers/access.py.
    """
    pages = blueprint_for(
        name, Caller.PEOPLE, import_name, uses=Resource.DATABASE, otherwise=busy, largest=largest
    )
    pages.record_once(lambda state: run_before(state, admit))  # once there is a seat
    pages.after_request(with_page_headers)
    pages.register_error_handler(SQLAlchemyError, tell_no_database)
    pages.register_error_handler(StoreNotReadyError, tell_no_database)
    return pages


def admit() -> Response | None:
    """An answer instead of the view's, if the view is not for who asks. Aborts with 403."""
    services = page_services()
    if not services.settings.pages_key:
        return no_key()
    if request.method not in READS:
        only_from_here(services)
    audience = audience_of(current_app.view_functions[request.endpoint or ""])
    if audience is None:
        log.error("a view declares nobody, and so is for nobody", view=request.endpoint)
        abort(403)
    know(services)
    if audience.anyone:
        return None
    if g.person is None:
        return to_sign_in()
    if not audience.admits(g.rights, (request.view_args or {}).get(NUMBER)):
        abort(403)
    return None


def only_from_here(services: PageServices) -> None:
    """A form counts if it is ours: by where it came from, and by its token. Aborts with 400."""
    origin = request.headers.get("Origin", "")
    if origin and origin not in own_origins(services):
        log.warning("a form came from elsewhere", view=request.endpoint)
        abort(400)
    if not origin and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(400)
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        abort(400)


def own_origins(services: PageServices) -> set[str]:
    """PUBLIC_URL's; on one's own machine whichever name and port it was asked by."""
    scheme, _, rest = services.settings.public_url.partition("://")
    own = f"{scheme}://{rest.partition('/')[0]}"
    return {own, request.host_url.rstrip("/")} if services.is_ones_own else {own}


def know(services: PageServices) -> None:
    """Who asks, and what they may now. Raises SQLAlchemyError and StoreNotReadyError."""
    cookie = request.cookies.get(services.cookie(SESSION), "")
    g.person = services.people.find(cookie, services.clock())
    g.rights = services.people.rights(g.person) if g.person else NO_RIGHTS


def to_sign_in() -> Response:
    """With the way back, where a page was asked for."""
    there = request.full_path.rstrip("?") if request.method in READS else "/"
    query = "" if there == "/" else "?" + urlencode({"next": there})
    return go_to(SIGN_IN + query)


def go_to(path: str) -> Response:
    """On to another page of ours."""
    return made_here(redirect(page_services().base + path, 303))


def made_here(answer: object) -> Response:
    """Werkzeug's redirects are answers of Flask's own class at run time."""
    if not isinstance(answer, Response):
        raise TypeError("an answer that is none of this app's")
    return answer


def tell_no_database(error: Exception) -> Response:
    log.warning("no page without the database", error=type(error).__name__)
    return no_database()


def way_back(wished: str | None) -> str:
    """Where to go on: a path of this host, whatever was asked for."""
    path = wished or "/"
    is_here = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_here and path.isprintable() and "\\" not in path else "/"
