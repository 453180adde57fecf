import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from pydantic import SecretStr
from sqlalchemy import text
from standins.account_api import SETTABLE
from standins.twilio_api import Reply

from centralino.cli import main
from centralino.core.clock import utc_now
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.doctor.finding import Health
from centralino.flows.switches import Notice, Switches
from centralino.languages.prompts import Prompt
from centralino.store.models import CallRecord, DeliveryState, Recording, WorkerRecord
from centralino.twilio.wanted import want_settings

from .conftest import TAXES, URP, Installation, beating, only, wrongs


def set_up(site: Installation) -> None:
    """The account's numbers as they should be."""
    site.book.own(URP, TAXES)
    for number in (URP, TAXES):
        goal = want_settings(site.settings)(number.removeprefix("+39"))
        site.book.number(number).update({SETTABLE[name]: then for name, then in goal.items()})


def test_all_is_well_where_everything_works(running: Installation) -> None:
    set_up(running)
    with beating(running.store):
        report = running.examine()
    assert report.is_well
    assert [each.id for each in report.of(Health.DOUBTFUL)] == ["settings.public_url"]
    assert only(report, "greetings").told == "2 numbers called: each answers with its own words"
    assert only(report, "numbers").told == "2 numbers in step"
    assert only(report, "workers").told == "1 at work"
    assert only(report, "alerts").mark is Health.WELL
    assert running.post.taken == []


def test_a_database_that_is_behind_is_told_with_its_remedy(site: Installation) -> None:
    with site.store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    found = only(site.examine(), "database")
    assert found.mark is Health.WRONG
    assert found.remedy == "run `centralino db upgrade`"


def test_without_a_database_the_rest_is_examined_all_the_same(site: Installation) -> None:
    report = site.examine(database_url="sqlite:////nowhere/at/all.sqlite3")
    assert only(report, "workers").mark is Health.SKIPPED
    assert only(report, "deliveries").mark is Health.SKIPPED
    assert only(report, "mail").mark is Health.WELL


def test_a_worker_that_fell_silent_is_not_at_work(site: Installation) -> None:
    with site.store.writing() as session:
        session.add(WorkerRecord(id="dead", beat=7))
    found = only(site.examine(), "workers")
    assert found.mark is Health.WRONG
    assert "no worker is at work: 1 fell silent" in found.told


@pytest.mark.parametrize(
    ("age", "mark"),
    [("1 min", Health.WELL), ("20 min", Health.DOUBTFUL), ("5 h 0 min", Health.WRONG)],
)
def test_voicemails_that_wait_for_long_are_told(site: Installation, age: str, mark: Health) -> None:
    minutes = {"1 min": 1, "20 min": 20, "5 h 0 min": 300}[age]
    now = utc_now()
    keep(site, DeliveryState.WAITING, now - timedelta(minutes=minutes))
    report = site.examine(now)
    found = only(report, "deliveries" if mark is Health.WELL else "deliveries.queue")
    assert found.mark is mark
    assert mark is Health.WELL or age in found.told


def test_a_dead_voicemail_is_told_with_how_to_revive_it(site: Installation) -> None:
    keep(site, DeliveryState.DEAD, utc_now())
    found = only(site.examine(), "deliveries.dead")
    assert "1 voicemail could not be delivered" in found.told
    assert "centralino voicemail retry --dead" in found.remedy


def keep(site: Installation, state: DeliveryState, at: datetime) -> None:
    with site.store.writing() as session:
        session.add(
            Recording(
                sid="RE" + "1" * 32,
                call_sid="CA" + "1" * 32,
                number="0577235501",
                taken_at=at,
                due_at=at,
                patience_until=at,
                state=state,
            )
        )


def rang(site: Installation, *outcomes: str) -> None:
    """Calls, a minute apart, that rang one telephone with these outcomes, the newest last."""
    start = utc_now() - timedelta(hours=2)
    with site.store.writing() as session:
        for n, outcome in enumerate(outcomes):
            at = start + timedelta(minutes=n)
            passages = f"office.{outcome}@0577235010"
            call = CallRecord(sid=f"CA{n:032x}", number="0577235502", started_at=at, heard_at=at)
            call.trail = passages
            session.add(call)


@pytest.mark.parametrize(
    ("outcomes", "dead"),
    [
        (["completed", "failed", "failed", "failed"], True),
        (["failed", "failed", "failed", "canceled"], True),
        (["failed", "failed", "busy", "failed", "failed"], False),
        (["failed", "failed", "failed", "no-answer"], False),
        (["failed", "failed"], False),
    ],
)
def test_a_telephone_that_failed_the_last_three_times_is_dead(
    site: Installation, outcomes: list[str], dead: bool
) -> None:
    rang(site, *outcomes)
    found = only(site.examine(), "telephones")
    assert (found.mark is Health.WRONG) is dead
    assert ("0577235010 failed the last 3 times, rung by 0577235502" in found.told) is dead


