"""How a number stands today: open or closed and why, what callers hear, what is in force, and who
did it. In the language in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from centralino.calendar.answers import OpeningState
from centralino.calendar.layers import Layer
from centralino.core.numbers import format_number
from centralino.core.readable import write_moment
from centralino.core.texts import N_, _, in_force
from centralino.delivery.mail_wording import said
from centralino.flows.flow import Flow
from centralino.flows.switches import Switches
from centralino.languages.prompts import DEFAULT, Audio
from centralino.loading.organisation import Organisation
from centralino.people.roles import PeopleRole, Rights
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch
from centralino.switching.current_switches import (
    find_switches,
    standing_switches,
    switches_of,
    trail,
)
from centralino.switching.desk import TELEPHONE, Desk
from centralino.switching.mapping import aim_of, prompt_of
from centralino.switching.next_opening import next_closing, state_of
from centralino.switching.preview import Heard, hear_first
from centralino.switching.read_words import MEANS, name_kind
from centralino.switching.requests import main_language
from centralino.switching.switch_words import act_words, aim_words, words_of_switch

LOOKED_BACK = timedelta(days=30)
MOST_LINES = 20
CLOSED = {
    Layer.NUMBER_SWITCH: N_("Somebody has closed this number for the time being."),
    Layer.SITE_SWITCH: N_("Somebody has closed the whole site for the time being."),
    Layer.ALL_SWITCH: N_("Somebody has closed all numbers for the time being."),
    Layer.NUMBER: N_("It is a closure of this office."),
    Layer.SITE: N_("It is a closure of the whole site."),
    Layer.ORGANISATION: N_("It is a closure of the whole organisation."),
    Layer.HOLIDAY: N_("It is a public holiday."),
    Layer.HOURS: N_("It is outside the office's hours."),
}
OPEN = {
    Layer.NUMBER_SWITCH: N_("Somebody has opened this number exceptionally."),
    Layer.SITE_SWITCH: N_("Somebody has opened the whole site exceptionally."),
    Layer.ALL_SWITCH: N_("Somebody has opened all numbers exceptionally."),
    Layer.NUMBER: N_("It is a special opening of this office."),
    Layer.SITE: N_("It is a special opening of the whole site."),
    Layer.ORGANISATION: N_("It is a special opening of the whole organisation."),
    Layer.HOURS: N_("It is within the office's hours."),
}

DONE = {
    Kind.NOTICE: N_("The notice is in place."),
    Kind.CLOSING: N_("The closing is in place."),
    Kind.OPENING: N_("The opening is in place."),
}
UNDONE = {
    Kind.NOTICE: N_("The notice has ended."),
    Kind.CLOSING: N_("The closing has ended."),
    Kind.OPENING: N_("The opening has ended."),
}


@dataclass(frozen=True)
class WordsIn:
    """Words in one language, or the path of a recording. No language: for everybody."""

    language: str
    words: str
    audio: str


@dataclass(frozen=True)
class InForce:
    """A switch that stands or will, in words; `may_end`: whoever looks may end it."""

    number: int
    what: str
    aim: str
    period: str
    versions: tuple[WordsIn, ...]
    ends_call: bool
    may_end: bool


@dataclass(frozen=True)
class TrailLine:
    """Who did what when, by which means, and with which words."""

    when: str
    who: str
    means: str
    act: str
    words: str


@dataclass(frozen=True)
class NumberToday:
    """What the page of a number shows."""

    is_open: bool
    why: str
    reason: str
    next_change: str
    heard: Heard
    in_force: Sequence[InForce]
    trail: Sequence[TrailLine]


def standing_of(store: Store, now: datetime) -> Sequence[LiveSwitch]:
    """All that stands, of whichever number. Raises SQLAlchemyError and StoreNotReadyError."""
    store.prepare()
    with store.reading() as session:
        return standing_switches(session, now)


def look_at(
    flow: Flow, house: Organisation, store: Store, rights: Rights, now: datetime
) -> NumberToday:
    """`now` is in the organisation's zone. Raises SQLAlchemyError and StoreNotReadyError."""
    rows = standing_of(store, now)
    switches = switches_of(rows)
    state = state_of(flow, now, switches)
    return NumberToday(
        is_open=state.open,
        why=tell_why(flow, state),
        reason=said(state.reason or {}, in_force().language),
        next_change=tell_next_change(flow, state, switches, now),
        heard=hear_first(house, flow, switches, now),
        in_force=[tell_row(row, house, rights) for row in rows if reaches(row, flow)],
        trail=read_trail(flow, house, store, rights, now),
    )


