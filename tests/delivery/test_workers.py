"""Workers that die, hang on, or are told to stop: real processes, really killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import column, func, select, table, update
from sqlalchemy.exc import OperationalError
from standins import postgres
from standins.mailserver import MailServer
from standins.twilio_api import TwilioApi

from centralino.delivery import job_rows
from centralino.store import migrating
from centralino.store.models import DeliveryState, Recording
from centralino.store.models import WorkerRecord as WorkerRow

from .office import QUICK, Bench, bench, eventually, settings, sid, worker

PROGRAM = Path(__file__).with_name("worker_process.py")


@pytest.fixture
def store(database_url: str, api: TwilioApi, post: MailServer) -> Iterator[Bench]:
    made = bench(settings(database_url, api, post.url))
    migrating.upgrade(made.means.store.engine)
    yield made
    made.means.close()


@contextmanager
def process(
    desk: Bench, api: TwilioApi, post: MailServer, *more: str
) -> Iterator[subprocess.Popen[bytes]]:
    url = desk.means.store.url
    command = [sys.executable, str(PROGRAM), url, api.url, post.url, *more]
    with subprocess.Popen(command) as started:
        try:
            yield started
        finally:
            started.kill()


def leave_voicemails(desk: Bench, api: TwilioApi, count: int) -> list[str]:
    sids = [sid() for _ in range(count)]
    for recording in sids:
        api.keep(recording, sid("CA"))
        desk.take(recording)
    return sids


def delivered(desk: Bench) -> int:
    with desk.means.store.reading() as session:
        found = select(func.count()).where(Recording.state == DeliveryState.DELIVERED)
        return session.scalar(found.select_from(Recording)) or 0


def workers(desk: Bench) -> int:
    with desk.means.store.reading() as session:
        return session.scalar(select(func.count()).select_from(WorkerRow)) or 0


def kept(desk: Bench, recording: str) -> Recording:
    with desk.means.store.reading() as session:
        return session.get_one(Recording, recording)


def latest(desk: Bench) -> str:
    return desk.means.dispatch.client.get_latest_application_version()["version_name"]


def copies(post: MailServer, sids: list[str]) -> list[int]:
    return [post.names[f"<{recording}.voicemail@example.org>"] for recording in sids]


def test_of_two_workers_one_is_killed_and_the_other_delivers_everything(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    post.pause = 0.2
    sids = leave_voicemails(store, api, 60)
    with process(store, api, post) as victim, process(store, api, post) as other:
        eventually(lambda: workers(store) == 2, 60)
        eventually(lambda: delivered(store) >= 10)
        victim.kill()  # SIGKILL, with messages half handed over
        eventually(lambda: delivered(store) == 60, 120)
        eventually(lambda: workers(store) == 1, 60)
        other.terminate()
        assert other.wait(60) == 0
    assert min(copies(post, sids)) == 1
    assert max(copies(post, sids)) <= 2
    assert workers(store) == 0


def test_a_worker_killed_after_writing_down_is_taken_over_without_sending_again(
    store: Bench, api: TwilioApi, post: MailServer, tmp_path: Path
) -> None:
    sids = leave_voicemails(store, api, 1)
    with process(store, api, post, "die-settled", str(tmp_path / "died")) as victim:
        assert victim.wait(20) == -9
    assert delivered(store) == 1
    with worker(store.means):
        eventually(lambda: not job_rows.under_way(store.means.dispatch.client))
    assert copies(post, sids) == [1]


def test_a_worker_killed_before_writing_down_leaves_two_mails_of_one_name(
    store: Bench, api: TwilioApi, post: MailServer, tmp_path: Path
) -> None:
    sids = leave_voicemails(store, api, 1)
    with process(store, api, post, "die-once", str(tmp_path / "died")) as victim:
        assert victim.wait(60) == -9
    assert copies(post, sids) == [1]
    assert delivered(store) == 0
    with worker(store.means):
        eventually(lambda: delivered(store) == 1)
    assert copies(post, sids) == [2]


@pytest.mark.parametrize(("before", "after"), [("1", "2"), ("2", "1")])
def test_what_a_killed_worker_held_is_done_by_whatever_version_runs_next(
    store: Bench, api: TwilioApi, post: MailServer, before: str, after: str
) -> None:
    post.pause = 0.5
    sids = leave_voicemails(store, api, 40)
    with process(store, api, post, "version", before) as victim:
        eventually(lambda: delivered(store) >= 1)
        victim.kill()
        victim.wait(20)
    assert job_rows.begun(store.means.dispatch.client)
    post.pause = 0.0
    with process(store, api, post, "version", after):
        eventually(lambda: delivered(store) == 40, 30)
    assert min(copies(post, sids)) == 1
    assert max(copies(post, sids)) <= 2


def test_what_a_later_version_left_is_begun_by_the_one_that_stays(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    with process(store, api, post, "version", "1"):
        eventually(lambda: workers(store) == 1, 60)
        with process(store, api, post, "version", "2") as later:
            eventually(lambda: workers(store) == 2, 60)
            eventually(lambda: latest(store) == "2")
            later.terminate()
            assert later.wait(15) == 0
        sids = leave_voicemails(store, api, 5)
        eventually(lambda: delivered(store) == 5, 30)
    assert copies(post, sids) == [1] * 5


def test_work_that_was_handed_back_to_a_version_that_is_gone_is_found(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    """As an older release left it: on the queue, for nobody."""
    sids = leave_voicemails(store, api, 3)
    work = table("workflow_status", column("application_version"))
    work.schema = None if store.means.store.is_sqlite else "dbos"
    with store.means.store.writing() as session:
        session.execute(update(work).values(application_version="0"))
    with worker(store.means):
        eventually(lambda: delivered(store) == 3, 30)
    assert copies(post, sids) == [1] * 3


def test_a_recording_that_kills_every_worker_is_given_up_and_told(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    poison, *others = leave_voicemails(store, api, 3)
    for _ in range(QUICK.deaths):
        with process(store, api, post, "die-of", poison) as victim:
            assert victim.wait(60) == -9
    with process(store, api, post, "die-of", poison):
        eventually(lambda: post.names[f"<{poison}.dead@example.org>"] == 1)
        eventually(lambda: delivered(store) == len(others))
    assert copies(post, [poison]) == [0]
    assert kept(store, poison).error == "2 workers died of it"


@pytest.mark.parametrize("days", [400, -400])
def test_a_worker_whose_clock_jumps_delivers_all_the_same(
    store: Bench, api: TwilioApi, post: MailServer, days: int
) -> None:
    post.rcpt["slow@example.org"] = ["450 4.2.0 later"]
    deferred = sid()
    api.keep(deferred, sid("CA"))
    store.take(deferred, to=("slow@example.org",))
    with process(store, api, post, "jump", str(days)) as jumped:
        eventually(lambda: kept(store, deferred).attempts == 1)
        jumped.send_signal(signal.SIGUSR1)
        later = leave_voicemails(store, api, 3)
        eventually(lambda: delivered(store) == 4)
        assert workers(store) == 1
    assert copies(post, [deferred, *later]) == [1, 1, 1, 1]


def test_a_worker_that_is_told_to_stop_finishes_what_it_holds(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    post.pause = 0.6
    sids = leave_voicemails(store, api, 3)
    with process(store, api, post) as stopped:
        eventually(lambda: post.connections == 3)
        stopped.terminate()
        assert stopped.wait(60) == 0
    assert copies(post, sids) == [1, 1, 1]
    assert delivered(store) == 3
    assert job_rows.begun(store.means.dispatch.client) == []
    assert workers(store) == 0


def test_a_new_voicemail_overtakes_a_backlog(
    store: Bench, api: TwilioApi, post: MailServer
) -> None:
    post.pause = 0.5
    leave_voicemails(store, api, 150)
    with worker(store.means):
        eventually(lambda: len(post.taken) >= 10)
        newest = leave_voicemails(store, api, 1)
        before = len(post.taken)  # what went out while it was being left says nothing
        eventually(lambda: copies(post, newest) == [1])
        assert len(post.taken) - before <= 2 * store.means.limits.at_once
    assert delivered(store) < 150


def test_while_the_database_is_gone_nothing_is_lost(api: TwilioApi, post: MailServer) -> None:
    with ExitStack() as stack:
        cluster = stack.enter_context(postgres.cluster())
        desk = bench(settings(cluster.url, api, post.url))
        migrating.upgrade(desk.means.store.engine)
        sids = leave_voicemails(desk, api, 20)
        post.pause = 0.3
        with worker(desk.means):
            eventually(lambda: delivered(desk) >= 1)
            cluster.stop()
            stranded = sid()
            with pytest.raises(OperationalError):
                desk.take(stranded)
            cluster.start()
            api.keep(stranded, sid("CA"))
            desk.take(stranded)
            eventually(lambda: delivered(desk) == 21, 40)
        desk.means.close()
    assert min(copies(post, [*sids, stranded])) >= 1