def test_the_mail_server_is_asked_and_nothing_is_sent(site: Installation) -> None:
    assert only(site.examine(), "mail").told == "the server takes our credentials"
    assert site.post.connections == 1
    assert site.post.taken == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://user:s3cret@127.0.0.1:{port}", "the server offers no STARTTLS"),
        ("smtp://127.0.0.1:9", "the mail server could not be used"),
        ("mail.example.org", "SMTP_URL: expected smtp://user:password@host:587"),
    ],
)
def test_a_mail_server_that_cannot_be_used_is_told(site: Installation, url: str, told: str) -> None:
    found = only(site.examine(smtp_url=url.format(port=site.post.port)), "mail")
    assert found.mark is Health.WRONG
    assert told in found.told
    assert "s3cret" not in found.told


def test_mails_that_stay_as_files_are_doubtful(site: Installation) -> None:
    assert only(site.examine(smtp_url=""), "mail").mark is Health.DOUBTFUL


def test_a_webhook_that_could_not_be_signed_is_told(site: Installation) -> None:
    hook = "webhook:https://tickets.example.org/hook/s3cret"
    site.flow("0577235501", f'number: "0577 235501"\nemail: [urp@example.org, "{hook}"]\n')
    found = only(site.examine(), "webhooks")
    assert found.mark is Health.WRONG
    assert found.told.startswith("WEBHOOK_KEY is not set")
    keyed = site.examine(webhook_key=SecretStr("a long random text"))
    assert "webhooks" not in {each.id for each in keyed.findings}


def test_flow_errors_are_told_and_the_rest_counted(site: Installation) -> None:
    for n in range(7):
        site.flow(f"057723552{n}", "number: 12\n")
    told = [each.told for each in site.examine().findings if each.id == "flows"]
    assert "057723552" in told[0]
    assert told[-1] == "and 2 further errors in flow files"
    assert len(told) == 6


VOICED = (
    "organisation: Ateneo\nmail: {from: a@example.org, helpdesk: b@example.org}\nvoices: {it: %s}\n"
)


@pytest.mark.parametrize(
    ("name", "region", "mark"),
    [
        ("Polly.Bianca-Generative", "ie1", Health.WRONG),
        ("Google.it-IT-Chirp3-HD-Bianca", "", Health.DOUBTFUL),
        ("Polly.Bianca-Generative", "", None),
        ("Polly.Bianca-Neural", "ie1", None),
    ],
)
def test_a_voice_that_fails_calls_is_told(
    site: Installation, name: str, region: str, mark: Health | None
) -> None:
    (site.folder / "flows" / "centralino.yaml").write_text(VOICED % name)
    report = site.examine(twilio_region=region, twilio_edge="dublin" if region else "")
    found = [each for each in report.findings if each.id == "flows.voices"]
    assert [each.mark for each in found] == ([mark] if mark else [])
    assert all(name in each.told and each.remedy for each in found)


def test_revoked_credentials_a_trial_and_a_suspension_are_told(site: Installation) -> None:
    site.book.kind = "Trial"
    assert only(site.examine(), "account").mark is Health.DOUBTFUL
    site.book.status = "suspended"
    assert only(site.examine(), "account").told == "the account is suspended"
    site.book.api.outage = Reply(401, b'{"code": 20003, "message": "Authenticate"}')
    found = only(site.examine(), "account")
    assert found.mark is Health.WRONG
    assert "a token that was revoked" in found.remedy


def test_numbers_out_of_step_are_told_each_by_its_trouble(site: Installation) -> None:
    site.book.own(URP, "+390577999999", "urp")
    site.book.number(URP)["trunk_sid"] = "TK" + "c" * 32
    report = site.examine()
    assert only(report, "numbers.changed").told.endswith("0577235501")
    assert only(report, "numbers.shadowed").mark is Health.WRONG
    assert only(report, "numbers.missing").told.endswith("0577235502")
    assert only(report, "numbers.odd").told.endswith(": urp")
    assert only(report, "numbers.strangers").told.endswith("+390577999999")


def test_twilios_errors_are_grouped_by_number(site: Installation) -> None:
    url = f"{site.settings.public_url}/voice"
    known, unknown, lost = ("CA" + digit * 32 for digit in "123")
    rang(site)
    with site.store.writing() as session:
        at = utc_now()
        session.add(CallRecord(sid=known, number="0577235502", started_at=at, heard_at=at))
    site.book.api.calls[unknown] = {"to": TAXES}
    for call in (known, known, unknown, lost):
        site.book.alert(11200, url, call)
    site.book.alert(13224, f"{url}/0577235501/office?n=2")
    site.book.alert(30003, url)  # of a text message
    site.book.alert(11200, url, known, at=utc_now() - timedelta(days=3))
    told = [each.told for each in site.examine().findings if each.id == "alerts"]
    assert [line.partition(";")[0] for line in told] == [
        "0577235502: 3 × error 11200, our answer could not be fetched",
        "0577235501: 1 × error 13224, a number that was rung is not valid, or not served",
        "unknown number: 1 × error 11200, our answer could not be fetched",
    ]


