"""`/messages/<number>/<key>`: one message, what one does with it, and its audio."""

from io import BytesIO

from flask import Response, abort, g, request, send_file

from centralino.core.texts import N_
from centralino.delivery.inbox import handling
from centralino.delivery.inbox.inbox import Changes
from centralino.delivery.inbox.inbox_words import InboxEntry
from centralino.delivery.inbox.message_audio import Unheard, UnheardError
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import go_to, pages_blueprint, way_back
from handlers.pages.messages import PATH, READERS
from handlers.pages.page_language import page_language
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.view_access import NUMBER, open_to

ONE = f"{PATH}/<{NUMBER}>/<key>"
TOO_LONG = N_("The note is too long: a thousand characters are the most.")
UNHEARD = {
    Unheard.GONE: 404,
    Unheard.ENCRYPTED: 409,
    Unheard.FAILED: 409,
    Unheard.LARGE: 502,
    Unheard.AWAY: 503,
    Unheard.BUSY: 503,
}
SOON = "5"  # seconds until another try makes sense


def blueprint() -> DeclaredBlueprint:
    pages = pages_blueprint("message", __name__)
    pages.add_url_rule(ONE, "message", message, methods=["GET"])
    pages.add_url_rule(f"{ONE}/audio", "audio", audio, methods=["GET"])
    for path, view in {
        "take": take,
        "give-back": give_back,
        "done": done,
        "reopen": reopen,
        "note": note,
    }.items():
        pages.add_url_rule(f"{ONE}/{path}", view.__name__, view, methods=["POST"])
    return pages


@open_to(READERS)
def message(number: str, key: str) -> Response:
    return _show(_entry(number, key))


@open_to(READERS)
def audio(number: str, key: str) -> Response:
    """In pieces, if a browser asks so; what there is to hear only who may hear it gets."""
    services = page_services()
    try:
        sound = services.inbox.hear(number, key, g.person.address, services.clock())
    except UnheardError as error:
        return _no_audio(error.why)
    return send_file(BytesIO(sound.data), mimetype=sound.kind, conditional=True)


@open_to(READERS)
def take(number: str, key: str) -> Response:
    who, now = g.person.address, page_services().clock()
    return _do(number, key, lambda session, item: handling.take(session, item, who, now))


@open_to(READERS)
def give_back(number: str, key: str) -> Response:
    """By whoever: a colleague may be away. `holder` is who had it when the page was made."""
    who, now = g.person.address, page_services().clock()
    holder = request.form.get("holder", "")
    return _do(
        number, key, lambda session, item: handling.give_back(session, item, holder, who, now)
    )


@open_to(READERS)
def done(number: str, key: str) -> Response:
    who, now = g.person.address, page_services().clock()
    return _do(number, key, lambda session, item: handling.finish(session, item, who, now))


@open_to(READERS)
def reopen(number: str, key: str) -> Response:
    who, now = g.person.address, page_services().clock()
    return _do(number, key, lambda session, item: handling.reopen(session, item, who, now))


@open_to(READERS)
def note(number: str, key: str) -> Response:
    """What was typed is never lost: it stands in the form when it could not be kept."""
    who, now = g.person.address, page_services().clock()
    text = request.form.get("note", "").replace("\r\n", "\n").strip()
    seen = request.form.get("seen", "")
    if len(text) > handling.LONGEST_NOTE:
        return _show(_entry(number, key), 422, typed=text, error=TOO_LONG)
    version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 7 else -1
    return _do(
        number,
        key,
        lambda session, item: handling.write_note(session, item, text, version, who, now),
        typed=text,
    )


def _do(number: str, key: str, do: Changes, typed: str | None = None) -> Response:
    """On to where the form was; to who was not the first, how it stands now."""
    changed = page_services().inbox.change(number, key, do)
    if changed is None:
        abort(404)
    if changed:
        return go_to(way_back(request.form.get("next")))
    return _show(_entry(number, key), 409, typed=typed, is_late=True)


def _show(
    entry: InboxEntry,
    status: int = 200,
    *,
    typed: str | None = None,
    error: str = "",
    is_late: bool = False,
) -> Response:
    """`typed` stands in the form instead of the note that is kept."""
    return render("message.html", status, entry=entry, typed=typed, error=error, is_late=is_late)


def _entry(number: str, key: str) -> InboxEntry:
    """Aborts with 404."""
    found = page_services().inbox.find(number, key, page_language())
    if found is None:
        abort(404)
    return found


def _no_audio(why: Unheard) -> Response:
    response = render("no_audio.html", UNHEARD[why], why=why.value)
    if UNHEARD[why] == 503:
        response.headers["Retry-After"] = SOON
    return response
