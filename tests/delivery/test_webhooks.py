"""An office that has its messages posted: what is told, when it is tried again, when given up."""

import hmac
import json
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from standins.mailserver import MailServer
from standins.twilio_api import MP3, TwilioApi
from standins.webhooks import KEY, Ticketing, WebhookReply, make_certificate, ticketing
from structlog.testing import capture_logs

from centralino.calls.call_log import Learned
from centralino.calls.reference import reference
from centralino.calls.trail import Passage
from centralino.core.clock import utc_now
from centralino.core.settings import Settings
from centralino.delivery.channels.webhook.webhook_channel import WebhookChannel
from centralino.delivery.job import AddressAnswer, Body, Facts, Fate, Parcel
from centralino.delivery.job_runner import JobRunner
from centralino.delivery.judging_missed import judge
from centralino.delivery.letters import Letter
from centralino.store import call_records, migrating
from centralino.store.models import (
    AudioState,
    CallRecord,
    CallVerdict,
    DeliveryState,
    Receipt,
    Recording,
)

from .office import (
    CALLER,
    HELPDESK,
    NOON,
    QUICK,
    URP,
    URP_MAIL,
    Bench,
    bench,
    directory,
    eventually,
    office,
    settings,
    sid,
    worker,
)
from .test_workers import process

LIMITS = replace(QUICK, webhook=1.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("webhooks"))


@pytest.fixture
def tickets(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ticketing]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with ticketing(certificate) as made:
        yield made


@pytest.fixture
def house(tmp_path: Path, api: TwilioApi, post: MailServer) -> Iterator[Bench]:
    made = bench(keyed(settings(f"sqlite:///{tmp_path}/s.sqlite3", api, post.url)), LIMITS)
    migrating.upgrade(made.means.store.engine)
    yield made
    made.means.close()


def keyed(made: Settings, key: str = KEY) -> Settings:
    public = "https://centralino.example.org"
    return made.model_copy(update={"webhook_key": SecretStr(key), "public_url": public})


def left(house: Bench, api: TwilioApi, *to: str, **more: object) -> str:
    recording = sid()
    api.keep(recording, sid("CA"))
    house.take(recording, to=to, **more)
    return recording


def kept(house: Bench, recording: str) -> Recording:
    with house.means.store.reading() as session:
        found = session.get_one(Recording, recording)
        assert found.recipients is not None
        return found


def settled(house: Bench, recording: str) -> Recording:
    eventually(lambda: kept(house, recording).settled_at)
    return kept(house, recording)


def receipts(found: Recording) -> dict[str, str]:
    return {item.address: item.receipt for item in found.recipients}


def name_of(recording: str, kind: str = "voicemail") -> str:
    return f"<{recording}.{kind}@example.org>"


def parcel(at: datetime | None = None, facts: Facts | None = None) -> Parcel:
    letter = Letter("it", "Messaggio", "", "", (), (), (), "", "")
    return Parcel(
        kind="voicemail",
        name="RE1.voicemail",
        message_id="<RE1.voicemail@example.org>",
        at=at or utc_now(),
        to=(),
        addresses=(),
        write=lambda: Body(letter),
        write_short=lambda: Body(letter),
        facts=facts or Facts(),
    )


def sent(tickets: Ticketing, at: datetime | None = None) -> AddressAnswer:
    channel = WebhookChannel(KEY, "https://centralino.example.org", 1.0)
    return channel.send(parcel(at), [tickets.address]).answers[tickets.address]


def test_a_voicemail_is_posted_with_what_a_ticket_needs_and_without_its_audio(
    house: Bench, api: TwilioApi, tickets: Ticketing
) -> None:
    recording = left(house, api, tickets.address)
    with worker(house.means):
        found = settled(house, recording)
    assert found.state == DeliveryState.DELIVERED
    assert found.audio == AudioState.LINKED
    (posted,) = tickets.posted
    assert posted.path == "/hook/s3cret?team=urp"
    assert posted.headers["Content-Type"] == "application/json"
    assert posted.name == name_of(recording)
    assert posted.told == {
        "kind": "voicemail",
        "subject": posted.told["subject"],
        "number": f"+39{URP}",
        "office": "Ufficio Relazioni con il Pubblico",
        "caller": CALLER,
        "time": found.taken_at.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": 12,
        "reference": reference(recording),
        "language": "it",
        "link": f"https://centralino.example.org/messages/{reference(recording)}",
        "audio": None,
        "calls": [],
    }
    assert MP3 not in posted.body


