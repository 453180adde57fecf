"""Sessions: who is signed in by a cookie, for how long, and who is not any more."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from centralino.people.sessions import IDLE, LONGEST, LOOK, MOST_OF_ONE, Sessions, forget_ended
from centralino.people.signed_in import SignedIn, SignInMeans
from centralino.store.people_models import PageSession
from centralino.store.store import Store

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANNA = SignedIn("anna@example.org", SignInMeans.PROVIDER, ("urp", "library"))
SOON = timedelta(seconds=1)


def rows(store: Store) -> list[PageSession]:
    with store.reading() as session:
        return list(session.scalars(select(PageSession)))


def test_a_cookie_tells_who_signed_in_and_another_nobody(store: Store) -> None:
    sessions = Sessions(store)
    cookie = sessions.begin(ANNA, NOW)
    assert sessions.find(cookie, NOW) == ANNA
    for other in ("", cookie[:-1], cookie + "x", rows(store)[0].hashed):
        assert sessions.find(other, NOW) is None


def test_the_database_holds_no_cookie(quick: Store) -> None:
    cookie = Sessions(quick).begin(ANNA, NOW)
    (row,) = rows(quick)
    assert cookie not in str(vars(row))
    assert len(cookie) >= 43


def test_every_signing_in_has_a_cookie_of_its_own(quick: Store) -> None:
    sessions = Sessions(quick)
    assert sessions.begin(ANNA, NOW) != sessions.begin(ANNA, NOW)


def test_a_session_ends_eight_hours_after_it_was_last_used(store: Store) -> None:
    sessions = Sessions(store)
    cookie = sessions.begin(ANNA, NOW)
    later = NOW + IDLE - SOON
    assert sessions.find(cookie, later) == ANNA
    assert sessions.find(cookie, later + IDLE - SOON) == ANNA
    assert sessions.find(cookie, later + 2 * IDLE) is None
    assert timedelta(hours=8) == IDLE


def test_a_session_ends_after_seven_days_however_much_it_is_used(store: Store) -> None:
    sessions = Sessions(store)
    cookie, moment = sessions.begin(ANNA, NOW), NOW
    while moment < NOW + LONGEST - timedelta(hours=7):
        moment += timedelta(hours=7)
        assert sessions.find(cookie, min(moment, NOW + LONGEST - SOON)) == ANNA
    assert sessions.find(cookie, NOW + LONGEST) is None
    assert timedelta(days=7) == LONGEST


def test_clicks_that_follow_each_other_write_nothing(quick: Store) -> None:
    sessions = Sessions(quick)
    cookie = sessions.begin(ANNA, NOW)
    sessions.find(cookie, NOW + LOOK - SOON)
    assert rows(quick)[0].seen_at == NOW
    sessions.find(cookie, NOW + LOOK)
    assert rows(quick)[0].seen_at == NOW + LOOK


def test_signing_out_here_leaves_other_browsers_and_everywhere_leaves_none(store: Store) -> None:
    sessions = Sessions(store)
    first, second, third = (sessions.begin(ANNA, NOW) for _ in range(3))
    bruno = sessions.begin(SignedIn("bruno@example.org", SignInMeans.MAIL), NOW)
    sessions.end(first)
    assert [sessions.find(each, NOW) for each in (first, second)] == [None, ANNA]
    assert sessions.end_all(ANNA.address) == 2
    assert sessions.find(third, NOW) is None
    assert sessions.find(bruno, NOW) is not None


def test_somebody_who_signs_in_again_and_again_keeps_a_bounded_number_of_sessions(
    quick: Store,
) -> None:
    sessions = Sessions(quick)
    cookies = [
        sessions.begin(ANNA, NOW + turn * timedelta(seconds=1)) for turn in range(MOST_OF_ONE + 3)
    ]
    later = NOW + timedelta(minutes=1)
    assert [sessions.find(each, later) for each in cookies[:3]] == [None] * 3
    assert sessions.find(cookies[3], later) == ANNA
    assert len(rows(quick)) == MOST_OF_ONE


def test_what_ended_is_erased_and_what_holds_is_not(store: Store) -> None:
    sessions = Sessions(store)
    sessions.begin(ANNA, NOW)
    kept = sessions.begin(ANNA, NOW + timedelta(hours=2))
    with store.writing() as session:
        forget_ended(session, NOW + IDLE)
    assert len(rows(store)) == 1
    assert sessions.find(kept, NOW + IDLE) == ANNA