def tell_why(flow: Flow, state: OpeningState) -> str:
    if flow.always_open and state.open and state.layer is not Layer.NUMBER_SWITCH:
        return _("This number is always open.")
    return _((OPEN if state.open else CLOSED).get(state.layer, ""))


def tell_next_change(flow: Flow, state: OpeningState, switches: Switches, now: datetime) -> str:
    """Nothing where no change is in sight."""
    if not state.open:
        reopens = state.reopens
        return (
            _("It opens on {moment}.", moment=write_moment(reopens, flow.zone)) if reopens else ""
        )
    closes = next_closing(flow, now, switches)
    return _("It closes on {moment}.", moment=write_moment(closes, flow.zone)) if closes else ""


def reaches(row: LiveSwitch, flow: Flow) -> bool:
    return aim_of(row).reaches(flow.slug, flow.site)


def may_end(row: LiveSwitch, rights: Rights) -> bool:
    """An office ends what concerns its own numbers alone; the helpdesk ends everything."""
    own = bool(row.numbers) and set(row.numbers) <= rights.numbers
    return PeopleRole.HELPDESK in rights.roles or own


def tell_row(row: LiveSwitch, house: Organisation, rights: Rights) -> InForce:
    zone = house.own.zone
    return InForce(
        number=row.id,
        what=name_kind(row),
        aim=aim_words(aim_of(row), house.directory, in_force().language),
        period=_(
            "From {start} until {end}.",
            start=write_moment(row.starts_at, zone),
            end=write_moment(row.ends_at, zone),
        ),
        versions=words_in_languages(row, house),
        ends_call=row.ends_call,
        may_end=may_end(row, rights),
    )


def words_in_languages(row: LiveSwitch, house: Organisation) -> tuple[WordsIn, ...]:
    main = main_language(house)
    return tuple(
        WordsIn("" if language == DEFAULT else language, "", version.file)
        if isinstance(version, Audio)
        else WordsIn(language or main, version, "")
        for language, version in prompt_of(row).versions.items()
    )


def read_trail(
    flow: Flow, house: Organisation, store: Store, rights: Rights, now: datetime
) -> Sequence[TrailLine]:
    """What was switched lately and reached this number, latest first."""
    with store.reading() as session:
        deeds = trail(session, now - LOOKED_BACK)
        wanted = {number for deed in deeds for number in deed.switches}
        rows = {row.id: row for row in find_switches(session, wanted) if reaches(row, flow)}
    concerned = (deed for deed in deeds if any(number in rows for number in deed.switches))
    sees_who = rights.sees(flow.slug)
    return [tell_deed(deed, rows, house, sees_who) for deed in islice(concerned, MOST_LINES)]


def tell_deed(
    deed: Deed, rows: Mapping[int, LiveSwitch], house: Organisation, sees_who: bool
) -> TrailLine:
    found = [rows[number] for number in deed.switches if number in rows]
    return TrailLine(
        when=write_moment(deed.at, house.own.zone),
        who=tell_who(deed, sees_who),
        means=_(MEANS.get(deed.means, deed.means)),
        act=act_words(deed, found, in_force().language),
        words="; ".join(dict.fromkeys(filter(None, map(_words, found)))),
    )


def tell_done(desk: Desk, flow: Flow, once: str) -> str:
    """What was done here by that hand; nothing if nothing was."""
    deed = desk.deed(once) if once else None
    if deed is None:
        return ""
    with desk.store.reading() as session:
        rows = [row for row in find_switches(session, deed.switches) if reaches(row, flow)]
    if not rows:
        return ""
    return _((DONE if deed.act == Act.MADE else UNDONE)[Kind(rows[0].kind)])


def tell_who(deed: Deed, sees_who: bool) -> str:
    """Who telephoned is told to those alone whose number it is."""
    if deed.means == TELEPHONE and not sees_who:
        return _("somebody who knew the PIN")
    return format_number(deed.who) if deed.who.startswith("+") else deed.who


def _words(row: LiveSwitch) -> str:
    return words_of_switch(row, in_force().language)
