"""Signing in by mail: links and codes, each once, in the browser that asked, and not too many."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from centralino.delivery.queueing import Dispatch
from centralino.people.sign_in_by_mail import (
    MOST,
    MOST_OF_ADDRESS,
    MOST_OF_SOURCE,
    MOST_TRIES,
    VALID,
    WINDOW,
    Asker,
    LinkState,
    MailSignIn,
    forget_old,
)
from centralino.people.sign_in_secrets import SignInKeys
from centralino.store.people_models import SignInRequest
from centralino.store.store import Store

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
KEYS = SignInKeys("k" * 32)
ANNA = "anna@example.org"
HERE = Asker("the browser that asks", "192.0.2.7", "it")
SECOND = timedelta(seconds=1)


def by_mail(store: Store) -> MailSignIn:
    return MailSignIn(store, Dispatch(store), KEYS)


def requests(store: Store) -> list[SignInRequest]:
    with store.reading() as session:
        return list(session.scalars(select(SignInRequest).order_by(SignInRequest.asked_at)))


def asked(store: Store) -> tuple[MailSignIn, str, str]:
    """Somebody who has asked, with the key and the token of the link."""
    desk = by_mail(store)
    assert desk.ask(ANNA, HERE, NOW)
    key = requests(store)[-1].key
    return desk, key, KEYS.link_token(key)


def test_a_link_signs_in_once_in_the_browser_that_asked(store: Store) -> None:
    desk, key, token = asked(store)
    found = desk.look_at(key, token, HERE.browser, NOW)
    assert (found.state, found.address, found.code) == (LinkState.GOOD, ANNA, "")
    assert desk.use_link(key, token, HERE.browser, NOW) == ANNA
    assert desk.use_link(key, token, HERE.browser, NOW) == ""
    assert desk.look_at(key, token, HERE.browser, NOW).state is LinkState.OVER


def test_two_who_use_a_link_at_the_same_time_are_one_who_gets_in(store: Store) -> None:
    desk, key, token = asked(store)
    start, got = Barrier(4), []

    def use() -> None:
        start.wait(30)
        got.append(desk.use_link(key, token, HERE.browser, NOW))

    threads = [Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(got) == ["", "", "", ANNA]


def test_elsewhere_a_link_shows_a_code_that_signs_in_where_it_was_asked(store: Store) -> None:
    desk, key, token = asked(store)
    found = desk.look_at(key, token, "another browser", NOW)
    assert found.state is LinkState.ELSEWHERE
    assert len(found.code) == 8
    assert found.code.isdecimal()
    assert desk.use_link(key, token, "another browser", NOW) == ""
    assert desk.use_code(found.code, "another browser", NOW) == ""
    assert desk.use_code(found.code, HERE.browser, NOW) == ANNA
    assert desk.use_code(found.code, HERE.browser, NOW) == ""


def test_a_link_and_a_code_hold_for_a_quarter_of_an_hour(store: Store) -> None:
    desk, key, token = asked(store)
    assert desk.look_at(key, token, HERE.browser, NOW + VALID - SECOND).state is LinkState.GOOD
    assert desk.use_link(key, token, HERE.browser, NOW + VALID) == ""
    assert desk.use_code(KEYS.code(key), HERE.browser, NOW + VALID) == ""
    assert timedelta(minutes=15) == VALID


@pytest.mark.parametrize("token", ["", "0" * 32, "ü"])
def test_a_link_that_was_never_sent_is_none(quick: Store, token: str) -> None:
    desk, key, right = asked(quick)
    assert desk.look_at(key, token, HERE.browser, NOW).state is LinkState.OVER
    assert desk.look_at("f" * 32, right, HERE.browser, NOW).state is LinkState.OVER
    assert desk.use_link(key, token, HERE.browser, NOW) == ""


def test_after_a_few_wrong_codes_neither_code_nor_link_holds(store: Store) -> None:
    desk, key, token = asked(store)
    wrong = "0" * 8 if KEYS.code(key) != "0" * 8 else "1" * 8
    for _ in range(MOST_TRIES):
        assert desk.use_code(wrong, HERE.browser, NOW) == ""
    assert desk.use_code(KEYS.code(key), HERE.browser, NOW) == ""
    assert desk.use_link(key, token, HERE.browser, NOW) == ""


def test_whoever_asks_twice_may_use_either_code(quick: Store) -> None:
    desk, first, _ = asked(quick)
    assert desk.ask(ANNA, HERE, NOW + SECOND)
    assert desk.use_code(KEYS.code(first), HERE.browser, NOW + SECOND) == ANNA


def test_another_key_makes_other_links_and_codes() -> None:
    other = SignInKeys("l" * 32)
    assert KEYS.link_token("a") != other.link_token("a") != KEYS.link_token("b")
    assert KEYS.code("a") != other.code("a")
    assert KEYS.link_token("a") != KEYS.source("a")
    assert "k" * 32 not in repr(KEYS)


def test_nothing_in_the_database_signs_in_or_tells_from_where(quick: Store) -> None:
    _, key, token = asked(quick)
    (row,) = requests(quick)
    held = str(vars(row))
    for secret in (token, KEYS.code(key), HERE.browser, HERE.source):
        assert secret not in held


def test_an_address_is_asked_for_a_few_times_an_hour_from_wherever(store: Store) -> None:
    desk = by_mail(store)
    from_everywhere = [replace(HERE, source=f"192.0.2.{turn}") for turn in range(9)]
    for asker in from_everywhere[:MOST_OF_ADDRESS]:
        assert desk.ask(ANNA, asker, NOW)
    assert not desk.ask(ANNA.upper(), from_everywhere[-1], NOW)
    assert desk.ask("bruno@example.org", from_everywhere[-1], NOW)
    assert desk.ask(ANNA, from_everywhere[-1], NOW + WINDOW)


def test_from_one_place_only_so_many_ask_an_hour_and_from_all_together(quick: Store) -> None:
    desk = by_mail(quick)
    for turn in range(MOST_OF_SOURCE):
        assert desk.ask(f"a{turn}@example.org", replace(HERE, source="2001:db8:1:2::7"), NOW)
    assert not desk.ask("b@example.org", replace(HERE, source="2001:db8:1:2:ffff::1"), NOW)
    assert desk.ask("b@example.org", replace(HERE, source="2001:db8:1:3::7"), NOW)
    with quick.writing() as session:
        left = MOST - MOST_OF_SOURCE - 1
        session.add_all(
            SignInRequest(
                key=f"{turn:032}",
                address=f"c{turn}@example.org",
                browser="",
                source=f"{turn}",
                language="it",
                asked_at=NOW,
            )
            for turn in range(left)
        )
    assert not desk.ask("d@example.org", replace(HERE, source="198.51.100.1"), NOW)
    assert len(requests(quick)) == MOST


def test_who_asked_is_forgotten_after_an_hour(store: Store) -> None:
    asked(store)
    with store.writing() as session:
        forget_old(session, NOW + WINDOW - SECOND)
    assert len(requests(store)) == 1
    with store.writing() as session:
        forget_old(session, NOW + WINDOW)
    assert requests(store) == []
