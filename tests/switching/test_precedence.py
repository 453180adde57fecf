"""Who decides, as callers hear it: live switches against each other and against the calendars.

Monday 23 November 2026; the office is open from 10 to 13, and is called at 11 or at 16.
"""

import pytest
from support.house import SLUG, House, Housed, at

from centralino.calendar.layers import Switch
from centralino.flows.switches import Aim, Gravity, Notice, Switched, Switches
from centralino.languages.prompts import Prompt

OPEN, AFTER = "2026-11-23 11:00", "2026-11-23 16:00"
NUMBER, SITE, ALL = Aim(numbers=frozenset({SLUG})), Aim(site="arezzo"), Aim()
ELSEWHERE = (Aim(site="siena"), Aim(numbers=frozenset({"0577235502"})))
ORGANISATION = """
organisation: Università di Prova
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
calendar: [{on: 2026-11-24, reason: ponte}]
sites:
  arezzo: {calendar: [{on: 2026-11-25, reason: patrono}, {on: 2026-11-24, open: "10-13"}]}
  siena: {}
"""
FLOW = """
office: Ufficio Tasse
email: tasse@example.org
site: arezzo
greet: false
hours: {mon-fri: "10:00-13:00"}
ring: ["0577 235010"]
calendar: [{on: 2026-11-26, reason: trasloco}, {on: 2026-11-25, open: "10-13"}]
"""
RINGS, TELLS = "Dial", "Say"


def switch(aim: Aim, *, opens: bool, day: str = "2026-11-23", reason: str = "") -> Switched:
    why = {"it": reason} if reason else None
    return Switched(Switch(aim.layer, opens, at(f"{day} 00:00"), at(f"{day} 18:00"), why), aim)


def close(aim: Aim, **more: str) -> Switched:
    return switch(aim, opens=False, **more)


def open_(aim: Aim, **more: str) -> Switched:
    return switch(aim, opens=True, **more)


def notice(text: str, aim: Aim = ALL, **more: object) -> Notice:
    start, end = at("2026-11-23 00:00"), at("2026-11-23 18:00")
    return Notice(Prompt({"it": text}), start, end, aim, **more)  # type: ignore[arg-type]  # by name


def house(housed: Housed, now: str, *made: Switched | Notice, flow: str = FLOW) -> House:
    found = housed(flow, now, **{"centralino.yaml": ORGANISATION})
    notices = tuple(each for each in made if isinstance(each, Notice))
    switched = tuple(each for each in made if isinstance(each, Switched))
    found.board.switches = Switches(notices, switched)
    return found


TABLE = [
    # nothing live: the timetable and the calendars
    (OPEN, (), RINGS),
    (AFTER, (), TELLS),
    ("2026-11-24 11:00", (), RINGS),  # the site's opening before the organisation's closure
    ("2026-11-25 11:00", (), RINGS),  # the number's opening before the site's closure
    ("2026-11-26 11:00", (), TELLS),  # the number's own closure
    # a live switch comes before every calendar, and the number's before the site's before all
    (OPEN, (close(NUMBER),), TELLS),
    (OPEN, (close(SITE),), TELLS),
    (OPEN, (close(ALL),), TELLS),
    (AFTER, (open_(NUMBER),), RINGS),
    (AFTER, (open_(SITE),), RINGS),
    (AFTER, (open_(ALL),), RINGS),
    (OPEN, (open_(NUMBER), close(SITE)), RINGS),
    (OPEN, (close(NUMBER), open_(SITE)), TELLS),
    (OPEN, (open_(SITE), close(ALL)), RINGS),
    (OPEN, (close(SITE), open_(ALL)), TELLS),
    (OPEN, (open_(NUMBER), close(ALL)), RINGS),
    ("2026-11-26 11:00", (open_(ALL, day="2026-11-26"),), RINGS),
    ("2026-11-25 11:00", (close(ALL, day="2026-11-25"),), TELLS),
    # of two at one place the later made decides
    (OPEN, (close(NUMBER), open_(NUMBER)), RINGS),
    (OPEN, (open_(NUMBER), close(NUMBER)), TELLS),
    # what is aimed elsewhere does not count
    (OPEN, tuple(close(aim) for aim in ELSEWHERE), RINGS),
    (AFTER, tuple(open_(aim) for aim in ELSEWHERE), TELLS),
]


