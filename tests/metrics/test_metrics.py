"""What /metrics tells of calls, as Prometheus would read it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from support.house import CALLER, FORM, NUMBER, RECORDING, SLUG, House, Housed

from centralino.calls.call_log import PROBE
from centralino.calls.ending import Ending
from centralino.metrics.ledger import Ledger
from centralino.metrics.meter import Meter
from centralino.metrics.tally import LATENCY, Tally
from centralino.store.models import DeliveryState, Recording
from centralino.store.store import Store

FLOW = """
email: urp@example.org
always_open: true
steps:
  welcome: {menu: "Uno o due", keys: {1: {then: office}, 2: {then: mailbox}}}
  office: {dial: ["0577 235010", "0577 235011"], otherwise: mailbox}
  mailbox: {voicemail: urp@example.org}
"""
Samples = dict[tuple[str, ...], float]


def read(body: str) -> Samples:
    """Every sample by its name and its labels' values, in the order of their names."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


def told(house: House) -> Samples:
    return read(house.app.test_client().get("/metrics").get_data(as_text=True))


def test_calls_their_endings_and_their_legs_are_counted(housed: Housed) -> None:
    house = housed(FLOW)
    menu = house.call()
    ringing = house.post(menu.action, Digits="1")
    second = house.post(ringing.action, DialCallStatus="busy")
    house.post(second.action, DialCallStatus="completed", DialBridged="true")
    house.call()
    found = told(house)
    assert found["centralino_calls_total", SLUG] == 2
    assert found["centralino_dial_results_total", SLUG, "busy"] == 1
    assert found["centralino_dial_results_total", SLUG, "completed"] == 1
    assert found["centralino_call_endings_total", "conversation", SLUG] == 1
    assert found["centralino_webhook_seconds_count", "voice"] == 2
    assert found["centralino_webhook_seconds_count", "step"] == 3


def test_who_was_rung_and_did_not_confirm_is_no_conversation(housed: Housed) -> None:
    house = housed(FLOW)
    ringing = house.post(house.call().action, Digits="1")
    house.post(ringing.action, DialCallStatus="completed", DialBridged="false")
    assert told(house)["centralino_dial_results_total", SLUG, "unconfirmed"] == 1


def test_every_webhook_is_timed_and_no_strangers(housed: Housed) -> None:
    house = housed(FLOW)
    told_of = {**FORM, "RecordingSid": RECORDING, "RecordingStatus": "completed"}
    house.send("/voice/recordings?number=0577235501", told_of)
    house.send("/voice/status", {**FORM, "CallStatus": "completed"})
    house.send("/voice/status", FORM, token="another's")
    found = told(house)
    assert found["centralino_webhook_seconds_count", "recordings"] == 1
    assert found["centralino_webhook_seconds_count", "status"] == 1


def test_a_voicemail_is_an_ending(housed: Housed) -> None:
    house = housed(FLOW)
    mailbox = house.post(house.call().action, Digits="2")
    house.post(mailbox.action, RecordingSid=RECORDING, RecordingDuration="12")
    assert told(house)["centralino_call_endings_total", "voicemail", SLUG] == 1


def test_what_only_helped_a_caller_is_counted_as_a_fault(housed: Housed) -> None:
    house = housed(FLOW)
    assert told(house)["centralino_faults_total", "no flow"] == 0
    house.call("+390577235599")
    house.post("/voice/fallback", To=NUMBER, ErrorCode="11200")
    found = told(house)
    assert found["centralino_faults_total", "no flow"] == 1
    assert found["centralino_faults_total", "fallback"] == 1


def test_the_doctors_probes_are_no_calls(housed: Housed) -> None:
    house = housed(FLOW)
    house.post("/voice", To=NUMBER, CallSid=PROBE)
    assert ("centralino_calls_total", SLUG) not in told(house)
    assert house.notes.learned == []


def test_nobody_who_called_is_named(housed: Housed) -> None:
    house = housed(FLOW)
    ringing = house.post(house.call().action, Digits="1")
    house.post(ringing.action, DialCallStatus="busy")
    body = house.app.test_client().get("/metrics").get_data(as_text=True)
    assert CALLER.removeprefix("+39") not in body
    assert "0577235010" not in body  # a person's telephone


