"""What the helpdesk and the offices are told by mail, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from delivery.office import QUICK, directory, office
from sqlalchemy import select
from standins.twilio_api import TwilioApi, twilio_api

from centralino.core.clock import utc_now
from centralino.core.directory import Directory
from centralino.core.settings import Settings
from centralino.delivery.delivery_services import DeliveryServices, make_delivery_services
from centralino.delivery.job_runner import JobRunner
from centralino.languages.prompts import DEFAULT, Audio, Prompt
from centralino.store.store import Store
from centralino.store.switch_models import Act, Deed, Kind, LiveSwitch, Spoken
from centralino.switching.current_switches import read_switches
from centralino.switching.desk import Desk, Hand
from centralino.switching.fetching_notices import PATIENCE
from centralino.switching.jobs import switching_jobs
from centralino.switching.maintenance import REMIND_EVERY, look_after, remind, tidy
from centralino.switching.pins import Pins

from .made import ALL, HOUR, NUMBER, SITE, URP, hand, notice, now, switched
from .phone import account

CALL = "CA" + "3" * 32
RECORDING = "RE" + "4" * 32
PIN = "274951"


def means(store: Store, book: Directory | None = None, **more: str) -> DeliveryServices:
    limits = replace(QUICK, outbox=Path("outbox"))
    settings = Settings(database_url=store.url, **more)  # type: ignore[arg-type]  # fields by name
    return make_delivery_services(settings, lambda: book or directory(), limits, store)


def run(work: DeliveryServices, at: datetime | None = None) -> list[EmailMessage]:
    """Run whatever is queued, as a worker would, and read the outbox."""
    errands = JobRunner(work, lambda: at or utc_now(), switching_jobs(work))
    for found in work.dispatch.client.list_workflows(status=["ENQUEUED", "DELAYED"]):
        queued: dict[str, Any] = dict(found.input or {})
        kind, key, attempt, turn = queued["args"]
        errands.settle(kind, key, attempt, turn, errands.send(kind, key, attempt, turn))
    files = sorted(work.limits.outbox.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def html(message: EmailMessage) -> str:
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def recipients(message: EmailMessage) -> Sequence[str]:
    return [address.addr_spec for address in message["To"].addresses]


def test_the_helpdesk_and_the_office_learn_who_closed_it_until_when_and_why(quick: Store) -> None:
    work = means(quick)
    closing = switched(reason="sciopero <b>")
    Desk(quick, work.dispatch).switch(closing, hand("anna"))
    (mail,) = run(work)
    assert recipients(mail) == ["helpdesk@example.org", "urp@example.org"]
    assert mail["Subject"] == "Nuova chiusura: Ufficio Relazioni con il Pubblico (0577 235501)"
    assert mail["Auto-Submitted"] == "auto-generated"
    plain = " ".join(text(mail).split())
    assert "Chi: anna" in plain
    assert "Motivo: sciopero <b>" in plain
    assert "&lt;b&gt;" in html(mail)


def test_a_notice_for_everybody_is_told_to_the_helpdesk_alone_in_its_language(
    quick: Store,
) -> None:
    work = means(quick, directory(office(), language="en"))
    Desk(quick, work.dispatch).put_up(notice("Strike today."), hand("+390577235010"))
    (mail,) = run(work)
    assert recipients(mail) == ["helpdesk@example.org"]
    assert mail["Subject"] == "New notice: all numbers"
    assert "0577 235010" in text(mail)
    assert "Strike today." in text(mail)


@pytest.mark.parametrize(
    ("sites", "told"),
    [({"arezzo": {"it": "Campus del Pionta"}}, "Campus del Pionta"), ({}, "la sede arezzo")],
)
def test_a_site_is_told_by_its_name(
    quick: Store, sites: dict[str, dict[str, str]], told: str
) -> None:
    work = means(quick, replace(directory(office()), sites=sites))
    Desk(quick, work.dispatch).put_up(notice(aim=SITE), hand())
    (mail,) = run(work)
    assert mail["Subject"] == f"Nuovo avviso: {told}"


def test_ending_is_told_too(quick: Store) -> None:
    work = means(quick)
    desk = Desk(quick, work.dispatch)
    number = desk.put_up(notice(aim=NUMBER, ends_call=True), hand())
    desk.end(number, hand("bruno"))
    mails = {str(mail["Subject"]).partition(":")[0]: text(mail) for mail in run(work)}
    assert mails.keys() == {"Nuovo avviso", "Avviso tolto"}
    assert f"centralino notice end {number}" in mails["Nuovo avviso"]
    assert "Dopo l'avviso la telefonata termina." in mails["Nuovo avviso"]
    assert "notice end" not in mails["Avviso tolto"]
    assert "la telefonata termina" not in mails["Avviso tolto"]


def test_wrong_pins_are_told_once_a_call(quick: Store) -> None:
    work = means(quick)
    pins = Pins(quick, work.dispatch)
    for turn in range(3):
        pins.try_one(URP, "000111", _call(turn))
    (mail,) = run(work)
    assert recipients(mail) == ["helpdesk@example.org"]
    assert text(mail).count("PIN errato") == 3
    assert "0577 235010" in text(mail)
    assert "Nulla è cambiato" in text(mail)


def test_who_mistypes_once_and_then_gets_in_is_no_news(quick: Store) -> None:
    work = means(quick)
    pins = Pins(quick, work.dispatch)
    pins.set(URP, PIN, hand())
    pins.try_one(URP, "000111", _call(1))
    pins.try_one(URP, PIN, _call(2))
    assert run(work) == []


def test_who_never_enters_a_pin_is_told(quick: Store) -> None:
    work = means(quick)
    Pins(quick, work.dispatch).asked(URP, replace(_call(1), number=""))
    (mail,) = run(work)
    assert recipients(mail) == ["helpdesk@example.org"]
    assert "Ufficio Relazioni con il Pubblico" in mail["Subject"]
    assert "PIN chiesto, mai digitato" in text(mail)


@pytest.mark.parametrize(("pin", "mails"), [(PIN, 0), ("000111", 1)])
def test_whoever_enters_a_pin_did_not_stay_silent(quick: Store, pin: str, mails: int) -> None:
    work = means(quick)
    pins = Pins(quick, work.dispatch)
    pins.set(URP, PIN, hand())
    pins.asked(URP, _call(1))
    pins.try_one(URP, pin, _call(2))
    told = run(work)
    assert len(told) == mails
    assert not [mail for mail in told if "mai digitato" in text(mail)]


def test_strangers_on_the_line_are_told_once_a_day(quick: Store) -> None:
    work = means(quick)
    desk = Desk(quick, work.dispatch)
    at = now()
    for turn in range(3):
        stranger = Hand("+393331234567", at, "telephone", f"CA{turn}-0", URP, f"CA{turn}")
        desk.alarm(Act.NOT_ALLOWED, stranger, f"{URP}/{at.date().isoformat()}")
    (mail,) = run(work)
    assert text(mail).count("telefono non autorizzato") == 3
    assert "ha telefonato chi non è autorizzato" in text(mail)
    assert "pin set" not in text(mail), "no PIN was in play"


@pytest.mark.parametrize(("days", "mails"), [(2, 0), (3, 1), (7, 1)])
def test_what_stands_for_days_is_reminded_of(quick: Store, days: int, mails: int) -> None:
    work = means(quick)
    start = now() - timedelta(days=days) - HOUR
    long = notice("Lavori in corso.", NUMBER, start=start, end=now() + 100 * REMIND_EVERY)
    Desk(quick, work.dispatch).put_up(long, hand(at=start))
    run(work)
    assert remind(work, now()) == mails
    assert remind(work, now()) == 0, "once is enough"
    told = [mail for mail in run(work) if "Ancora in vigore" in mail["Subject"]]
    assert len(told) == mails
    for mail in told:
        assert recipients(mail) == ["helpdesk@example.org", "urp@example.org"]
        assert "centralino notice end 1" in text(mail)


def test_what_was_ended_meanwhile_is_not_reminded_of(quick: Store) -> None:
    work = means(quick)
    desk = Desk(quick, work.dispatch)
    start = now() - 2 * REMIND_EVERY
    number = desk.put_up(notice(start=start, end=now() + HOUR), hand(at=start))
    assert remind(work, now()) == 1
    desk.end(number, hand())
    assert not [mail for mail in run(work) if "Ancora" in mail["Subject"]]


def _call(turn: int) -> Hand:
    return Hand("+390577235010", now(), "telephone", f"{CALL}-{turn}", URP, CALL)


# --- recordings


def pending(quick: Store, work: DeliveryServices) -> None:
    spoken = Prompt({DEFAULT: Audio("/spoken/pending")})
    made = replace(notice(aim=NUMBER), prompt=spoken)
    Desk(quick, work.dispatch).put_up(made, hand(), spoken=RECORDING)


def api_means(store: Store, api: TwilioApi) -> DeliveryServices:
    return means(store, None, **account(api))


def test_the_worker_fetches_what_no_callback_brought(quick: Store) -> None:
    with twilio_api() as api:
        work = api_means(quick, api)
        pending(quick, work)
        run(work)
        assert read_switches(quick, now()).notices == ()
        api.keep(RECORDING, CALL)
        run(work)
        assert len(read_switches(quick, now()).notices) == 1
        assert set(api.deleted) == {RECORDING}


def test_a_recording_that_is_lost_ends_its_notice_and_is_mailed(quick: Store) -> None:
    work = means(quick)
    pending(quick, work)
    run(work)
    with quick.reading() as session:
        assert session.scalars(select(Deed.act).where(Deed.act == Act.LOST)).all() == [Act.LOST]
        assert session.scalar(select(LiveSwitch.ended_at))
    (mail,) = [mail for mail in run(work) if "perso" in mail["Subject"]]
    assert recipients(mail) == ["helpdesk@example.org", "urp@example.org"]
    assert "registratelo di nuovo" in text(mail)


def test_a_recording_that_twilio_never_gives_is_lost_after_a_day(quick: Store) -> None:
    with twilio_api() as api:
        work = api_means(quick, api)
        pending(quick, work)
        run(work, now() + PATIENCE - HOUR)
        with quick.reading() as session:
            assert session.scalar(select(LiveSwitch.ended_at)) is None
        run(work, now() + PATIENCE)
        with quick.reading() as session:
            assert session.scalar(select(LiveSwitch.ended_at))


def test_audio_goes_when_its_notice_has_ended_long_ago(quick: Store) -> None:
    with twilio_api() as api:
        api.keep(RECORDING, CALL)
        work = api_means(quick, api)
        pending(quick, work)
        run(work)
        later = now() + timedelta(days=40)
        assert tidy(work, now() + timedelta(days=2)) == 0, "kept as long as recordings are"
        assert tidy(work, later) == 1
    with quick.reading() as session:
        assert session.scalars(select(Spoken)).all() == []
        assert session.scalars(select(LiveSwitch.kind)).all() == [Kind.NOTICE]


def test_the_audio_of_a_notice_in_force_stays(quick: Store) -> None:
    with twilio_api() as api:
        api.keep(RECORDING, CALL)
        work = api_means(quick, api)
        spoken = Prompt({DEFAULT: Audio("/spoken/pending")})
        long = replace(notice(end=now() + timedelta(days=300)), prompt=spoken)
        Desk(quick, work.dispatch).put_up(long, hand(), spoken=RECORDING)
        run(work)
        assert tidy(work, now() + timedelta(days=200)) == 0


def test_the_trail_of_switches_stays_and_that_of_strangers_goes_with_the_call_log(
    quick: Store,
) -> None:
    work = means(quick)
    desk = Desk(quick, work.dispatch)
    desk.put_up(notice(), hand())
    desk.alarm(Act.NOT_ALLOWED, _call(1), f"{URP}/2026-11-23")
    tidy(work, now() + timedelta(days=89))
    with quick.reading() as session:
        assert len(session.scalars(select(Deed)).all()) == 2
    tidy(work, now() + timedelta(days=91))
    with quick.reading() as session:
        assert session.scalars(select(Deed.act)).all() == [Act.MADE]


def test_the_worker_s_round_does_it_all(quick: Store) -> None:
    work = means(quick)
    start = now() - REMIND_EVERY - HOUR
    Desk(quick, work.dispatch).put_up(notice(aim=ALL, start=start), hand(at=start))
    look_after(work, now())
    assert any("Ancora in vigore" in mail["Subject"] for mail in run(work))
