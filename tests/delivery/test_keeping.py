"""Reconciliation, retention, forgetting: what is adopted, what goes, what is started again."""

import os
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import selectinload
from standins.twilio_api import Reply, TwilioApi

from centralino.calls.call_log import Learned
from centralino.core.clock import utc_now
from centralino.core.directory import Mail, Retention
from centralino.delivery import delivery_status, job_rows
from centralino.delivery.channels.email.message import compose_message
from centralino.delivery.channels.email.postman import Outbox
from centralino.delivery.forgetting import forget
from centralino.delivery.heartbeat import Heartbeat
from centralino.delivery.helpdesk_mails import trouble_letter
from centralino.delivery.job import Try
from centralino.delivery.job_runner import JobRunner
from centralino.delivery.missed_letters import digest_letter, missed_letter
from centralino.delivery.reconcile import Reconciliation
from centralino.delivery.retention import Retirement
from centralino.delivery.voicemail_delivery import VoicemailJob
from centralino.store import call_records
from centralino.store.models import (
    AudioState,
    CallRecord,
    CallVerdict,
    DeliveryState,
    Receipt,
    Recipient,
    Recording,
    WorkerRecord,
)
from centralino.store.switch_models import Act, Deed
from centralino.switching.maintenance import forget_caller
from centralino.twilio.errors import AccountError

from .office import (
    CALLER,
    HELPDESK,
    URP,
    URP_MAIL,
    Bench,
    bench,
    directory,
    office,
    outbox,
    settings,
    sid,
)

NOW = utc_now()


def reconciliation(desk: Bench, now: datetime = NOW) -> Reconciliation:
    return Reconciliation(desk.means, desk.intake, lambda: now)


def queued(desk: Bench) -> Counter[str]:
    return Counter(map(job_rows.errand_of, job_rows.under_way(desk.means.dispatch.client)))


def recordings(desk: Bench) -> list[Recording]:
    with desk.means.store.reading() as session:
        return list(session.scalars(select(Recording).options(selectinload(Recording.recipients))))


def deliver(desk: Bench, recording: str, now: datetime = NOW) -> None:
    errands = JobRunner(desk.means, lambda: now)
    result = errands.send("voicemail", recording, 1, "")
    if errands.settle("voicemail", recording, 1, "", result) == "tidy":
        errands.tidy(recording)


def set_state(desk: Bench, recording: str, **values: object) -> None:
    with desk.means.store.writing() as session:
        session.execute(update(Recording).where(Recording.sid == recording).values(**values))


# --- reconciliation


def test_recordings_that_nobody_announced_are_adopted_from_every_page(
    desk: Bench, api: TwilioApi
) -> None:
    sids = [sid() for _ in range(5)]
    for recording in sids:
        call = sid("CA")
        api.keep(recording, call, taken_at=NOW - timedelta(minutes=5))
        api.calls[call] = {"to": f"+39{URP}", "from": CALLER}
    assert reconciliation(desk).adopt(NOW) == 5
    assert reconciliation(desk).adopt(NOW) == 0
    found = recordings(desk)
    assert sorted(one.sid for one in found) == sorted(sids)
    assert {(one.caller, one.number, one.seconds) for one in found} == {(CALLER, URP, 12)}
    assert queued(desk) == {f"voicemail/{recording}": 1 for recording in sids}


def test_what_is_no_voicemail_of_ours_is_left_alone(desk: Bench, api: TwilioApi) -> None:
    elsewhere, conference = sid("CA"), sid("CA")
    api.calls[elsewhere] = {"to": "+390577999999", "from": CALLER}
    api.keep(sid(), elsewhere)
    api.keep(sid(), conference, source="Conference")
    api.keep(sid(), sid("CA"), status="processing")
    assert reconciliation(desk).adopt(NOW + timedelta(minutes=5)) == 0
    assert recordings(desk) == []
    assert api.deleted == []


ODD = {"source": "RecordVerb", "status": "completed", "sid": "RE" + "e" * 32}


