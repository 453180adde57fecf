"""`/today/<number>`: how a number stands, and how what is in force there is ended."""

from datetime import datetime

from flask import Response, abort, g, request

from centralino.flows.flow import Flow
from centralino.people.number_today import (
    look_at,
    may_end,
    reaches,
    standing_of,
    tell_done,
    tell_row,
)
from centralino.store.switch_models import LiveSwitch
from centralino.switching.current_switches import switches_of
from centralino.switching.desk import RepeatedError, once
from centralino.switching.preview import hear_first
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import go_to, pages_blueprint
from handlers.pages.number_page import (
    TODAY,
    WHO_LOOKS,
    WHO_SWITCHES,
    common_of,
    find_flow,
    make_hand,
    now_there,
)
from handlers.pages.page_language import reading_page
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.switching import add_forms
from handlers.pages.upload import LARGEST_UPLOAD
from handlers.pages.view_access import open_to

ENDED_BEFORE = "over"


def blueprint() -> DeclaredBlueprint:
    """What is uploaded here is larger than any other form."""
    pages = pages_blueprint("today", __name__, largest=LARGEST_UPLOAD)
    pages.add_url_rule(f"{TODAY}/<number>", "today", today, methods=["GET"])
    pages.add_url_rule(f"{TODAY}/<number>/end/<switch>", "end", end, methods=["GET", "POST"])
    add_forms(pages)
    return pages


@open_to(WHO_LOOKS)
def today(number: str) -> Response:
    services, flow = page_services(), find_flow(number)
    desk, house = services.people.desk, services.board.house
    with reading_page():
        seen = look_at(flow, house, desk.store, g.rights, now_there())
        done = tell_done(desk, flow, request.args.get("done", ""))
    return render(
        "today.html",
        **common_of(flow),
        today=seen,
        done=done,
        was_over=ENDED_BEFORE in request.args,
        may_switch=WHO_SWITCHES.admits(g.rights, number),
    )


@open_to(WHO_SWITCHES)
def end(number: str, switch: str) -> Response:
    """By GET what callers would hear without it; by POST it is ended, once."""
    flow, now = find_flow(number), now_there()
    rows = standing_of(page_services().people.desk.store, now)
    row = next((each for each in rows if str(each.id) == switch and reaches(each, flow)), None)
    if row is None:
        return go_to(f"{TODAY}/{number}?{ENDED_BEFORE}")
    if not may_end(row, g.rights):
        abort(403)
    if request.method == "POST":
        return end_now(flow, row, now)
    return show_end(flow, row, [each for each in rows if each is not row], now)


def end_now(flow: Flow, row: LiveSwitch, now: datetime) -> Response:
    hand = make_hand(now)
    if hand is None:
        abort(400)
    try:
        ended = page_services().people.desk.end(row.id, hand)
    except RepeatedError:
        ended = row
    return go_to(f"{TODAY}/{flow.slug}?" + (f"done={hand.once}" if ended else ENDED_BEFORE))


def show_end(flow: Flow, row: LiveSwitch, others: list[LiveSwitch], now: datetime) -> Response:
    house = page_services().board.house
    with reading_page():
        told = tell_row(row, house, g.rights)
        heard = hear_first(house, flow, switches_of(others), now)
    return render("end_switch.html", **common_of(flow), row=told, heard=heard, once=once())
