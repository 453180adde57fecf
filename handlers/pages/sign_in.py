"""Signing in by mail, and signing out."""

import structlog
from flask import Response, g, request, session

from centralino.people import local_link
from centralino.people.sign_in_by_mail import Asker, LinkState
from centralino.people.sign_in_secrets import make_secret
from centralino.people.signed_in import SignedIn, SignInMeans
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import SESSION, SIGN_IN, go_to, pages_blueprint, way_back
from handlers.pages.cookies import drop_session, set_session
from handlers.pages.page_language import page_language
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.sign_in_forms import AddressForm, CodeForm
from handlers.pages.source import source_of
from handlers.pages.view_access import ANYONE, SIGNED_IN, open_to

BROWSER, NEXT = "browser", "next"
"""In the form's cookie: this browser's secret, and where to go on."""
log = structlog.get_logger(__name__)


def blueprint() -> DeclaredBlueprint:
    """`/sign-in` and below, `/sign-out`."""
    pages = pages_blueprint("sign_in", __name__)
    for path, view, methods in (
        (SIGN_IN, ask, ["GET", "POST"]),
        (f"{SIGN_IN}/sent", sent, ["GET", "POST"]),
        (f"{SIGN_IN}/link/<key>/<token>", link, ["GET", "POST"]),
        (f"{SIGN_IN}/local/<token>", local, ["GET"]),
        ("/sign-out", sign_out, ["POST"]),
        ("/sign-out/everywhere", sign_out_everywhere, ["POST"]),
    ):
        pages.add_url_rule(path, view.__name__, view, methods=methods)
    return pages


@open_to(ANYONE)
def ask() -> Response:
    """The page where an address is typed. The answer is the same whether it has a role or not."""
    if NEXT in request.args:
        session[NEXT] = way_back(request.args[NEXT])
    services, form = page_services(), AddressForm()
    by_provider = services.settings.has_provider
    if not services.settings.sign_in_by_mail:
        return render("sign_in.html", form=None, by_provider=by_provider)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("sign_in.html", status, form=form, by_provider=by_provider)
    session.setdefault(BROWSER, make_secret())
    asker = Asker(session[BROWSER], source_of(), page_language())
    if not services.people.by_mail.ask(form.address.data, asker, services.clock()):
        return render("too_many.html", 429)
    return go_to(f"{SIGN_IN}/sent")


@open_to(ANYONE)
def sent() -> Response:
    """What to do now; and where the code is typed that the link shows in another browser."""
    services, form = page_services(), CodeForm()
    if not form.validate_on_submit():
        return render("sent.html", 422 if form.is_submitted() else 200, form=form)
    browser = session.get(BROWSER, "")
    address = services.people.by_mail.use_code(form.code.data, browser, services.clock())
    if not address:
        return render("link_over.html", 403)
    return begin(SignedIn(address, SignInMeans.MAIL))


@open_to(ANYONE)
def link(key: str, token: str) -> Response:
    """A link is looked at by GET, as scanners of mails do too, and used by POST."""
    services, now = page_services(), page_services().clock()
    by_mail, browser = services.people.by_mail, session.get(BROWSER, "")
    if request.method == "POST":
        address = by_mail.use_link(key, token, browser, now)
        if address:
            return begin(SignedIn(address, SignInMeans.MAIL))
    found = by_mail.look_at(key, token, browser, now)
    if found.state is LinkState.OVER:
        return render("link_over.html", 410)
    return render("link.html", found=found, here_is_where=found.state is LinkState.GOOD)


@open_to(ANYONE)
def local(token: str) -> Response:
    """The link that `make run` prints."""
    services = page_services()
    person = local_link.sign_in_by(token) if services.settings.is_local else None
    return begin(person) if person else render("link_over.html", 410)


@open_to(SIGNED_IN)
def sign_out() -> Response:
    services = page_services()
    services.people.sessions.end(request.cookies.get(services.cookie(SESSION), ""))
    return signed_out()


@open_to(SIGNED_IN)
def sign_out_everywhere() -> Response:
    page_services().people.sessions.end_all(g.person.address)
    return signed_out()


def begin(person: SignedIn) -> Response:
    """Sign in: with a new session, whatever this browser had before; if there is a role."""
    services = page_services()
    if not services.people.rights(person).roles:
        log.info("signing in refused: no role", means=person.means)
        return render("no_role.html", 403, address=person.address)
    response = go_to(way_back(session.get(NEXT)))
    session.clear()
    set_session(response, services.people.sessions.begin(person, services.clock()))
    log.info("signed in", means=person.means)
    return response


def signed_out() -> Response:
    session.clear()
    response = go_to(SIGN_IN)
    drop_session(response)
    return response