def test_the_signature_is_verified_as_the_documentation_tells(tickets: Ticketing) -> None:
    assert sent(tickets).fate is Fate.ACCEPTED
    (posted,) = tickets.posted
    document = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text()
    written = re.search(r"```python\n(def verify.*?)```", document, re.DOTALL)
    assert written is not None
    assert len(written[1].strip().splitlines()) == 5
    namespace: dict[str, object] = {"hmac": hmac}
    exec(written[1], namespace)  # noqa: S102 -- our own documentation
    verify = namespace["verify"]
    assert callable(verify)
    now, header = utc_now().timestamp(), posted.headers["Centralino-Signature"]
    assert verify(KEY, header, posted.body, now)
    assert not verify(KEY, header, posted.body + b" ", now)
    assert not verify("another key", header, posted.body, now)
    assert not verify(KEY, header, posted.body, now + 3600)


def test_a_mail_and_a_webhook_each_get_what_is_theirs(
    house: Bench, api: TwilioApi, post: MailServer, tickets: Ticketing
) -> None:
    tickets.replies = [WebhookReply(503), WebhookReply(503)]
    recording = left(house, api, URP_MAIL, tickets.address)
    with worker(house.means):
        found = settled(house, recording)
    assert receipts(found) == {
        URP_MAIL: Receipt.ACCEPTED,
        tickets.address: Receipt.ACCEPTED,
    }
    (mail,) = post.taken
    assert mail.addresses == (URP_MAIL,)
    assert str(mail.message["To"]) == URP_MAIL
    assert b"s3cret" not in bytes(mail.message)
    assert found.audio == AudioState.ATTACHED
    assert [each.name for each in tickets.posted] == [name_of(recording)] * 3
    assert len({each.body for each in tickets.posted}) == 1


def test_a_mail_server_that_is_away_holds_up_no_webhook(
    tmp_path: Path, api: TwilioApi, tickets: Ticketing
) -> None:
    away = settings(f"sqlite:///{tmp_path}/s.sqlite3", api, "smtp://127.0.0.1:9")
    house = bench(keyed(away), LIMITS)
    migrating.upgrade(house.means.store.engine)
    recording = left(house, api, URP_MAIL, tickets.address)
    with worker(house.means):
        eventually(lambda: tickets.posted)
        eventually(lambda: kept(house, recording).attempts >= 2)
    assert receipts(kept(house, recording)) == {
        URP_MAIL: Receipt.WAITING,
        tickets.address: Receipt.ACCEPTED,
    }
    assert len(tickets.posted) == 1
    house.means.close()


def test_a_webhook_that_refuses_is_given_up_and_the_helpdesk_told(
    house: Bench, api: TwilioApi, post: MailServer, tickets: Ticketing
) -> None:
    tickets.always = WebhookReply(410)
    recording = left(house, api, tickets.address)
    with worker(house.means):
        found = settled(house, recording)
        eventually(lambda: kept(house, recording).told_at)
    assert (found.state, found.error) == (DeliveryState.DEAD, "the webhook answered 410")
    (told,) = post.taken
    assert told.addresses == (HELPDESK,)
    body = told.message.get_body(("plain",))
    assert body is not None
    assert "webhook (127.0.0.1)" in body.get_content()
    assert "s3cret" not in body.get_content()


def test_without_a_key_nothing_is_posted_and_the_delivery_says_what_is_missing(
    tmp_path: Path, api: TwilioApi, post: MailServer, tickets: Ticketing
) -> None:
    keyless = keyed(settings(f"sqlite:///{tmp_path}/s.sqlite3", api, post.url), "")
    house = bench(keyless, replace(LIMITS, patience=timedelta(seconds=1)))
    migrating.upgrade(house.means.store.engine)
    recording = left(house, api, tickets.address)
    with worker(house.means):
        eventually(lambda: "WEBHOOK_KEY is not set" in kept(house, recording).error)
        found = settled(house, recording)
        eventually(lambda: kept(house, recording).told_at)
    assert found.state == DeliveryState.DEAD
    assert tickets.posted == []
    assert [mail.addresses for mail in post.taken] == [(HELPDESK,)]
    house.means.close()


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (200, Fate.ACCEPTED),
        (202, Fate.ACCEPTED),
        (301, Fate.REFUSED),
        (400, Fate.REFUSED),
        (401, Fate.REFUSED),
        (404, Fate.REFUSED),
        (408, Fate.DEFERRED),
        (425, Fate.DEFERRED),
        (429, Fate.DEFERRED),
        (500, Fate.DEFERRED),
        (503, Fate.DEFERRED),
    ],
)
def test_what_an_answer_means(tickets: Ticketing, status: int, fate: Fate) -> None:
    elsewhere = f"{tickets.url}/elsewhere"
    tickets.replies = [WebhookReply(status, headers=(("Location", elsewhere),))]
    assert sent(tickets).fate is fate
    assert len(tickets.posted) == 1  # nobody follows a redirection


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 23 Nov 2026 11:04:00 GMT", 120.0),
        ("Mon, 23 Nov 2026 10:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
    ],
)
def test_how_long_a_webhook_asks_to_be_left_alone(
    tickets: Ticketing, written: str, seconds: float
) -> None:
    tickets.replies = [WebhookReply(429, headers=(("Retry-After", written),))]
    assert sent(tickets, datetime(2026, 11, 23, 11, 2, tzinfo=UTC)).wait == seconds