@pytest.mark.parametrize("code", [12200, 13214, 13223, 13511, 13520, 13521])
def test_what_twilio_only_warns_of_is_told_too(site: Installation, code: int) -> None:
    site.book.alert(code, f"{site.settings.public_url}/voice/0577235501/office", level="warning")
    found = only(site.examine(), "alerts")
    assert found.told.startswith(f"0577235501: 1 × warning {code}, ")
    assert found.remedy.endswith(f"; twilio.com/docs/api/errors/{code}")
    # A verb that is left out harms nobody that we know of; a call that fails does.
    assert found.mark is (Health.DOUBTFUL if code == 12200 else Health.WRONG)


def test_an_unknown_warning_is_doubtful_and_an_unknown_error_wrong(site: Installation) -> None:
    url = f"{site.settings.public_url}/voice"
    site.book.alert(13999, url, level="warning")
    site.book.alert(13998, url)
    site.book.alert(13997, url, level="notice")
    found = [each for each in site.examine().findings if each.id == "alerts"]
    assert {each.told.split(",")[0]: each.mark for each in found} == {
        "unknown number: 1 × warning 13999": Health.DOUBTFUL,
        "unknown number: 1 × error 13998": Health.WRONG,
    }
    assert {each.remedy for each in found} == {
        "twilio.com/docs/api/errors/13999",
        "twilio.com/docs/api/errors/13998",
    }


def test_errors_and_warnings_are_told_together_on_every_page(site: Installation) -> None:
    url = f"{site.settings.public_url}/voice/0577235501/office"
    for minute, level in enumerate(["error", "warning"] * 4):
        moment = utc_now() - timedelta(minutes=minute)
        site.book.alert(13520, url, at=moment, level=level)
    told = [each.told for each in site.examine().findings if each.id == "alerts"]
    assert sorted(line.partition(",")[0] for line in told) == [
        "0577235501: 4 × error 13520",
        "0577235501: 4 × warning 13520",
    ]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (11220, "the connection was broken off while TLS was agreed on"),
        (11235, "the certificate is for another domain"),
        (11236, "the certificate has expired"),
        (11237, "no authority that Twilio knows"),
    ],
)
def test_each_fault_of_a_certificate_is_told_apart(
    site: Installation, code: int, meaning: str
) -> None:
    site.book.alert(code, f"{site.settings.public_url}/voice")
    assert meaning in only(site.examine(), "alerts").told


def test_a_monitor_that_does_not_answer_is_doubtful_only(site: Installation) -> None:
    site.book.before["GET Alerts"] = [Reply(500)]
    assert only(site.examine(), "alerts").mark is Health.DOUBTFUL


def test_an_app_that_is_not_there_is_told_once(site: Installation) -> None:
    report = site.examine(public_url="http://127.0.0.1:9")
    assert only(report, "public_url").mark is Health.WRONG
    assert "greetings" not in [each.id for each in report.findings]


def test_an_app_that_has_not_loaded_the_newest_flow_is_told(running: Installation) -> None:
    running.flow("0577235501", 'number: "0577 235501"\noffice: Nuovo Ufficio\n')
    found = only(running.examine(), "greetings")
    assert found.mark is Health.DOUBTFUL
    assert "0577235501: says “" in found.told
    assert "centralino reload" in found.remedy


def test_a_notice_in_force_is_expected_to_be_heard(running: Installation) -> None:
    now = utc_now()
    notice = Notice(Prompt({"it": "Oggi sciopero"}), now, now + timedelta(hours=1))
    report = running.examine(now, switches=lambda: Switches((notice,)))
    doubts = [each for each in report.findings if each.id == "greetings"]
    assert len(doubts) == 2  # the app does not say it


def test_another_token_in_the_app_is_told_once_for_all_numbers(running: Installation) -> None:
    found = running.examine(twilio_auth_token=SecretStr("another"))
    assert only(found, "greetings").told == "every number: our signature is refused"


def test_a_check_that_fails_is_a_finding_and_stops_no_other(
    site: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("centralino.doctor.flow_checks.check_settings", broken)
    report = site.examine()
    assert only(report, "settings").told == "this check itself failed: ZeroDivisionError"
    assert only(report, "mail").mark is Health.WELL


def test_the_command_prints_a_screen_and_exits_with_1_when_something_is_wrong(
    site: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = DeliveryLimits(beat=0.01)
    monkeypatch.setattr("centralino.services.DeliveryLimits", lambda: quick)
    monkeypatch.setenv("FLOWS_DIR", str(site.settings.flows_dir))
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:9")
    shown = CliRunner().invoke(main, ["doctor"])
    assert shown.exit_code == 1
    assert "NO  workers             no worker is at work" in shown.stdout
    assert "→ start one: `centralino worker`" in shown.stdout
    assert all(len(line) <= 110 for line in shown.stdout.splitlines())
    told = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).stdout)
    assert told["well"] is False
    assert {
        "id": "account",
        "mark": "skipped",
        "told": "no account is configured",
        "remedy": "",
    } in (told["findings"])


def test_every_wrong_finding_has_a_remedy(site: Installation) -> None:
    site.book.api.outage = Reply(500)
    report = site.examine(smtp_url="smtp://127.0.0.1:9", public_url="http://127.0.0.1:9")
    assert len(wrongs(report)) >= 4
    assert all(each.remedy for each in report.of(Health.WRONG, Health.DOUBTFUL))
