"""The threads that may wait for the database: how many, and what is answered beyond."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask, current_app, has_request_context, request
from sqlalchemy import Engine
from standins.twilio_api import ACCOUNT
from support.house import (
    CALLER,
    FORM,
    RECORDING,
    SLUG,
    Board,
    Clock,
    House,
    Notes,
    at,
    document,
    settings_of,
    write,
)

from app import create_app
from centralino.services import live
from centralino.store.store import Store
from centralino.switching.spoken_notices import store_audio
from handlers import database_share as shares
from handlers.access import Caller, Resource, blueprint_for, find_pages, list_declared
from handlers.database_share import FullError, Share

LINE = "0577235599"
FLOWS = {
    SLUG: 'number: "0577 235501"\nemail: a@example.org\nring: ["0577 235010"]\nalways_open: true',
    LINE: 'number: "0577 235599"\nsteps: {start: {control: all}}',
}
MP3 = b"ID3" + bytes(range(256))
UNNAMED = "0" * 32 + ".mp3"
BY_THEMSELVES = {"metrics.told", "spoken.audio"}  # these take a seat only where they need one


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The app as it is served, over a database of its own."""
    monkeypatch.chdir(tmp_path)
    clock = Clock(at("2026-11-23 11:00"))
    settings = settings_of(
        write(tmp_path / "flows", FLOWS),
        database_url=f"sqlite:///{tmp_path}/store.sqlite3",
        twilio_account_sid=ACCOUNT,
    )
    return House(
        create_app(settings, live(settings, clock=clock)), settings, clock, Board(), Notes()
    )


@contextmanager
def sitting(share: Share, count: int, *, stranger: bool = False) -> Iterator[None]:
    """So many other threads that have waited for the database for a while."""
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(_another(share, stranger=stranger))
        time.sleep(shares.STUCK)
        yield


@contextmanager
def _another(share: Share, *, stranger: bool) -> Iterator[None]:
    sits, goes = Event(), Event()

    def sit() -> None:
        share.take(stranger=stranger)
        sits.set()
        goes.wait(60)
        share.leave()

    thread = Thread(target=sit)
    thread.start()
    assert sits.wait(60)
    try:
        yield
    finally:
        goes.set()
        thread.join()


@pytest.mark.parametrize(("threads", "seats"), [(1, 1), (2, 1), (4, 1), (8, 3), (32, 11)])
def test_a_third_of_the_threads_may_wait_and_one_at_the_least(threads: int, seats: int) -> None:
    assert Share(threads).seats == seats


def test_once_nobody_leaves_a_seat_is_had_at_once_or_not_at_all() -> None:
    share = Share(8)
    with sitting(share, 2):
        share.take()
        share.leave()
        with _another(share, stranger=False):
            time.sleep(shares.STUCK)
            began = time.monotonic()
            for _ in range(100):
                with pytest.raises(FullError):
                    share.take()
            assert time.monotonic() - began < 100 * shares.STUCK / 2, "nobody waited"