def test_what_a_webhook_asks_for_is_kept_to_within_the_usual_waits(
    house: Bench, api: TwilioApi, tickets: Ticketing
) -> None:
    tickets.always = WebhookReply(503, headers=(("Retry-After", "99999999"),))
    recording = left(house, api, tickets.address)
    before = utc_now()
    with worker(house.means):
        eventually(lambda: kept(house, recording).attempts >= 2)
    assert kept(house, recording).due_at <= utc_now() + timedelta(seconds=LIMITS.longest_wait)
    assert kept(house, recording).due_at > before


@pytest.mark.parametrize(
    "reply",
    [WebhookReply(503, trickle=True), WebhookReply(drop=True), WebhookReply(hang=True)],
)
def test_a_webhook_that_never_comes_to_an_end_is_cut_off(
    tickets: Ticketing, reply: WebhookReply
) -> None:
    tickets.replies = [reply]
    begun = utc_now()
    with capture_logs() as logs:
        answer = sent(tickets)
    assert answer.fate is Fate.DEFERRED
    assert utc_now() - begun < timedelta(seconds=4)
    assert "s3cret" not in answer.why + json.dumps(logs)
    assert logs[0]["to"] == "webhook (127.0.0.1)"


def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    tickets: Ticketing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert sent(tickets) == AddressAnswer(Fate.DEFERRED, "the webhook did not answer: SSLError")
    assert tickets.posted == []


def test_a_worker_killed_after_posting_has_it_posted_again_under_the_same_key(
    house: Bench,
    api: TwilioApi,
    post: MailServer,
    tickets: Ticketing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEBHOOK_KEY", KEY)
    recording = left(house, api, tickets.address)
    with process(house, api, post, "die-once", str(tmp_path / "died")) as victim:
        assert victim.wait(60) == -signal.SIGKILL
    assert len(tickets.posted) == 1
    assert kept(house, recording).state == DeliveryState.WAITING
    with worker(house.means):
        assert settled(house, recording).state == DeliveryState.DELIVERED
    assert [each.name for each in tickets.posted] == [name_of(recording)] * 2


def test_a_recording_that_failed_is_posted_without_a_link(
    house: Bench, api: TwilioApi, tickets: Ticketing
) -> None:
    recording = left(house, api, tickets.address, audio=AudioState.FAILED)
    with worker(house.means):
        found = settled(house, recording)
    (posted,) = tickets.posted
    assert (found.audio, found.state) == (AudioState.FAILED, DeliveryState.DELIVERED)
    assert posted.name == name_of(recording, "failed")
    assert (posted.told["kind"], posted.told["link"]) == ("failed", None)


def missed_call(house: Bench, at: datetime) -> str:
    call = sid("CA")
    trail = (Passage("welcome", "1"),)
    news = Learned(call, at=at, number=URP, caller=CALLER, ended=True, trail=trail)
    with house.means.store.writing() as session:
        call_records.remember(session, [news])
    return call


def verdict(house: Bench, call: str) -> str | None:
    with house.means.store.reading() as session:
        return session.get_one(CallRecord, call).verdict


def test_a_missed_call_is_told_by_mail_once_and_by_webhook_until_it_is_taken(
    house: Bench, post: MailServer, tickets: Ticketing
) -> None:
    house.book[0] = directory(office(addresses=(URP_MAIL, tickets.address)))
    tickets.replies = [WebhookReply(503), WebhookReply(503)]
    call = missed_call(house, utc_now())
    with worker(house.means):
        eventually(lambda: verdict(house, call) == CallVerdict.TOLD)
    assert [mail.addresses for mail in post.taken] == [(URP_MAIL,)]
    assert [each.name for each in tickets.posted] == [name_of(call, "missed")] * 3
    told = tickets.posted[-1].told
    assert (told["kind"], told["caller"], told["link"]) == ("missed", CALLER, None)


def test_the_days_summary_is_posted_with_its_calls(
    house: Bench, post: MailServer, tickets: Ticketing
) -> None:
    house.book[0] = directory(office(addresses=(tickets.address,), missed_calls="daily"))
    call, after = missed_call(house, NOON), NOON + timedelta(days=1)
    judge(house.means, NOON + timedelta(hours=1))
    errands, key = JobRunner(house.means, lambda: after), f"{URP}/{after.date().isoformat()}"
    errands.settle("digest", key, 1, "", errands.send("digest", key, 1, ""))
    assert verdict(house, call) == CallVerdict.TOLD
    (posted,) = tickets.posted
    assert posted.told["kind"] == "digest"
    assert [each["caller"] for each in posted.told["calls"]] == [CALLER]
    assert post.taken == []
