"""An office switches its number by telephone, on Monday 23 November 2026 at 11:00."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from standins.twilio_api import MP3, Reply, TwilioApi, twilio_api
from support.house import House, at

from centralino.flows.switches import Switches
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch, Pin, Spoken
from centralino.switching.current_switches import read_switches
from centralino.switching.desk import Desk, Hand
from centralino.switching.pins import LOCK, WRONG_IN_A_ROW, Pins

from .made import ALL, NUMBER, SITE, URP, notice, switched
from .phone import LINE, PIN, TELEPHONE, Telephone, desk_of, line, unlocked

NOW = at("2026-11-23 11:00")
RECORDING = "RE" + "7" * 32


@pytest.fixture
def api() -> Iterator[TwilioApi]:
    with twilio_api() as made:
        yield made


@pytest.fixture
def house(quick: Store, tmp_path: Path) -> House:
    return line(quick, tmp_path / "flows")


def live(store: Store) -> Switches:
    return read_switches(store, NOW)


def acts(store: Store) -> Counter[str]:
    """What is in the trail, but for the PIN that every test sets and every call is asked for."""
    with store.reading() as session:
        deeds = session.scalars(select(Deed).where(Deed.act.not_in((Act.PIN_SET, Act.PIN_ASKED))))
        return Counter(deed.act for deed in deeds)


# --- who gets in


def test_a_known_telephone_gets_in_with_the_pin_and_hears_how_things_stand(house: House) -> None:
    phone = Telephone(house).call()
    assert "ultime cifre" in phone.said
    phone.press("501")
    assert phone.said == "Ufficio Tasse. Digiti il PIN, poi cancelletto."
    phone.press(PIN)
    assert phone.said.startswith("L'ufficio è aperto. Non ci sono avvisi in vigore.")
    assert phone.part == "menu"


@pytest.mark.parametrize("caller", ["+393331234567", "anonymous", ""])
def test_another_telephone_is_refused_before_it_can_try(
    house: House, quick: Store, caller: str
) -> None:
    phone = Telephone(house, caller=caller).call()
    assert phone.said.startswith("Questo numero è riservato")
    assert phone.hung_up
    assert acts(quick)[Act.NOT_ALLOWED] == 1


def test_an_office_s_telephone_switches_that_office_only(house: House, quick: Store) -> None:
    phone = Telephone(house).call().press("502").press(PIN)
    assert phone.hung_up
    assert acts(quick)[Act.NOT_ALLOWED] == 1


def test_the_line_s_own_list_of_callers_replaces_the_offices_telephones(
    quick: Store, tmp_path: Path
) -> None:
    steps = 'steps: {start: {control: ["0577 235501"], callers: ["+39 333 1234567"]}}'
    own = f'number: "0577 235599"\noffice: Linea di servizio\n{steps}'
    house = line(quick, tmp_path / "flows", files={LINE: own})
    assert Telephone(house).call().hung_up
    phone = Telephone(house, caller="+393331234567").call()
    assert phone.said.startswith("Ufficio Tasse. Digiti il PIN"), "the only office is not asked for"


@pytest.mark.parametrize(
    ("digits", "said"),
    [("999", "Nessun ufficio"), ("0", "Nessun ufficio"), ("1", "Nessun"), ("", "Servizio")],
)
def test_an_office_that_is_not_meant_clearly_is_asked_for_again(
    house: House, digits: str, said: str
) -> None:
    phone = Telephone(house).call().press(digits)
    assert phone.said.startswith(said)
    assert phone.part == "office"


def test_digits_that_end_several_numbers_are_not_enough(quick: Store, tmp_path: Path) -> None:
    twin = 'number: "0577 236501"\noffice: Altro\nemail: altro@example.org\nring: ["0577 235010"]'
    phone = Telephone(line(quick, tmp_path / "flows", files={"twin": twin})).call().press("501")
    assert "Più di un ufficio" in phone.said
    assert "Ufficio Tasse" in phone.press("5501").said


def test_a_wrong_pin_is_kept_and_lets_nobody_in(house: House, quick: Store) -> None:
    phone = Telephone(house).call().press("501").press("111222")
    assert phone.said.startswith("Il PIN non è corretto.")
    assert phone.part == "pin"
    assert phone.press("111223").press("111224").hung_up
    assert acts(quick) == {Act.WRONG_PIN: 3}
    assert live(quick) == Switches()


def test_who_is_asked_for_the_pin_and_hangs_up_has_left_a_trace(house: House, quick: Store) -> None:
    Telephone(house).call().press("501")
    with quick.reading() as session:
        (deed,) = session.scalars(select(Deed).where(Deed.act == Act.PIN_ASKED))
    assert (deed.number, deed.who) == (URP, TELEPHONE)


def test_after_five_wrong_pins_even_the_right_one_waits(house: House, quick: Store) -> None:
    for turn in range(WRONG_IN_A_ROW):
        sid = f"CA{turn:032x}"
        phone = Telephone(house, sid=sid).call().press("501").press("000111")
    assert "L'accesso è sospeso" in phone.said
    late = unlocked(house, sid="CA" + "8" * 32)
    assert late.hung_up
    assert "sospeso" in late.said
    house.clock.now = NOW + LOCK + timedelta(seconds=1)
    assert unlocked(house, sid="CA" + "9" * 32).part == "menu"
    with quick.reading() as session:
        assert session.get_one(Pin, URP).failures == 0


def test_the_wait_doubles_with_each_further_wrong_pin(house: House, quick: Store) -> None:
    for turn in range(WRONG_IN_A_ROW + 1):
        Telephone(house, sid=f"CA{turn:032x}").call().press("501").press("000111")
        house.clock.now += LOCK if turn == WRONG_IN_A_ROW - 1 else timedelta()
    with quick.reading() as session:
        locked = session.get_one(Pin, URP).locked_until
    assert locked == house.clock.now + 2 * LOCK


def test_an_office_without_a_pin_cannot_be_switched(house: House) -> None:
    phone = Telephone(house, caller="+390577235020").call().press("502").press(PIN)
    assert phone.said.startswith("Il PIN non è corretto.")


def test_a_pin_is_kept_as_a_hash_only(house: House, quick: Store) -> None:
    with quick.reading() as session:
        row = session.get_one(Pin, URP)
    assert PIN.encode() not in row.hashed + row.salt
    assert len(row.hashed) == 32


@pytest.mark.parametrize("path", ["menu", "close", "put-up", "remove"])
def test_nobody_gets_behind_the_pin_without_twilio_s_signature(house: House, path: str) -> None:
    url = f"/voice/control/{LINE}?part={path}&office={URP}&until=1795500000"
    response = house.send(url, {"From": "+390577235010", "Digits": "1"}, token="a forged one")
    assert response.status_code == 403


# --- what it does


def test_closing_until_the_next_opening_is_announced_and_then_confirmed(
    house: House, quick: Store
) -> None:
    phone = unlocked(house).press("2")
    assert phone.said.startswith("L'ufficio chiude subito e riapre domani alle 10.")
    assert live(quick) == Switches()
    phone.press("1")
    assert phone.said.startswith("Fatto. L'ufficio è chiuso. Riapre domani alle 10.")
    (made,) = live(quick).switched
    assert made.aim == NUMBER
    assert (made.switch.start, made.switch.end) == (NOW, at("2026-11-24 10:00"))


def test_whoever_goes_back_has_closed_nothing(house: House, quick: Store) -> None:
    assert unlocked(house).press("2").press("2").part == "menu"
    assert unlocked(house).press("2").wait().part == "menu"
    assert live(quick) == Switches()


def test_an_office_that_is_closed_may_skip_its_next_opening(house: House, quick: Store) -> None:
    house.clock.now = at("2026-11-23 08:00")
    phone = unlocked(house).press("2")
    assert "già chiuso" in phone.said
    assert "riaprire domani alle 10" in phone.said
    phone.press("1")
    assert live(quick).switched[0].switch.end == at("2026-11-24 10:00")


def test_reopening_ends_the_office_s_closings(house: House, quick: Store) -> None:
    desk_of(quick).switch(switched(at=NOW), Hand("helpdesk", NOW))
    phone = unlocked(house)
    assert "L'ufficio è chiuso" in phone.said
    phone.press("3")
    assert phone.said.startswith("Fatto. La chiusura è stata tolta. L'ufficio è aperto.")
    assert live(quick) == Switches()


def test_reopening_leaves_a_site_s_closing_alone(house: House, quick: Store) -> None:
    desk_of(quick).switch(switched(aim=SITE, at=NOW), Hand("helpdesk", NOW))
    assert "Non c'è nessuna chiusura" in unlocked(house).press("3").said
    assert len(live(quick).switched) == 1


def test_a_request_that_comes_twice_is_done_once(house: House, quick: Store) -> None:
    phone = unlocked(house).press("2")
    url = phone.url
    phone.press("1")
    phone.url = url
    phone.press("1")
    assert phone.said.startswith("Questa richiesta è già stata eseguita.")
    assert len(live(quick).switched) == 1


def test_a_request_replayed_later_does_nothing_and_is_told(house: House, quick: Store) -> None:
    phone = unlocked(house).press("2")
    closing = phone.url
    phone.press("1").press("3")
    assert live(quick) == Switches()
    house.clock.now = NOW + timedelta(minutes=10)
    phone.url = closing
    assert phone.press("1").hung_up
    assert live(quick) == Switches()
    assert acts(quick)[Act.REPLAYED] == 1


def test_a_pin_replayed_later_lets_nobody_in(house: House, quick: Store) -> None:
    phone = Telephone(house).call().press("501")
    pin = phone.url
    phone.press(PIN)
    house.clock.now = NOW + timedelta(minutes=10)
    phone.url = pin
    assert phone.press(PIN).hung_up
    assert acts(quick)[Act.REPLAYED] == 1


# --- notices by voice


def test_a_notice_is_recorded_fetched_confirmed_and_heard_by_callers(
    quick: Store, tmp_path: Path, api: TwilioApi
) -> None:
    api.keep(RECORDING, "CA" + "5" * 32)
    house = line(quick, tmp_path / "flows", api)
    phone = unlocked(house).press("4")
    assert phone.heard.verbs[-2:] == ["Record", "Redirect"]
    assert phone.recorded(RECORDING) == 204
    assert api.deleted == [RECORDING]
    phone.record(RECORDING)
    assert phone.said.startswith("Fino a quando vale l'avviso?")
    phone.press("2")
    played = phone.heard.says("Play")[0].text or ""
    assert "L'avviso termina stanotte a mezzanotte." in phone.said
    phone.press("1")
    assert phone.said.startswith("Fatto. Chi chiama sentirà l'avviso fra pochi secondi.")
    audio = house.app.test_client().get(played, buffered=True)
    assert (audio.status_code, audio.content_type, audio.data) == (200, "audio/mpeg", MP3)
    (made,) = live(quick).notices
    assert made.end == at("2026-11-24 00:00")
    house.app.extensions["centralino"].switches.refresh()
    assert house.call().verbs[0] == "Play"


def test_a_recording_that_is_not_ready_holds_the_notice_until_it_is(
    quick: Store, tmp_path: Path, api: TwilioApi
) -> None:
    house = line(quick, tmp_path / "flows", api)
    phone = unlocked(house).press("4")
    callback = phone.heard
    phone.record(RECORDING).press("3").press("1")
    assert live(quick).notices == ()
    assert "entrerà in vigore fra poco" in phone.press("1").said
    phone.heard = callback
    assert phone.recorded(RECORDING) == 500, "Twilio does not have it yet, and shall call again"
    api.keep(RECORDING, phone.sid)
    assert phone.recorded(RECORDING) == 204
    (made,) = live(quick).notices
    assert made.end == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("1", at("2026-11-24 10:00")),
        ("2", at("2026-11-24 00:00")),
        ("3", NOW + timedelta(days=1)),
        ("4", NOW + timedelta(days=7)),
    ],
)
def test_a_notice_ends_when_its_key_says(
    house: House, quick: Store, key: str, end: datetime
) -> None:
    unlocked(house).press("4").record(RECORDING).press(key).press("1")
    with quick.reading() as session:
        (row,) = session.scalars(select(LiveSwitch))
    assert (row.kind, row.numbers, row.ends_at) == (Kind.NOTICE, [URP], end)


def test_a_key_that_is_no_end_is_asked_again(house: House) -> None:
    phone = unlocked(house).press("4").record(RECORDING).press("7")
    assert phone.said.startswith("Fino a quando vale l'avviso?")
    assert phone.press("0").press("8").hung_up


def test_what_is_no_audio_is_not_kept(quick: Store, tmp_path: Path, api: TwilioApi) -> None:
    house = line(quick, tmp_path / "flows", api)
    phone = unlocked(house).press("4")
    api.scripts[RECORDING] = [Reply(200, b"<html>", "audio/mpeg")]
    assert phone.recorded(RECORDING) == 204
    with quick.reading() as session:
        assert session.scalars(select(Spoken)).all() == []


@pytest.mark.parametrize(("seconds", "part"), [(0, "menu"), (1, "menu"), (2, "until")])
def test_a_click_is_no_notice(house: House, seconds: int, part: str) -> None:
    phone = unlocked(house).press("4").record(RECORDING, seconds=seconds)
    assert phone.said.startswith("Non è stato registrato nulla.") is (part == "menu")
    assert phone.part == part


def test_the_office_s_notices_are_removed_when_that_is_confirmed(
    quick: Store, tmp_path: Path, api: TwilioApi
) -> None:
    api.keep(RECORDING, "CA")
    phone = unlocked(line(quick, tmp_path / "flows", api)).press("4")
    phone.recorded(RECORDING)
    phone.record(RECORDING).press("3").press("1")
    assert phone.press("5").said.startswith("Per togliere gli avvisi")
    assert len(live(quick).notices) == 1
    assert phone.press("1").said.startswith("Fatto. Gli avvisi dell'ufficio sono stati tolti.")
    assert live(quick).notices == ()
    with quick.reading() as session:
        (row,) = session.scalars(select(LiveSwitch).where(LiveSwitch.kind == Kind.NOTICE))
    assert row.ended_at == NOW


# --- what may go wrong


def test_with_the_database_away_nothing_changes_and_the_caller_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = unlocked(house).press("2")

    def gone(*_: object) -> None:
        raise OperationalError("BEGIN", {}, Exception("no database"))

    monkeypatch.setattr(Desk, "switch", gone)
    phone.press("1")
    assert "non è disponibile" in phone.said
    assert phone.hung_up


def test_silence_asks_again_and_then_says_goodbye(house: House) -> None:
    phone = unlocked(house).wait().wait()
    assert phone.part == "menu"
    assert phone.wait().hung_up


def test_neither_notice_nor_closure_stops_the_line(house: House, quick: Store) -> None:
    desk = desk_of(quick)
    desk.put_up(notice("Chiuso.", ALL, at=NOW, ends_call=True), Hand("helpdesk", NOW))
    desk.switch(switched(aim=ALL, at=NOW), Hand("helpdesk", NOW))
    house.app.extensions["centralino"].switches.refresh()
    assert house.call().verbs[-1] == "Hangup"
    assert "ultime cifre" in Telephone(house).call().said


def test_two_offices_that_switch_at_once_are_both_kept(house: House, quick: Store) -> None:
    second = Pins(quick, desk_of(quick)._dispatch)
    second.set("0577235502", "908172", Hand("helpdesk", NOW, number="0577235502"))
    one = unlocked(house).press("2")
    other = Telephone(house, caller="+390577235020", sid="CA" + "6" * 32)
    other.call().press("502").press("908172").press("2").press("1")
    one.press("1")
    aims = [sorted(each.aim.numbers) for each in live(quick).switched]
    assert aims == [["0577235502"], [URP]]
    ends: list[datetime] = [each.switch.end for each in live(quick).switched]
    assert ends == [at("2026-11-24 00:00"), at("2026-11-24 10:00")]
