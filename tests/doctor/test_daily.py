"""The daily round: examined once a day, told by mail only when something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from threading import Event, Thread
from time import sleep

import pytest
from delivery.office import HELPDESK, bench, directory, eventually, settings
from standins.mailserver import MailServer, mail_server
from support.house import at

from centralino.core.clock import utc_now
from centralino.core.directory import Mail
from centralino.delivery.channels.email.email_channel import NO_SENDER
from centralino.delivery.channels.email.typesetting import as_text
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import AddressAnswer, Fate, Result, Try
from centralino.delivery.job_rows import errand_of, under_way
from centralino.delivery.worker import Worker
from centralino.doctor.daily import DailyRound
from centralino.doctor.examination import Report
from centralino.doctor.finding import Symptom, doubtful, well, wrong

from .conftest import Installation

WELL = (well("mail", "the server takes our credentials"), doubtful("numbers", "hm", "see"))
WRONG = (*WELL, wrong("workers", "no worker is at work", "start one: `centralino worker`"))
LIMITS = DeliveryLimits(examining=time(7, 0), judging=0.02, polling=0.05, beat=0.1)


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture
def means(site: Installation, post: MailServer) -> Iterator[DeliveryServices]:
    made = bench(settings(site.settings.database_url, None, post.url), LIMITS).means
    yield made
    made.close()


def round_of(means: DeliveryServices, *found: Symptom) -> DailyRound:
    return DailyRound(means, lambda now: Report(now, found))


@contextmanager
def at_work(means: DeliveryServices, made: DailyRound) -> Iterator[None]:
    """A worker that makes this round, drained at the end."""
    stop, made_worker = Event(), Worker(means, [made])
    thread = Thread(target=made_worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)
        assert not thread.is_alive()


def this(now: datetime) -> Try:
    return Try("2026-11-23", 1, "", now, 60.0)


def test_the_helpdesk_is_told_what_is_wrong_and_what_to_do(means: DeliveryServices) -> None:
    parcel = round_of(means, *WRONG).parcel(this(at("2026-11-23 07:00")))
    assert parcel is not None
    assert parcel.addresses == (HELPDESK,)
    letter = parcel.write().letter
    assert letter.subject == "Centralino: una cosa non funziona"
    said = " ".join(as_text(letter).split())
    assert "workers · no worker is at work · start one: `centralino worker`" in said
    assert "numbers · hm · see" in said
    assert "takes our credentials" not in said
    assert "lunedì 23 novembre 2026 alle 07:00" in said


def test_nothing_is_mailed_when_nothing_is_wrong(means: DeliveryServices) -> None:
    assert round_of(means, *WELL).parcel(this(at("2026-11-23 07:00"))) is None


def test_a_mail_that_does_not_go_out_is_tried_until_the_next_days_round(
    means: DeliveryServices,
) -> None:
    made, refused = round_of(means, *WRONG), Result(failure="no mail server")
    with means.store.writing() as session:
        assert made.settle(session, this(at("2026-11-23 20:00")), refused) is not None
        assert made.settle(session, this(at("2026-11-24 07:01")), refused) is None
        taken = Result({HELPDESK: AddressAnswer(Fate.ACCEPTED)})
        assert made.settle(session, this(at("2026-11-23 20:00")), taken) is None


def test_a_round_is_summoned_after_its_hour_and_once_a_day(means: DeliveryServices) -> None:
    made = round_of(means, *WRONG)
    for moment, rounds in {
        "2026-11-23 06:59": [],
        "2026-11-23 07:00": ["doctor/2026-11-23"],
        "2026-11-23 18:00": ["doctor/2026-11-23"],
        "2026-11-24 07:30": ["doctor/2026-11-23", "doctor/2026-11-24"],
    }.items():
        made.summon(at(moment))
        assert sorted(map(errand_of, under_way(means.dispatch.client))) == rounds


def test_two_workers_make_one_round_between_them(
    site: Installation, means: DeliveryServices, post: MailServer
) -> None:
    soon = replace(means, limits=replace(LIMITS, examining=time(0, 0)))
    first, second = round_of(soon, *WRONG), round_of(soon, *WRONG)
    first.summon(utc_now())
    second.summon(utc_now())
    with at_work(soon, round_of(soon, *WRONG)):
        eventually(lambda: post.taken)
        sleep(0.5)  # long enough for a second one
    assert len(post.taken) == 1
    assert post.taken[0].addresses == (HELPDESK,)


def test_without_a_helpdesk_nobody_is_mailed(site: Installation, post: MailServer) -> None:
    book = directory(mail=Mail("Centralino <centralino@example.org>", ""))
    made = bench(settings(site.settings.database_url, None, post.url), LIMITS, book).means
    try:
        parcel = round_of(made, *WRONG).parcel(Try("2026-11-24", 1, "", utc_now(), 0.0))
        assert parcel is None
    finally:
        made.close()


def test_without_a_sender_a_mail_waits_and_says_what_is_missing(
    site: Installation, post: MailServer
) -> None:
    book = directory(mail=Mail("", HELPDESK))
    made = bench(settings(site.settings.database_url, None, post.url), LIMITS, book).means
    try:
        parcel = round_of(made, *WRONG).parcel(Try("2026-11-24", 1, "", utc_now(), 0.0))
        assert parcel is not None
        assert made.channels.hand_over(parcel).failure == NO_SENDER
    finally:
        made.close()
