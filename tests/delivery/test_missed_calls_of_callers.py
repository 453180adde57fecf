"""Calls through the real webhooks, and what their office is told of them."""

from datetime import timedelta

import pytest
from support.house import Document, House, Housed, at

from centralino.delivery.judging_missed import judge
from centralino.store import call_records
from centralino.store.models import CallRecord

from .office import Bench

FLOW = """\
office: Segreteria
email: urp@example.org
hours: {mon-fri: "9:00-13:00"}
ring: ["0577 235010"]
steps:
  welcome:
    menu:
    keys:
      1: {say: le scadenze, then: deadlines}
      0: {say: parlare con noi, then: hours}
    otherwise: hours
  deadlines: {say: La prima rata scade il 30 settembre., then: more}
  more:
    menu:
    keys: {0: {say: parlare con noi, then: hours}}
    otherwise: information
  hours: {gate: hours, open: ring, closed: outside}
  ring: {dial: office, otherwise: nobody}
  nobody: {say: {prompt: nobody}, then: mailbox}
  outside: {say: {prompt: outside}, then: mailbox}
  mailbox: {voicemail: office, greeting: "Siamo di ronda, la richiamiamo noi al più presto."}
"""


@pytest.fixture
def called(housed: Housed) -> House:
    return housed(FLOW)


def is_missed(called: House, desk: Bench) -> bool:
    """Once the caller has hung up: what the worker makes of what was learned."""
    with desk.means.store.writing() as session:
        call_records.remember(session, called.notes.learned)
        for call in session.query(CallRecord):
            call.ended = True
    return judge(desk.means, called.clock.now + timedelta(hours=1)) == 1


def press(called: House, document: Document, key: str) -> Document:
    return called.post(document.action, Digits=key)


def unanswered(called: House, document: Document) -> Document:
    return called.post(document.action, DialCallStatus="no-answer")


def test_who_hears_an_answer_and_hangs_up_in_the_menu_behind_it_is_not_missed(
    called: House, desk: Bench
) -> None:
    assert "30 settembre" in press(called, called.call(), "1").spoken
    assert not is_missed(called, desk)


def test_who_hears_nothing_but_the_menu_is_missed(called: House, desk: Bench) -> None:
    press(called, called.call(), "7")
    assert is_missed(called, desk)


def test_who_then_wants_a_person_and_hangs_up_while_it_rings_is_missed(
    called: House, desk: Bench
) -> None:
    ringing = press(called, press(called, called.call(), "1"), "0")
    assert "Dial" in ringing.verbs
    assert is_missed(called, desk)


def test_who_reaches_nobody_and_hangs_up_before_the_beep_is_missed(
    called: House, desk: Bench
) -> None:
    mailbox = unanswered(called, press(called, called.call(), "0"))
    assert "Siamo di ronda" in mailbox.spoken
    assert is_missed(called, desk)


def test_who_hears_when_it_opens_is_not_missed(called: House, desk: Bench) -> None:
    called.clock.now = at("2026-11-23 18:00")
    assert "Riapre" in press(called, called.call(), "0").spoken
    assert not is_missed(called, desk)


def test_it_is_kept_whether_the_office_was_open(called: House, desk: Bench) -> None:
    for moment, is_open in (("2026-11-23 11:00", True), ("2026-11-23 18:00", False)):
        called.clock.now = at(moment)
        called.call()
        assert called.last.was_open is is_open
