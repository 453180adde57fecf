"""Missed calls: judged when over, told once, and not when there was a voicemail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from centralino.calls.call_log import Learned
from centralino.calls.ending import Ending
from centralino.calls.trail import Passage
from centralino.delivery import job_rows
from centralino.delivery.job_runner import JobRunner
from centralino.delivery.judging_missed import judge, summon_digests
from centralino.store import call_records
from centralino.store.models import CallRecord, CallVerdict

from .office import CALLER, HELPDESK, URP, Bench, directory, office, sid

MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # eight in Rome: the summary is due
NIGHT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def ring(desk: Bench, at: datetime, ending: Ending | None = None, **more: object) -> str:
    """One call that has ended."""
    call = sid("CA")
    values: dict[str, object] = {
        "number": URP,
        "caller": CALLER,
        "ended": True,
        "trail": (Passage("welcome", "1"),),
    }
    news = Learned(call, at=at, ending=ending, **values | more)  # type: ignore[arg-type]  # by name
    with desk.means.store.writing() as session:
        call_records.remember(session, [news])
    return call


def run_all(desk: Bench, now: datetime) -> list[str]:
    """What a worker would do with the queue; the names of the mails there are."""
    errands = JobRunner(desk.means, lambda: now)
    client = desk.means.dispatch.client
    for item in job_rows.under_way(client):
        kind, _, key = job_rows.errand_of(item).partition("/")
        errands.settle(kind, key, 1, "", errands.send(kind, key, 1, ""))
        client.cancel_workflows([item.workflow_id])
    return sorted(file.name for file in desk.means.limits.outbox.glob("*.eml"))


def verdicts(desk: Bench, sids: Sequence[str]) -> list[str | None]:
    with desk.means.store.reading() as session:
        return [session.get_one(CallRecord, call).verdict for call in sids]


def test_a_caller_who_hung_up_is_told_of_at_once_and_only_once(desk: Bench) -> None:
    call = ring(desk, NIGHT)
    now = NIGHT + timedelta(minutes=1)
    for _ in range(3):
        judge(desk.means, now)
        assert run_all(desk, now) == [f"{call}.missed@example.org.eml"]
    assert verdicts(desk, [call]) == [CallVerdict.TOLD]
    mail = (desk.means.limits.outbox / f"{call}.missed@example.org.eml").read_text()
    assert "Chiamata persa" in mail
    assert "333 123 4567" in mail


@pytest.mark.parametrize("ending", [Ending.CONVERSATION, Ending.INFORMATION])
def test_a_call_that_ended_well_is_not_told_of(desk: Bench, ending: Ending) -> None:
    call = ring(desk, NIGHT, ending)
    assert judge(desk.means, NIGHT + timedelta(hours=1)) == 0
    assert run_all(desk, NIGHT) == []
    assert verdicts(desk, [call]) == [CallVerdict.ANSWERED]


def test_after_a_voicemail_no_missed_call_is_told(desk: Bench) -> None:
    call = ring(desk, NIGHT, Ending.VOICEMAIL)
    desk.take(sid(), call_sid=call, at=NIGHT)
    assert judge(desk.means, NIGHT + timedelta(hours=1)) == 0


def test_a_voicemail_adopted_late_still_silences_a_notice_under_way(desk: Bench) -> None:
    call = ring(desk, NIGHT)
    assert judge(desk.means, NIGHT + timedelta(minutes=1)) == 1
    recording = sid()
    desk.take(recording, call_sid=call, at=NIGHT)
    names = run_all(desk, NIGHT + timedelta(minutes=2))
    assert names == []


def test_an_empty_message_is_a_missed_call_and_no_voicemail(desk: Bench) -> None:
    call = ring(desk, NIGHT, Ending.INFORMATION, trail=(Passage("mailbox", "empty"),))
    desk.take(sid(), call_sid=call, seconds=1, at=NIGHT)
    desk.take(sid(), call_sid=call, absent=True, at=NIGHT)
    now = NIGHT + timedelta(hours=1)
    assert judge(desk.means, now) == 1
    assert run_all(desk, now) == [f"{call}.missed@example.org.eml"]


def test_an_office_that_wants_none_gets_none(desk: Bench) -> None:
    desk.book[0] = directory(office(missed_calls="off"))
    call = ring(desk, NIGHT)
    judge(desk.means, NIGHT + timedelta(minutes=1))
    summon_digests(desk.means, MORNING)
    assert run_all(desk, MORNING) == []
    assert verdicts(desk, [call]) == [CallVerdict.ANSWERED]


def test_a_daily_summary_tells_every_missed_call_once_and_comes_in_the_morning(
    desk: Bench,
) -> None:
    desk.book[0] = directory(office(missed_calls="daily"))
    sids = [ring(desk, NIGHT - timedelta(hours=hours)) for hours in (1, 2, 3)]
    judge(desk.means, NIGHT)
    summon_digests(desk.means, NIGHT)
    assert run_all(desk, NIGHT) == []
    for _ in range(2):
        summon_digests(desk.means, MORNING)
        names = run_all(desk, MORNING)
    assert names == [f"{URP}.2026-11-24.digest@example.org.eml"]
    assert verdicts(desk, sids) == [CallVerdict.TOLD] * 3
    mail = (desk.means.limits.outbox / names[0]).read_text()
    assert "Subject: 3 chiamate perse - Ufficio Relazioni con il Pubblico" in mail


def test_a_call_of_this_morning_waits_for_tomorrows_summary(desk: Bench) -> None:
    desk.book[0] = directory(office(missed_calls="daily"))
    late = ring(desk, MORNING - timedelta(minutes=10))
    judge(desk.means, MORNING)
    summon_digests(desk.means, MORNING)
    assert run_all(desk, MORNING) == []
    assert verdicts(desk, [late]) == [CallVerdict.MISSED]
    tomorrow = MORNING + timedelta(days=1)
    summon_digests(desk.means, tomorrow)
    assert run_all(desk, tomorrow) == [f"{URP}.2026-11-25.digest@example.org.eml"]


def test_a_notice_that_nobody_takes_is_tried_again_and_then_given_up(desk: Bench) -> None:
    call = ring(desk, NIGHT)
    judge(desk.means, NIGHT + timedelta(minutes=1))
    blocked = desk.means.limits.outbox
    blocked.write_text("no folder")
    soon, late = NIGHT + timedelta(minutes=2), NIGHT + timedelta(days=9)
    for now, outcome in ((soon, "again"), (late, "done")):
        errands = JobRunner(desk.means, lambda now=now: now)  # type: ignore[misc]  # a clock
        result = errands.send("missed", call, 1, "")
        assert result.failure.startswith("no outbox")
        assert errands.settle("missed", call, 1, "", result) == outcome


def test_a_voicemail_for_no_known_office_goes_to_the_helpdesk(desk: Bench) -> None:
    desk.book[0] = replace(directory(), offices={})
    recording = sid()
    desk.take(recording, to=())
    with desk.means.store.reading() as session:
        from centralino.store.models import Recording

        found = session.get_one(Recording, recording)
        assert [item.address for item in found.recipients] == [HELPDESK]
