"""Closing, opening and putting up a notice: a form, what callers will hear, and then the act."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

from flask import Response, abort, request

from centralino.core.input_errors import InputError, InputIssue
from centralino.core.readable import write_moment
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Switches
from centralino.people.number_today import standing_of
from centralino.store.switch_models import Kind
from centralino.switching.current_switches import switches_of
from centralino.switching.desk import Hand, RepeatedError, once
from centralino.switching.outlived import tell_outlived
from centralino.switching.preview import hear_first
from centralino.switching.requests import check_end, main_language
from centralino.switching.wishes import (
    Planned,
    SwitchPeriod,
    Until,
    carry_out,
    find_opening,
    make_planned,
    outlived_by,
    period_of,
    read_period,
    with_planned,
    word_languages,
)
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import go_to
from handlers.pages.number_page import (
    TODAY,
    WHO_SWITCHES,
    common_of,
    find_flow,
    make_hand,
    now_there,
)
from handlers.pages.page_language import reading_page
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.switch_forms import GRAVITIES, SwitchForm, make_form
from handlers.pages.upload import take_recording
from handlers.pages.view_access import open_to

CHANGE, CONFIRM = "change", "confirm"
"""What a preview's buttons say."""


def add_forms(pages: DeclaredBlueprint) -> None:
    """`/today/<number>/close`, `/notice` and `/open`."""
    for path, view in (("close", close), ("notice", put_up), ("open", open_up)):
        pages.add_url_rule(f"{TODAY}/<number>/{path}", path, view, methods=["GET", "POST"])


@open_to(WHO_SWITCHES)
def close(number: str) -> Response:
    return ask(find_flow(number), Kind.CLOSING)


@open_to(WHO_SWITCHES)
def put_up(number: str) -> Response:
    return ask(find_flow(number), Kind.NOTICE)


@open_to(WHO_SWITCHES)
def open_up(number: str) -> Response:
    return ask(find_flow(number), Kind.OPENING)


def ask(flow: Flow, kind: Kind) -> Response:
    """The form; sent once, what callers will hear; confirmed, done and back to the number."""
    services, now = page_services(), now_there()
    house, desk = services.board.house, services.people.desk
    before = done_before(flow, now)
    if before is not None:
        return before
    with reading_page():
        switches = switches_of(standing_of(desk.store, now))
        offered = offered_ends(flow, kind, now, switches)
        languages = word_languages(flow, house)
        asked = languages[:1] if kind is Kind.OPENING else languages
        form = make_form(kind, asked, next(iter(offered)))
        step = request.form.get("step", "")
        if request.method == "GET" or step == CHANGE:
            return show_form(flow, form, offered)
        if not form.validate():  # what no form of ours sends
            abort(400)
        planned = plan(flow, form, now, switches)
        if planned is None:
            return show_form(flow, form, offered, 422)
        if step == CONFIRM:
            return do(flow, planned, now)
        return show_preview(flow, form, planned, now, switches)


def offered_ends(flow: Flow, kind: Kind, now: datetime, switches: Switches) -> dict[Until, str]:
    """The next opening where there is one to wait for, with its moment."""
    house = page_services().board.house
    offered: dict[Until, str] = {}
    if kind is not Kind.OPENING:
        with suppress(InputError):
            opening = find_opening(kind, flow, house, now, switches)
            told = write_moment(opening, flow.zone)
            offered[Until.OPENING] = _("Until the next opening: {moment}", moment=told)
    offered[Until.TODAY] = _("Until the end of today")
    offered[Until.MOMENT] = _("Until a day and time")
    return offered


def plan(flow: Flow, form: SwitchForm, now: datetime, switches: Switches) -> Planned | None:
    """None if something is wrong, which the form then says at its fields: all of it together."""
    services = page_services()
    house, issues = services.board.house, list[InputIssue]()
    period, planned = SwitchPeriod(now, now), None
    if form.kind is Kind.NOTICE:
        with gathering(issues):
            take_recording(form, services.people.desk, now)
    with gathering(issues):
        period = previewed_period(now) or read_period(form.wish(), flow, house, now, switches)
    with gathering(issues):
        planned = make_planned(form.wish(), flow, house, period)
    form.refuse(issues)
    return None if issues else planned


@contextmanager
def gathering(issues: list[InputIssue]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        issues += error.misfits


def previewed_period(now: datetime) -> SwitchPeriod | None:
    """Of what is confirmed: as it was shown, or what is left of it. Raises InputError."""
    if request.form.get("step") != CONFIRM:
        return None
    start, end = (_moment(request.form.get(name, ""), now) for name in ("start_at", "end_at"))
    if end is None:
        abort(400)
    begins = start if start is not None and start > now else now
    check_end(end, begins, now)
    return SwitchPeriod(begins, end)


def _moment(written: str, now: datetime) -> datetime | None:
    """A moment as our own page wrote it, in UTC."""
    try:
        return datetime.fromtimestamp(int(written), now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return None


def do(flow: Flow, planned: Planned, now: datetime) -> Response:
    hand = make_hand(now)
    if hand is None:
        abort(400)
    with suppress(RepeatedError):  # the same form again: what it asked for is done
        carry_out(page_services().people.desk, planned, hand)
    return to_number(flow, hand)


def done_before(flow: Flow, now: datetime) -> Response | None:
    """Where a form leads that was confirmed once already, whatever it would mean by now."""
    hand = make_hand(now)
    if hand is None or page_services().people.desk.deed(hand.once) is None:
        return None
    return to_number(flow, hand)


def to_number(flow: Flow, hand: Hand) -> Response:
    return go_to(f"{TODAY}/{flow.slug}?done={hand.once}")


def show_form(
    flow: Flow, form: SwitchForm, offered: Mapping[Until, str], status: int = 200
) -> Response:
    gravities = {name: _(label) for name, label in GRAVITIES.items()}
    return render(
        "switch_form.html",
        status,
        **common_of(flow),
        form=form,
        offered=offered,
        gravities=gravities,
    )


def show_preview(
    flow: Flow, form: SwitchForm, planned: Planned, now: datetime, switches: Switches
) -> Response:
    """What callers will hear, and a button that does it: once, however often it is pressed."""
    house, period = page_services().board.house, period_of(planned)
    zone = house.own.zone
    return render(
        "switch_preview.html",
        **common_of(flow),
        form=form,
        period=period,
        is_later=period.start > now,
        start=write_moment(period.start, zone),
        end=write_moment(period.end, zone),
        heard=hear_first(house, flow, with_planned(switches, planned), period.start),
        warnings=[
            tell_outlived(each, zone) for each in outlived_by(planned, zone, main_language(house))
        ],
        once=once(),
    )