@pytest.mark.parametrize(("now", "made", "verb"), TABLE)
def test_the_highest_that_has_a_say_decides(
    housed: Housed, now: str, made: tuple[Switched, ...], verb: str
) -> None:
    assert house(housed, now, *made).call().verbs[0] == verb


@pytest.mark.parametrize("made", [(), (open_(NUMBER),), (close(NUMBER),)])
def test_a_notice_that_ends_the_call_comes_before_everything(
    housed: Housed, made: tuple[Switched, ...]
) -> None:
    heard = house(housed, OPEN, notice("Terremoto.", ends_call=True), *made).call()
    assert (heard.spoken, heard.verbs) == ("Terremoto.", ["Say", "Hangup"])


def test_a_notice_that_continues_is_heard_before_the_closure(housed: Housed) -> None:
    heard = house(housed, OPEN, notice("Sciopero."), close(NUMBER, reason="sciopero")).call()
    assert heard.spoken.startswith("Sciopero. Ufficio Tasse.")
    assert "chiuso per sciopero." in heard.spoken
    assert "domani alle 10" in heard.spoken


def test_notices_are_heard_by_gravity_most_specific_first_and_none_twice(housed: Housed) -> None:
    made = (
        notice("Per tutti.", ALL),
        notice("Il bar è chiuso.", NUMBER, gravity=Gravity.INFORMATION),
        notice("Per la sede.", SITE),
        notice("Per tutti.", NUMBER),
        notice("Neve.", ALL, gravity=Gravity.EMERGENCY),
        notice("Altrove.", ELSEWHERE[0]),
    )
    heard = [say.text for say in house(housed, OPEN, *made).call().says("Say")]
    assert heard == ["Neve.", "Per tutti.", "Per la sede.", "Il bar è chiuso."]


def test_what_is_always_open_heeds_a_closing_of_its_own_only(housed: Housed) -> None:
    flow = FLOW + "always_open: true\n"
    assert house(housed, OPEN, close(ALL), close(SITE), flow=flow).call().verbs[0] == RINGS
    assert house(housed, OPEN, close(NUMBER), flow=flow).call().verbs[0] == TELLS
    assert house(housed, OPEN, notice("Neve."), flow=flow).call().spoken == "Neve."


def test_a_closing_tells_when_it_reopens_and_why(housed: Housed) -> None:
    spoken = house(housed, OPEN, close(SITE, reason="neve")).call().spoken
    assert "neve" in spoken
    assert "domani alle 10" in spoken


def test_the_words_change_at_the_second_at_which_a_notice_begins_and_ends(housed: Housed) -> None:
    found = house(housed, OPEN, notice("Sciopero."))
    heard = []
    for moment in ("2026-11-22 23:59", "2026-11-23 00:00", "2026-11-23 17:59", "2026-11-23 18:00"):
        found.clock.now = at(moment)
        heard.append("Sciopero." in found.call().spoken)
    assert heard == [False, True, True, False]


def test_readyz_tells_of_switches_that_lag_behind(housed: Housed) -> None:
    found = housed(FLOW, **{"centralino.yaml": ORGANISATION})
    client = found.app.test_client()
    assert client.get("/readyz").get_json()["switches"] == "up to date"
    found.board.lags = "last known state"
    report = client.get("/readyz")
    assert report.status_code == 200
    assert report.get_json()["status"] == "degraded"
    assert report.get_json()["switches"] == "last known state"