def test_while_seats_are_left_a_burst_waits_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "STUCK", 60.0)
    share, served = Share(1), []

    def ask(number: int) -> None:
        share.take()
        time.sleep(0.01)
        served.append(number)
        share.leave()

    burst = [Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in burst:
        thread.start()
    for thread in burst:
        thread.join()
    assert sorted(served) == list(range(20))


def test_strangers_never_have_all_the_seats() -> None:
    share = Share(8)
    with sitting(share, 1, stranger=True):
        with pytest.raises(FullError), share.strangers_seat():
            raise AssertionError("it was the strangers' last seat")
        share.take()
        assert share.has_taken()
        share.leave()
    with share.strangers_seat():
        assert share.has_taken()
    assert not share.has_taken()


def test_a_view_that_fails_leaves_its_seat(house: House) -> None:
    app = Flask("other")
    app.extensions["share"] = share = Share(1)
    mine = blueprint_for("mine", Caller.ANYONE, uses=Resource.DATABASE)

    @mine.get("/mine")
    def view() -> str:
        assert share.has_taken()
        raise RuntimeError("a fault of ours")

    app.register_blueprint(mine)
    for _ in range(3):
        assert app.test_client().get("/mine").status_code == 500
    assert not share.has_taken()
    with sitting(share, 1):
        assert app.test_client().get("/mine").status_code == 503


# --- what is answered while the database is stuck


@pytest.fixture
def stuck(house: House) -> Iterator[House]:
    share: Share = house.app.extensions["share"]
    with sitting(share, share.seats):
        yield house


def test_calls_are_answered_as_ever(stuck: House) -> None:
    ringing = stuck.call()
    assert ringing.verbs[-1] == "Dial"
    assert stuck.post(ringing.action, DialCallStatus="busy").verb("Record") is not None
    assert stuck.send("/voice/status", {**FORM, "CallStatus": "completed"}).status_code == 204
    assert stuck.app.test_client().get("/readyz").status_code == 200


def test_a_recording_is_to_be_told_again(stuck: House) -> None:
    told = {**FORM, "AccountSid": ACCOUNT, "RecordingSid": RECORDING, "RecordingDuration": "9"}
    assert stuck.send(f"/voice/recordings?number={SLUG}", told).status_code == 500
    assert stuck.send("/voice/recordings", told, token="another's").status_code == 403


def test_the_service_line_says_that_nothing_was_switched(stuck: House) -> None:
    answer = document(stuck.send(f"/voice/control/{LINE}?part=menu", FORM))
    assert answer.verbs[-1] == "Hangup"
    assert "nulla è cambiato" in answer.spoken
    assert stuck.send(f"/voice/control/{LINE}/recorded", FORM).status_code == 500
    assert "problema tecnico" in document(stuck.send("/voice/control/gone", FORM)).spoken


def test_who_calls_a_service_line_that_is_no_more_is_told_so(house: House) -> None:
    assert "problema tecnico" in document(house.send("/voice/control/gone?part=pin", FORM)).spoken


def test_metrics_tell_all_that_needs_no_database(stuck: House) -> None:
    answer = stuck.app.test_client().get("/metrics")
    assert answer.status_code == 200
    assert "centralino_database_up 0.0" in answer.text
    assert 'centralino_flows{state="served"} 2.0' in answer.text
    assert "centralino_deliveries{" not in answer.text


def test_a_spoken_notice_is_heard_from_its_copy(house: House) -> None:
    store = Store(house.settings.database_url)
    path = store_audio(store, MP3, house.clock.now)
    store.close()
    client = house.app.test_client()
    share: Share = house.app.extensions["share"]
    with sitting(share, share.seats):
        assert client.get(path, buffered=True).status_code == 503, "nobody has made a copy yet"
    assert client.get(path, buffered=True).data == MP3
    with sitting(share, share.seats):
        assert client.get(path, buffered=True).data == MP3


# --- who touches the database


def test_every_view_that_touches_the_database_declares_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: set[str] = set()
    engine_of = vars(Store)["engine"].fget

    def engine(store: Store) -> Engine:
        if has_request_context() and request.endpoint:
            assert current_app.extensions["share"].has_taken(), request.endpoint
            touched.add(request.endpoint)
        found: Engine = engine_of(store)
        return found

    monkeypatch.setattr(Store, "engine", property(engine))
    is_page = find_pages(house.app)  # those have a share of their own: tests/pages/
    rules = [rule for rule in house.app.url_map.iter_rules() if not is_page(rule.rule)]
    for rule in rules:
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            path = _path(rule.rule)
            answer = house.send(path, _told(rule.rule), method=method)
            assert answer.status_code != 403, f"{method} {path} was not let in"
    names = {
        each.name for each in list_declared(house.app) if each.declared.uses is Resource.DATABASE
    }
    endpoints = {rule.endpoint for rule in rules}
    declares = {each for each in endpoints if each.rpartition(".")[0] in names}
    assert touched == declares | BY_THEMSELVES


def _path(rule: str) -> str:
    """A path of that rule on which there is something to do."""
    known = {"<step>": "ring", "<anything:rest>": f"{SLUG}/a/b", "<path:name>": "none"}
    known["<number>"] = LINE if "control" in rule else SLUG
    known["<name>"] = UNNAMED
    for name, value in known.items():
        rule = rule.replace(name, value)
    return f"{rule}?number={SLUG}" if rule == "/voice/recordings" else rule


def _told(rule: str) -> dict[str, str]:
    form = {**FORM, "AccountSid": ACCOUNT, "RecordingSid": RECORDING, "RecordingDuration": "9"}
    # Only the office's own telephones may call the service line.
    return {**form, "From": "+390577235010" if "control" in rule else CALLER}


def test_the_guard_of_all_tests_finds_a_view_that_declares_nothing(house: House) -> None:
    store = Store(house.settings.database_url)
    bare = blueprint_for("bare", Caller.ANYONE)
    bare.add_url_rule("/bare", "view", lambda: str(store.engine))
    house.app.register_blueprint(bare)
    house.app.testing = True
    with pytest.raises(AssertionError, match="declare it"):
        house.app.test_client().get("/bare")