@pytest.mark.parametrize(
    "entry",
    [
        {**ODD, "call_sid": "CA" + "e" * 32, "date_created": "soon"},
        {**ODD, "call_sid": "CA" + "e" * 32, "date_created": None},
        {**ODD, "call_sid": None},
        {**ODD, "sid": 17},
        None,
        "nothing",
    ],
)
def test_an_entry_that_does_not_read_stops_no_other_and_the_helpdesk_hears_of_it(
    desk: Bench, api: TwilioApi, entry: object
) -> None:
    call, recording = sid("CA"), sid()
    api.calls[call] = {"to": f"+39{URP}", "from": CALLER}
    api.odd = [entry]
    api.keep(sid(), sid("CA"), taken_at=NOW - timedelta(minutes=5))  # its call is gone
    api.keep(sid(), sid("CA"), status="processing")
    api.keep(recording, call, taken_at=NOW - timedelta(minutes=5))
    for _ in range(2):
        reconciliation(desk).run()
    assert [one.sid for one in recordings(desk)] == [recording]
    unread = [name.partition("/")[2] for name in queued(desk) if name.startswith("unreadable/")]
    assert len(unread) == 2
    results = [JobRunner(desk.means).send("unreadable", key, 1, "") for key in unread]
    assert [result.is_told for result in results] == [True, True]
    api.odd.clear()
    api.recordings.clear()
    results = [JobRunner(desk.means).send("unreadable", key, 1, "") for key in unread]
    assert [result.idle for result in results] == [True, True]


def test_a_list_that_is_none_is_an_error_and_no_empty_one(desk: Bench, api: TwilioApi) -> None:
    api.scripts["Recordings"] = [Reply(body=b'{"recordings": null}')]
    with pytest.raises(AccountError):
        reconciliation(desk).adopt(NOW)


@pytest.mark.parametrize("more", [{"status": "failed"}, {"encryption": {"iv": "x"}}])
def test_what_failed_or_is_encrypted_is_adopted_as_such(
    desk: Bench, api: TwilioApi, more: dict[str, object]
) -> None:
    call = sid("CA")
    api.calls[call] = {"to": f"+39{URP}", "from": CALLER}
    api.keep(sid(), call, taken_at=NOW - timedelta(minutes=5), **more)
    assert reconciliation(desk).adopt(NOW) == 1
    expected = AudioState.FAILED if "status" in more else AudioState.ENCRYPTED
    assert [one.audio for one in recordings(desk)] == [expected]


def test_a_recording_of_a_moment_ago_is_left_to_its_callback(desk: Bench, api: TwilioApi) -> None:
    call = sid("CA")
    api.calls[call] = {"to": f"+39{URP}", "from": "anonymous"}
    api.keep(sid(), call, taken_at=NOW + timedelta(seconds=10))
    assert reconciliation(desk).adopt(NOW) == 0
    assert reconciliation(desk).adopt(NOW + timedelta(minutes=10)) == 1
    assert recordings(desk)[0].caller is None


def test_an_account_that_does_not_answer_stops_nothing_else(desk: Bench, api: TwilioApi) -> None:
    api.outage = Reply(500)
    recording = sid()
    desk.take(recording, at=NOW - timedelta(hours=1))
    desk.means.dispatch.client.cancel_workflows([f"voicemail/{recording}.1"])
    reconciliation(desk).run()
    assert queued(desk) == {f"voicemail/{recording}": 1}


def test_a_delivery_that_has_stopped_is_started_again_once(desk: Bench, api: TwilioApi) -> None:
    recording, busy = sid(), sid()
    for one in (recording, busy):
        desk.take(one, at=NOW - timedelta(hours=1))
        api.keep(one, sid("CA"))
    desk.means.dispatch.client.cancel_workflows([f"voicemail/{recording}.1"])
    assert reconciliation(desk).revive(NOW) == 1
    assert reconciliation(desk).revive(NOW) == 0
    assert queued(desk) == {f"voicemail/{recording}": 1, f"voicemail/{busy}": 1}


