"""Who decides, of every two that have a say: the table of the precedence."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar, CalendarEntry, calendar
from centralino.calendar.hours import Hours
from centralino.calendar.layers import SWITCHES, Layer, Switch
from centralino.calendar.reading_calendars import read_calendar, read_holidays, read_hours
from centralino.calendar.timetable import ALWAYS, timetable

ROME = ZoneInfo("Europe/Rome")
CHRISTMAS = date(2026, 12, 25)
NOON = datetime(2026, 12, 25, 12, tzinfo=ROME)
HIGHEST_FIRST = [
    Layer.NUMBER_SWITCH,
    Layer.SITE_SWITCH,
    Layer.ALL_SWITCH,
    Layer.NUMBER,
    Layer.SITE,
    Layer.ORGANISATION,
    Layer.HOLIDAY,
    Layer.HOURS,
]
# public holidays only ever close
PAIRS = [
    (upper, lower, opens)
    for upper, lower in combinations(HIGHEST_FIRST, 2)
    for opens in (True, False)
    if not (upper is Layer.HOLIDAY and opens) and not (lower is Layer.HOLIDAY and not opens)
]


def said(layer: Layer, says: dict[Layer, bool]) -> Calendar | None:
    if layer not in says:
        return None
    reason = {"it": layer.name}
    return calendar(CalendarEntry(CHRISTMAS, CHRISTMAS, reason, ALWAYS if says[layer] else None))


def agenda(says: dict[Layer, bool]) -> Agenda:
    """An agenda in which each layer named says at Christmas whether it is open."""
    return Agenda(
        ROME,
        Hours(ALWAYS if says.get(Layer.HOURS, True) else timetable({})),
        number=said(Layer.NUMBER, says),
        site=said(Layer.SITE, says),
        organisation=said(Layer.ORGANISATION, says),
        holidays=read_holidays({"country": "IT"}) if Layer.HOLIDAY in says else None,
    )


def switch(layer: Layer, opens: bool, reason: str = "neve") -> Switch:
    hour = timedelta(hours=1)
    return Switch(layer, opens, NOON - hour, NOON + hour, {"it": reason})


def test_the_table_names_every_layer_in_its_order() -> None:
    assert list(Layer) == sorted(Layer) == HIGHEST_FIRST


@pytest.mark.parametrize(("upper", "lower", "opens"), PAIRS)
def test_the_upper_of_two_layers_decides(upper: Layer, lower: Layer, opens: bool) -> None:
    says = {upper: opens, lower: not opens}
    switches = [switch(layer, says[layer]) for layer in (upper, lower) if layer in SWITCHES]
    state = agenda(says).state(NOON, switches)
    assert (state.open, state.layer) == (opens, upper)
    assert state.closure == (not opens)


def test_the_season_s_timetable_comes_before_the_weekly_one() -> None:
    winter = {"from": "12-01", "to": "01-31", "hours": {"fri": "15-17"}}
    state = Agenda(ROME, read_hours({"fri": "10-13", "seasons": [winter]})).state(NOON)
    assert (state.open, state.layer) == (False, Layer.HOURS)
    assert state.reopens == datetime(2026, 12, 25, 15, tzinfo=ROME)


@pytest.mark.parametrize("layer", sorted(SWITCHES))
def test_of_two_switches_on_one_layer_the_later_made_wins(layer: Layer) -> None:
    closing, opening = switch(layer, False), switch(layer, True)
    assert agenda({}).state(NOON, [closing, opening]).open
    assert not agenda({}).state(NOON, [opening, closing]).open


def test_a_switch_holds_from_its_start_up_to_its_end() -> None:
    closing, open_always = switch(Layer.ALL_SWITCH, False), agenda({})
    states = [
        open_always.state(moment, [closing])
        for moment in (closing.start, closing.end - timedelta(microseconds=1), closing.end)
    ]
    assert [state.open for state in states] == [False, False, True]
    assert states[0].reopens == closing.end
    assert states[0].period == (CHRISTMAS, CHRISTMAS)


def test_a_switch_that_ends_at_midnight_ends_with_the_day_before() -> None:
    midnight = datetime(2026, 12, 27, tzinfo=ROME)
    closing = Switch(Layer.ALL_SWITCH, False, NOON, midnight)
    assert agenda({}).state(NOON, [closing]).period == (CHRISTMAS, date(2026, 12, 26))


SHARED = {Layer.SITE_SWITCH, Layer.ALL_SWITCH, Layer.SITE, Layer.ORGANISATION, Layer.HOLIDAY}


@pytest.mark.parametrize("layer", HIGHEST_FIRST)
def test_a_closure_is_shared_if_a_layer_above_the_number_makes_it(layer: Layer) -> None:
    switches = [switch(layer, False)] if layer in SWITCHES else []
    state = agenda({layer: False}).state(NOON, switches)
    assert not state.open
    assert state.shared_closure == (layer in SHARED)


def test_a_special_opening_of_the_number_stands_within_the_organisation_s_closure() -> None:
    says = {Layer.NUMBER: True, Layer.ORGANISATION: False, Layer.HOLIDAY: False}
    state = agenda(says).state(NOON)
    assert state.open
    assert state.reason == {"it": "NUMBER"}
    shared = agenda(says).shared().state(NOON)
    assert (shared.open, shared.layer) == (False, Layer.ORGANISATION)


def test_what_is_shared_knows_nothing_of_the_number_s_own_hours_and_calendar() -> None:
    assert agenda({Layer.HOURS: False, Layer.NUMBER: False}).shared().state(NOON).open


def test_a_closure_of_some_hours_stands_in_its_own_layer_s_opening_but_not_in_a_higher_one(
    tmp_path: Path,
) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:assemblea"]
    lines += ["DTSTART:20261225T110000Z", "DTEND:20261225T120000Z", "END:VEVENT", "END:VCALENDAR"]
    (tmp_path / "a.ics").write_text("\r\n".join(lines), encoding="utf-8")
    entries = [{"ical": "a.ics"}, {"on": "2026-12-25", "open": "10-17"}]
    site = read_calendar(entries, tmp_path, ROME, "it")
    state = Agenda(ROME, site=site).state(NOON)
    assert (state.open, state.layer, state.reason) == (False, Layer.SITE, {"it": "assemblea"})
    assert state.reopens == datetime(2026, 12, 25, 13, tzinfo=ROME)
    assert Agenda(ROME, site=site, number=said(Layer.NUMBER, {Layer.NUMBER: True})).state(NOON).open


def test_a_switch_needs_zones_and_a_layer_of_its_own() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        Switch(Layer.ALL_SWITCH, False, naive, NOON)
    with pytest.raises(ValueError, match="HOLIDAY is not a layer of switches"):
        Switch(Layer.HOLIDAY, False, NOON.astimezone(UTC), NOON)


@pytest.mark.parametrize("layer", [Layer.SITE, Layer.ORGANISATION, Layer.HOLIDAY])
def test_what_closes_others_too_closes_a_timetable_of_a_step_s_own(layer: Layer) -> None:
    shared = agenda({layer: False}).shared()
    assert not shared.state(NOON).open
    assert shared.state(NOON).layer is layer


def test_a_number_s_own_hours_and_calendar_are_not_those_of_others() -> None:
    assert agenda({Layer.NUMBER: False, Layer.HOURS: False}).shared().state(NOON).open