def test_flows_are_told_by_what_became_of_them(housed: Housed) -> None:
    found = told(housed(FLOW, **{"0577235502": "number: 12"}))
    assert found["centralino_flows", "served"] == 1
    assert found["centralino_flows", "failed"] == 1


def test_deliveries_are_told_by_state_and_the_queue_by_its_oldest(
    housed: Housed, tmp_path: Path
) -> None:
    house = housed(FLOW)
    now = house.clock()
    store = Store(house.settings.database_url)
    store.prepare()
    with store.writing() as session:
        for number, state in enumerate(
            (DeliveryState.WAITING, DeliveryState.WAITING, DeliveryState.DEAD)
        ):
            session.add(recording(number, state, now - timedelta(minutes=10 * (number + 1))))
    store.close()
    found = told(house)
    assert found["centralino_deliveries", "waiting"] == 2
    assert found["centralino_deliveries", "dead"] == 1
    assert found["centralino_queue_age_seconds",] == 1200
    assert found["centralino_database_up",] == 1


def recording(number: int, state: DeliveryState, at: datetime) -> Recording:
    return Recording(
        sid=f"RE{number:032x}",
        call_sid=f"CA{number:032x}",
        number=SLUG,
        taken_at=at.astimezone(UTC),
        due_at=at,
        patience_until=at,
        state=state,
    )


def test_without_its_database_the_rest_is_told_all_the_same(housed: Housed) -> None:
    house = housed(FLOW)
    store = Store(house.settings.database_url)
    store.prepare()
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE recipients"))
        connection.execute(text("DROP TABLE recordings"))
    store.close()
    house.call()
    found = told(house)
    assert found["centralino_database_up",] == 0
    assert found["centralino_calls_total", SLUG] == 1


def test_a_latency_is_counted_in_every_bucket_above_it() -> None:
    meter = Meter()
    for seconds in (LATENCY[0], LATENCY[0] * 1.5, LATENCY[-1] + 1):
        meter.webhook(SLUG, "", seconds, None)
    taken = meter.total().seconds["voice"]
    assert taken[:2] == [1, 1]
    assert taken[-2] == 1
    assert taken[-1] == pytest.approx(LATENCY[0] * 2.5 + LATENCY[-1] + 1)


def test_no_count_is_lost_between_threads() -> None:
    meter = Meter()

    def count() -> None:
        for _ in range(2000):
            meter.webhook(SLUG, "", 0.001, Ending.INFORMATION)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meter.total().counts["calls", SLUG] == 8000
    assert sum(meter.total().seconds["voice"][:-1]) == 8000


def test_whoever_asks_while_a_process_writes_gets_whole_counts(tmp_path: Path) -> None:
    Ledger(tmp_path).clear()
    meter, faults = Meter(tmp_path), []

    def ask() -> None:
        for _ in range(200):
            meter.webhook(SLUG, "", 0.001, None)
            try:
                meter.total()
            except (OSError, ValueError) as error:
                faults.append(error)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert meter.total().counts["calls", SLUG] == 800
    meter.close()


def test_the_counts_of_processes_that_are_no_more_stay(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    ledger.clear()
    for process, calls in ((1, 3), (2, 4), (3, 5)):
        tally = Tally()
        tally.counts["calls", SLUG] = calls
        tally.observe("voice", 0.002)
        ledger.write(process, tally)
    for process in (1, 2, 99):
        ledger.fold(process)
        assert ledger.total().counts["calls", SLUG] == 12
    assert len(list((tmp_path / "ledger").glob("*.json"))) == 2
    assert sum(ledger.total().seconds["voice"][:-1]) == 3
    ledger.clear()
    assert not ledger.total().counts


def test_a_process_tells_of_another_one(tmp_path: Path) -> None:
    Ledger(tmp_path).clear()
    other = Tally()
    other.counts["calls", SLUG] = 5
    Ledger(tmp_path).write(1, other)
    meter = Meter(tmp_path)
    meter.webhook(SLUG, "", 0.001, None)
    assert meter.total().counts["calls", SLUG] == 6
    meter.close()