def test_a_helpdesk_that_was_never_told_is_told_after_all(desk: Bench) -> None:
    recording = sid()
    desk.take(recording)
    desk.means.dispatch.client.cancel_workflows([f"voicemail/{recording}.1"])
    set_state(desk, recording, state=DeliveryState.DEAD, settled_at=NOW - timedelta(hours=1))
    assert reconciliation(desk).revive(NOW) == 1
    assert queued(desk) == {f"dead/{recording}": 1}


def test_a_clock_set_back_does_not_leave_work_for_the_far_future(desk: Bench) -> None:
    far, near = sid(), sid()
    with desk.means.store.writing() as session:
        send = desk.means.dispatch.send
        send(session, "voicemail", far, since=NOW, wait=86_400)
        send(session, "voicemail", near, since=NOW, wait=0.3)
    reconciliation(desk).expedite(NOW)
    delays = {
        job_rows.errand_of(item): (item.delay_until_epoch_ms or 0) / 1000 - utc_now().timestamp()
        for item in job_rows.under_way(desk.means.dispatch.client)
    }
    assert delays[f"voicemail/{far}"] < 1


def test_a_clock_that_jumps_is_no_workers_death(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    means = desk.means
    one = Heartbeat(means.store, means.dispatch, "one", 0.2)
    other = Heartbeat(means.store, means.dispatch, "other", 0.2)
    one.beat()
    other.listen()
    monkeypatch.setattr(time, "time", lambda: 4e9)
    other.listen()
    assert workers(desk) == 1
    time.sleep(0.25)
    one.beat()
    other.listen()
    assert workers(desk) == 1
    time.sleep(0.25)
    other.listen()
    assert workers(desk) == 0


def test_after_an_outage_nobody_is_taken_for_dead_at_once(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    means = desk.means
    one = Heartbeat(means.store, means.dispatch, "one", 0.1)
    other = Heartbeat(means.store, means.dispatch, "other", 0.1)
    one.beat()
    other.listen()
    with monkeypatch.context() as outage:
        outage.setattr(means.store, "reading", unreachable)
        with pytest.raises(OperationalError):
            other.listen()
    time.sleep(0.15)
    other.listen()
    assert workers(desk) == 1


def unreachable() -> None:
    raise OperationalError("SELECT", {}, Exception("gone"))


def workers(desk: Bench) -> int:
    with desk.means.store.reading() as session:
        return session.scalar(select(func.count()).select_from(WorkerRecord)) or 0


def test_without_an_office_and_a_helpdesk_a_voicemail_is_dead_and_seen_in_the_list(
    desk: Bench, api: TwilioApi
) -> None:
    desk.book[0] = directory(offices={}, mail=Mail("", ""))
    recording = sid()
    api.keep(recording, sid("CA"))
    desk.take(recording, to=())
    deliver(desk, recording)
    assert recordings(desk)[0].state == DeliveryState.DEAD
    assert [
        one.sid for one in delivery_status.list_voicemails(desk.means.store, everything=False)
    ] == [recording]


@pytest.mark.parametrize("lost", [timedelta(days=6), timedelta(days=400)])
def test_what_is_found_late_or_by_a_clock_that_jumped_is_tried_before_it_is_given_up(
    desk: Bench, api: TwilioApi, lost: timedelta
) -> None:
    delivered, lost_too = sid(), sid()
    api.keep(delivered, sid("CA"))
    for recording in (delivered, lost_too):
        desk.take(recording, at=NOW - lost)
        deliver(desk, recording)
    found = {one.sid: (one.state, one.attempts) for one in recordings(desk)}
    assert found == {delivered: (DeliveryState.DELIVERED, 1), lost_too: (DeliveryState.DEAD, 1)}


# --- retention


def test_a_delivered_recording_goes_at_twilio_and_here_when_its_days_are_over(
    desk: Bench, api: TwilioApi
) -> None:
    old, young = sid(), sid()
    for recording, days in ((old, 31), (young, 29)):
        api.keep(recording, sid("CA"))
        desk.take(recording, at=NOW - timedelta(days=days))
        set_state(desk, recording, state=DeliveryState.DELIVERED)
    Retirement(desk.means, lambda: NOW).run()
    assert [one.sid for one in recordings(desk)] == [young]
    assert list(api.recordings) == [young]


def test_what_twilio_does_not_delete_is_kept_to_be_tried_again(desk: Bench, api: TwilioApi) -> None:
    recording = sid()
    desk.take(recording, at=NOW - timedelta(days=31))
    set_state(desk, recording, state=DeliveryState.DELIVERED)
    api.outage = Reply(500)
    Retirement(desk.means, lambda: NOW).run()
    assert len(recordings(desk)) == 1
    api.outage = None
    Retirement(desk.means, lambda: NOW).run()
    assert recordings(desk) == []


def test_what_is_not_delivered_is_never_deleted_and_a_dead_one_waits_for_a_person(
    desk: Bench, api: TwilioApi
) -> None:
    waiting, dead, forgotten = sid(), sid(), sid()
    for recording in (waiting, dead, forgotten):
        api.keep(recording, sid("CA"))
        desk.take(recording, at=NOW - timedelta(days=90))
    set_state(desk, dead, state=DeliveryState.DEAD, settled_at=NOW - timedelta(days=29))
    set_state(desk, forgotten, state=DeliveryState.DEAD, settled_at=NOW - timedelta(days=31))
    Retirement(desk.means, lambda: NOW).run()
    assert {one.sid for one in recordings(desk)} == {waiting, dead}


def test_the_audio_of_a_dead_one_is_kept_a_week_at_the_least(desk: Bench, api: TwilioApi) -> None:
    desk.book[0] = directory(retention=Retention(recordings=timedelta(days=1)))
    recording = sid()
    desk.take(recording, at=NOW - timedelta(days=10))
    set_state(desk, recording, state=DeliveryState.DEAD, settled_at=NOW - timedelta(days=6))
    Retirement(desk.means, lambda: NOW).run()
    assert len(recordings(desk)) == 1


def test_audio_that_is_not_to_be_kept_goes_with_its_delivery(desk: Bench, api: TwilioApi) -> None:
    desk.book[0] = directory(retention=Retention(recordings=timedelta(0)))
    recording = sid()
    api.keep(recording, sid("CA"))
    desk.take(recording)
    deliver(desk, recording)
    assert api.deleted == [recording]


@pytest.mark.parametrize(
    ("reply", "audio"),
    [
        (Reply(200, bytes(100), "audio/mpeg"), AudioState.LARGE),
        (Reply(200, b"", "audio/mpeg"), AudioState.UNKNOWN),
        (None, AudioState.ENCRYPTED),
    ],
)
def test_audio_that_did_not_go_out_is_not_deleted_though_none_is_to_be_kept(
    desk: Bench, api: TwilioApi, reply: Reply | None, audio: AudioState
) -> None:
    desk.book[0] = directory(retention=Retention(recordings=timedelta(0)))
    means = replace(desk.means, limits=replace(desk.means.limits, largest=50))
    recording = sid()
    api.keep(recording, sid("CA"), encryption={} if reply else {"iv": "x"})
    api.scripts[recording] += [reply] if reply else []
    desk.take(recording, audio=AudioState.UNKNOWN if reply else AudioState.ENCRYPTED)
    errands = JobRunner(means, lambda: NOW)
    errands.run("voicemail", recording, 1, "")
    for days in (0, 6):
        Retirement(means, lambda days=days: NOW + timedelta(days=days)).run()  # type: ignore[misc]
    (found,) = recordings(desk)
    assert api.deleted == []
    assert found.audio == audio
    assert found.state == (
        DeliveryState.WAITING if audio is AudioState.UNKNOWN else DeliveryState.DELIVERED
    )
    set_state(desk, recording, state=DeliveryState.DELIVERED, settled_at=NOW)
    Retirement(means, lambda: NOW + timedelta(days=8)).run()
    assert api.deleted == [recording]


def test_old_calls_files_and_finished_work_go_too(desk: Bench) -> None:
    old = Learned(sid("CA"), URP, CALLER, NOW - timedelta(days=91))
    new = Learned(sid("CA"), URP, CALLER, NOW)
    outbox = desk.means.limits.outbox
    outbox.mkdir()
    for name, days in (("old.eml", 31), ("killed.part", 31), ("new.eml", 1)):
        (outbox / name).touch()
        then = (NOW - timedelta(days=days)).timestamp()
        os.utime(outbox / name, (then, then))
    with desk.means.store.writing() as session:
        call_records.remember(session, [old, new])
        desk.means.dispatch.send(session, "voicemail", sid(), since=NOW)
    client = desk.means.dispatch.client
    client.cancel_workflows([item.workflow_id for item in job_rows.under_way(client)])
    Retirement(desk.means, lambda: NOW + timedelta(hours=1)).run()
    assert len(client.list_workflows()) == 1
    Retirement(desk.means, lambda: NOW + timedelta(days=15)).run()
    with desk.means.store.reading() as session:
        assert list(session.scalars(select(CallRecord.sid))) == [new.call_sid]
    assert [file.name for file in outbox.iterdir()] == ["new.eml"]
    assert client.list_workflows() == []


# --- forgetting


def test_a_caller_is_forgotten_everywhere_and_nobody_else_is(desk: Bench, api: TwilioApi) -> None:
    mine, waiting, others = sid(), sid(), sid()
    call = sid("CA")
    api.calls[call] = {"to": f"+39{URP}", "from": CALLER}
    for recording, caller in ((mine, CALLER), (waiting, CALLER), (others, "+393339999999")):
        api.keep(recording, call)
        desk.take(recording, caller=caller, call_sid=call)
    deliver(desk, mine)
    done = forget(desk.means, CALLER, Retirement(desk.means))
    assert (done.recordings, done.files, done.is_whole) == (2, 1, True)
    assert done.mailed_to == ("urp@example.org",)
    assert [one.sid for one in recordings(desk)] == [others]
    assert set(api.deleted) == {mine, waiting, call}
    assert list(desk.means.limits.outbox.glob("*.eml")) == []
    deliver(desk, waiting)
    assert list(desk.means.limits.outbox.glob("*.eml")) == []


def test_every_mail_in_the_outbox_that_names_a_caller_goes(desk: Bench) -> None:
    other = "+393339999999"
    recording, book = sid(), desk.book[0]
    desk.take(recording)
    kept = recordings(desk)[0]
    missed = CallRecord(
        sid=sid("CA"), number=URP, caller=CALLER, started_at=NOW, heard_at=NOW, trail=""
    )
    others = CallRecord(
        sid=sid("CA"), number=URP, caller=other, started_at=NOW, heard_at=NOW, trail=""
    )
    words = {
        f"{recording}r17.dead": trouble_letter("dead", kept, book),
        f"{URP}.2026-11-23.digest": digest_letter([missed, others], book.offices[URP], book, NOW),
        f"{others.sid}.missed": missed_letter(others, book.offices[URP], book),
    }
    with Outbox(desk.means.limits.outbox).line() as line:
        for name, said in words.items():
            mail = compose_message(said, sender="", to=(URP_MAIL,), name=name, now=NOW)
            line.send("", (URP_MAIL,), mail)
    assert forget(desk.means, CALLER, Retirement(desk.means)).files == 2
    left = [file.name for file in desk.means.limits.outbox.iterdir()]
    assert left == [f"{others.sid}.missed@localhost.eml"]


def test_everybody_who_was_mailed_of_a_caller_is_named(desk: Bench, api: TwilioApi) -> None:
    dead, missed = sid(), Learned(sid("CA"), URP, CALLER, NOW)
    desk.take(dead, to=("nobody@example.org",))
    set_state(desk, dead, state=DeliveryState.DEAD, told_at=NOW)
    desk.book[0] = directory(office(addresses=("missed@example.org",)))
    with desk.means.store.writing() as session:
        call_records.remember(session, [missed])
        session.execute(update(CallRecord).values(verdict=CallVerdict.TOLD))
    done = forget(desk.means, CALLER, Retirement(desk.means))
    assert done.mailed_to == (HELPDESK, "missed@example.org")


def test_who_tried_the_service_line_is_forgotten_and_who_switched_is_not(desk: Bench) -> None:
    with desk.means.store.writing() as session:
        for act in (Act.WRONG_PIN, Act.MADE):
            session.add(Deed(once=act, at=NOW, act=act, who=CALLER, means="telephone", switches=[]))
    forget(desk.means, CALLER, Retirement(desk.means), [forget_caller])
    with desk.means.store.reading() as session:
        assert session.scalars(select(Deed.act)).all() == [Act.MADE]


def test_what_twilio_keeps_of_a_caller_is_told(desk: Bench, api: TwilioApi) -> None:
    recording = sid()
    desk.take(recording)
    api.outage = Reply(503)
    done = forget(desk.means, CALLER, Retirement(desk.means))
    assert not done.is_whole
    assert recording in done.kept_by_twilio


# --- looking and starting again


def test_a_dead_delivery_is_started_again_with_all_its_patience(
    desk: Bench, api: TwilioApi
) -> None:
    recording = sid()
    desk.take(recording, at=NOW - timedelta(days=5))
    deliver(desk, recording)
    assert recordings(desk)[0].state == DeliveryState.DEAD
    assert delivery_status.standing(desk.means.store).dead == 1
    assert delivery_status.retry(desk.means, [recording], NOW) == 1
    found = recordings(desk)[0]
    assert (found.state, found.told_at) == (DeliveryState.WAITING, None)
    assert found.patience_until > NOW
    api.keep(recording, sid("CA"))
    errands = JobRunner(desk.means)
    errands.settle(
        "voicemail", recording, 1, found.turn, errands.send("voicemail", recording, 1, found.turn)
    )
    assert recordings(desk)[0].state == DeliveryState.DELIVERED
    assert delivery_status.retry(desk.means, [recording], NOW) == 0


@pytest.mark.parametrize("state", [DeliveryState.DEAD, DeliveryState.DELIVERED])
def test_a_voicemail_is_sent_to_whom_a_person_names_and_to_nobody_else(
    desk: Bench, api: TwilioApi, state: DeliveryState
) -> None:
    recording = sid()
    api.keep(recording, sid("CA"))
    desk.take(recording)
    receipt = Receipt.REFUSED if state == DeliveryState.DEAD else Receipt.ACCEPTED
    with desk.means.store.writing() as session:
        session.execute(update(Recipient).values(receipt=receipt))
    set_state(desk, recording, state=state, settled_at=NOW)
    assert delivery_status.retry(desk.means, [recording], NOW, ["right@example.org"]) == 1
    found = recordings(desk)[0]
    parcel = VoicemailJob(desk.means).parcel(Try(recording, 1, found.turn, NOW, 0.0))
    assert parcel is not None
    assert parcel.addresses == ("right@example.org",)
    receipts = {item.address: item.receipt for item in found.recipients}
    assert receipts == {URP_MAIL: receipt, "right@example.org": Receipt.WAITING}


def test_an_old_turns_try_does_nothing_beside_a_new_one(desk: Bench, api: TwilioApi) -> None:
    recording = sid()
    api.keep(recording, sid("CA"))
    desk.take(recording)
    delivery_status.retry(desk.means, [recording], NOW)
    assert JobRunner(desk.means).send("voicemail", recording, 1, "").idle


def test_without_an_account_the_mail_goes_without_audio_and_says_so(tmp_path: Path) -> None:
    desk = bench(settings(f"sqlite:///{tmp_path}/store.sqlite3"), outbox(tmp_path))
    recording = sid()
    desk.take(recording)
    deliver(desk, recording)
    mail = (tmp_path / "outbox" / f"{recording}.voicemail@example.org.eml").read_text()
    assert "locale" in mail
    assert "audio/mpeg" not in mail
    assert reconciliation(desk).adopt(NOW) == 0
    desk.means.close()
