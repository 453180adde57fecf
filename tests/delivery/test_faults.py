"""What breaks on the way, each with real parts: a worker, a database, a mail server, an API.

After each, every recording is in a mailbox or dead and told, and mails per Message-ID are counted.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from standins import postgres
from standins.mailserver import DROP, HANG, MailServer, mail_server
from standins.twilio_api import MP3, Reply, TwilioApi, twilio_api

from centralino.calls.reference import reference
from centralino.core.clock import utc_now
from centralino.delivery import job_rows
from centralino.delivery.worker import Worker
from centralino.store import migrating
from centralino.store.models import AudioState, DeliveryState, Receipt, Recording

from .office import (
    HELPDESK,
    QUICK,
    URP_MAIL,
    Bench,
    announced,
    bench,
    eventually,
    settings,
    sid,
    worker,
)

LIMITS = replace(QUICK, largest=100_000)
CIPHERTEXT = bytes(range(255, 0, -1)) * 20


@dataclass
class House:
    """A worker at work, and what is around it."""

    desk: Bench
    api: TwilioApi
    post: MailServer
    worker: Worker

    def deliver(self, *replies: Reply, **more: object) -> Recording:
        """Take in a recording of which the API first says this, and wait until it is settled."""
        recording = sid()
        self.api.keep(recording, sid("CA"))
        self.api.scripts[recording] += replies
        self.desk.take(recording, **more)
        eventually(lambda: self.kept(recording).settled_at)
        return self.kept(recording)

    def kept(self, recording: str) -> Recording:
        with self.desk.means.store.reading() as session:
            found = session.get_one(Recording, recording)
            assert found.recipients is not None
            return found

    def mails(self, name: str) -> int:
        return self.post.names[f"<{name}@example.org>"]

    def audio(self, recording: str) -> bytes:
        name = f"<{recording}.voicemail@example.org>"
        taken = next(one for one in self.post.taken if one.name == name)
        attached = [part.get_content() for part in taken.message.iter_attachments()]
        return b"".join(part for part in attached if isinstance(part, bytes))

    def text(self, recording: str) -> str:
        name = f"<{recording}.voicemail@example.org>"
        taken = next(one for one in self.post.taken if one.name == name)
        body = taken.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("store")
        yield from running(f"sqlite:///{folder}/store.sqlite3")
        return
    with postgres.database(request.getfixturevalue("postgres_url")) as url:
        yield from running(url)


def running(url: str) -> Iterator[House]:
    with twilio_api() as api, mail_server() as post:
        desk = bench(settings(url, api, post.url), LIMITS)
        migrating.upgrade(desk.means.store.engine)
        with worker(desk.means) as at_work:
            yield House(desk, api, post, at_work)
        desk.means.close()


@pytest.fixture(autouse=True)
def quiet(house: House) -> None:
    house.post.data.clear()
    house.post.pause = 0.0


def address() -> str:
    return f"{sid('to')}@example.org"


@pytest.mark.parametrize(
    "replies",
    [
        [Reply(404), Reply(404)],
        [Reply(401)],
        [Reply(429)],
        [Reply(500), Reply(503)],
        [Reply(200, MP3[:100], "audio/mpeg", lie=len(MP3))],
        [Reply(200, b"<html>", "text/html")],
        [Reply(200, MP3, "audio/mpeg", trickle=True)],
        [Reply(302, b"")],
        [Reply(200, b"", "audio/mpeg"), Reply(200, b"", "audio/mpeg")],
    ],
    ids=[
        "not ready",
        "401",
        "429",
        "5xx",
        "truncated",
        "wrong type",
        "never ends",
        "nowhere",
        "empty",
    ],
)
def test_audio_that_cannot_be_had_now_is_fetched_later(house: House, replies: list[Reply]) -> None:
    found = house.deliver(*replies)
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, len(replies) + 1)
    assert house.mails(f"{found.sid}.voicemail") == 1
    assert house.audio(found.sid) == MP3


def test_audio_above_the_cap_stays_out_of_a_mail_that_says_so(house: House) -> None:
    found = house.deliver(Reply(200, bytes(LIMITS.largest + 1), "audio/mpeg"))
    assert found.state == DeliveryState.DELIVERED
    assert house.audio(found.sid) == b""
    assert "troppo grande" in house.text(found.sid)


@pytest.mark.parametrize("is_known", [True, False])
def test_no_ciphertext_is_mailed_and_the_mail_says_where_it_lies_by_its_reference(
    house: House, is_known: bool
) -> None:
    recording = sid()
    audio = AudioState.ENCRYPTED if is_known else AudioState.UNKNOWN
    house.api.keep(recording, sid("CA"), encryption={"public_key_sid": "CR1"})
    house.api.scripts[recording] += [] if is_known else [Reply(200, CIPHERTEXT, "audio/x-wav")]
    house.desk.take(recording, audio=audio)
    eventually(lambda: house.kept(recording).settled_at)
    found = house.kept(recording)
    assert (found.state, found.audio) == (DeliveryState.DELIVERED, AudioState.ENCRYPTED)
    assert house.audio(recording) == b""
    assert "cifrata" in house.text(recording)
    assert "Resta presso Twilio" in house.text(recording)
    assert recording not in house.text(recording)
    assert reference(recording) in house.text(recording)


def test_audio_of_another_make_that_is_not_encrypted_is_mailed(house: House) -> None:
    found = house.deliver(Reply(200, CIPHERTEXT, "audio/mpeg"))
    assert house.audio(found.sid) == CIPHERTEXT
    assert found.audio == AudioState.ATTACHED


def test_a_message_that_twilio_could_not_keep_is_told_to_the_office_once(house: House) -> None:
    house.post.data = ["451 4.3.0 try later"]
    found = house.deliver(audio=AudioState.FAILED, seconds=0)
    assert (found.state, found.attempts, found.audio) == (
        DeliveryState.DELIVERED,
        2,
        AudioState.FAILED,
    )
    assert house.mails(f"{found.sid}.failed") == 1
    (told,) = [one for one in house.post.taken if one.name == f"<{found.sid}.failed@example.org>"]
    assert told.addresses == (URP_MAIL,)
    assert "333 123 4567" in str(told.message["Subject"])
    assert not house.desk.take(found.sid, audio=AudioState.FAILED)
    assert not [path for path in house.api.asked if found.sid in path]


def test_a_message_that_came_after_it_had_failed_is_delivered_too(house: House) -> None:
    found = house.deliver(audio=AudioState.FAILED)
    assert house.desk.take(found.sid)
    eventually(lambda: house.kept(found.sid).audio == AudioState.ATTACHED)
    assert house.mails(f"{found.sid}.voicemail") == 1
    assert house.audio(found.sid) == MP3


def test_a_greylisting_server_is_tried_again(house: House) -> None:
    to = address()
    house.post.rcpt[to] = ["450 4.2.0 greylisted, come back", "450 4.2.0 greylisted"]
    found = house.deliver(to=(to,))
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 3)
    assert house.mails(f"{found.sid}.voicemail") == 1


@pytest.mark.parametrize(
    "answer",
    ["451 4.3.0 try later", "452 4.3.1 disk full", "552 5.2.2 mailbox size exceeded", HANG],
)
def test_what_a_server_does_not_take_now_it_takes_later(house: House, answer: str) -> None:
    house.post.data = [answer]
    found = house.deliver()
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 2)
    assert house.mails(f"{found.sid}.voicemail") == 1


def test_a_connection_lost_after_the_message_gives_two_mails_of_one_name(house: House) -> None:
    house.post.data = [DROP]
    found = house.deliver()
    assert found.state == DeliveryState.DELIVERED
    assert house.mails(f"{found.sid}.voicemail") == 2


def test_a_message_too_large_for_the_server_goes_without_its_audio(house: House) -> None:
    house.post.data = ["552 5.3.4 message too large"]
    found = house.deliver()
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 1)
    assert house.audio(found.sid) == b""
    assert "troppo grande" in house.text(found.sid)


def test_an_address_refused_for_good_is_dead_and_the_helpdesk_told_once(house: House) -> None:
    to = address()
    house.post.rcpt[to] = ["550 5.1.1 no such user <nobody@example.org>"]
    found = house.deliver(to=(to,))
    assert (found.state, found.attempts) == (DeliveryState.DEAD, 1)
    assert found.error == "550 5.1.1 no such user …"
    eventually(lambda: house.kept(found.sid).told_at)
    assert house.mails(f"{found.sid}.voicemail") == 0
    assert house.mails(f"{found.sid}.dead") == 1
    assert house.post.taken[-1].addresses == (HELPDESK,)


def test_a_message_refused_for_good_is_dead_and_the_helpdesk_told(house: House) -> None:
    house.post.data = ["554 5.7.1 looks like spam"]
    found = house.deliver()
    assert found.state == DeliveryState.DEAD
    eventually(lambda: house.mails(f"{found.sid}.dead") == 1)


def test_a_helpdesk_that_cannot_be_told_now_is_told_later(house: House) -> None:
    house.post.data = ["554 5.7.1 spam", "550 5.7.1 blocked", "451 4.3.0 later"]
    found = house.deliver()
    eventually(lambda: house.kept(found.sid).told_at)
    assert house.mails(f"{found.sid}.dead") == 1


def test_one_bad_address_stops_no_other_and_the_helpdesk_hears_of_it(house: House) -> None:
    good, bad, slow = address(), address(), address()
    house.post.rcpt[bad] = ["550 5.1.1 unknown"]
    house.post.rcpt[slow] = ["450 4.2.0 later"]
    found = house.deliver(to=(good, bad, slow))
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 2)
    receipts = {item.address: item.receipt for item in house.kept(found.sid).recipients}
    assert receipts == {
        good: Receipt.ACCEPTED,
        bad: Receipt.REFUSED,
        slow: Receipt.ACCEPTED,
    }
    name = f"<{found.sid}.voicemail@example.org>"
    sent = [one.addresses for one in house.post.taken if one.name == name]
    assert sent == [(good,), (slow,)]
    eventually(lambda: house.mails(f"{found.sid}.refused") == 1)


def test_a_server_that_closes_amid_the_addresses_has_delivered_to_none(house: House) -> None:
    first, closing, last = (f"{which}.{address()}" for which in "abc")
    house.post.rcpt[closing] = ["421 4.3.2 shutting down"]
    found = house.deliver(to=(first, closing, last))
    assert (found.state, found.attempts) == (DeliveryState.DELIVERED, 2)
    name = f"<{found.sid}.voicemail@example.org>"
    sent = [one.addresses for one in house.post.taken if one.name == name]
    assert sent == [(first, closing, last)]


def test_a_recording_nobody_can_have_is_dead_when_patience_ends(house: House) -> None:
    recording = sid()
    house.api.scripts[recording] = [Reply(404)] * 100
    house.desk.take(recording)
    eventually(lambda: house.kept(recording).attempts >= 2)
    with house.desk.means.store.writing() as session:
        found = session.get_one(Recording, recording)
        found.patience_until = found.taken_at
    eventually(lambda: house.kept(recording).told_at)
    assert house.kept(recording).error == "Twilio answered 404"
    assert house.kept(recording).state == DeliveryState.DEAD


def test_a_fault_of_our_own_is_tried_again_too(house: House) -> None:
    whole = house.desk.book[0]
    house.desk.book[0] = replace(whole, mail=None)  # type: ignore[arg-type]  # broken on purpose
    recording = sid()
    house.api.keep(recording, sid("CA"))
    house.desk.take(recording)
    eventually(lambda: house.kept(recording).attempts >= 2)
    assert house.kept(recording).error == "AttributeError"
    house.desk.book[0] = whole
    eventually(lambda: house.kept(recording).state == DeliveryState.DELIVERED)
    assert house.mails(f"{recording}.voicemail") == 1


def test_the_same_callback_a_hundred_times_at_once_is_one_mail(house: House) -> None:
    news = announced(sid())
    house.api.keep(news.sid, news.call_sid)
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(house.desk.intake.take, [news] * 100))
    assert taken.count(True) == 1
    eventually(lambda: house.kept(news.sid).state == DeliveryState.DELIVERED)
    assert not house.desk.intake.take(news)
    assert house.mails(f"{news.sid}.voicemail") == 1


def test_an_errand_of_a_later_version_is_kept_and_told_to_the_helpdesk(house: House) -> None:
    means = house.desk.means
    with means.store.writing() as session:
        means.dispatch.send(session, "novelty", "x/1", since=utc_now())
    eventually(lambda: house.mails("x.1.4.unknown") == 1)
    assert house.post.taken[-1].addresses == (HELPDESK,)
    alive = map(job_rows.errand_of, job_rows.under_way(means.dispatch.client))
    assert "novelty/x/1" in alive


def test_nothing_personal_is_in_the_engines_own_tables(house: House) -> None:
    to = address()
    house.post.rcpt[to] = [f"550 no {to} here"]
    found = house.deliver(to=(to,))
    client = house.desk.means.dispatch.client
    listed = client.list_workflows(workflow_id_prefix=f"voicemail/{found.sid}")
    kept = repr([vars(one) for one in listed])
    assert found.sid in kept
    for secret in (to, str(found.caller)):
        assert secret not in kept
    assert [client.list_workflow_steps(one.workflow_id) for one in listed] == [[]]
