"""What the doctor finds is told in one language whole, on the screen and in its mail."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from delivery.office import bench, settings
from standins.twilio_api import Reply
from support.house import at
from support.marked_texts import MARKED, english_left

from centralino.cli import main
from centralino.core.clock import utc_now
from centralino.core.texts import _, in_force, reading
from centralino.delivery.channels.email.typesetting import as_text
from centralino.delivery.job import Try
from centralino.doctor.daily import DailyRound
from centralino.doctor.examination import Report
from centralino.doctor.finding import wrong
from centralino.doctor.screen import summary
from centralino.languages.readers import reading_in
from centralino.store.models import DeliveryState, WorkerRecord
from centralino.twilio.complaints import COMPLAINTS

from .conftest import TAXES, URP, Installation, beating, only
from .test_examination import keep, rang, set_up


def untold(report: Report) -> list[str]:
    """The words of its sentences that were looked up in no catalogue."""
    said = [text for each in report.findings for text in (each.told, each.remedy)]
    return [word for text in (*said, summary(report)) for word in english_left(text)]


def test_what_works_is_told_in_the_readers_language(running: Installation) -> None:
    set_up(running)
    with beating(running.store), reading(MARKED):
        report = running.examine()
    assert report.is_well
    assert untold(report) == []


def test_what_does_not_work_is_told_in_the_readers_language(site: Installation) -> None:
    site.book.own(TAXES, "+390577999999", "urp")
    site.flow("0577235503", "number: 1\n")
    site.flow("0577235504", 'number: "0577 235504"\noffice: X\nemail: "webhook:https://x.org/a"\n')
    keep(site, DeliveryState.WAITING, utc_now() - timedelta(hours=5))
    with site.store.writing() as session:
        session.add(WorkerRecord(id="dead", beat=7))
    rang(site, "failed", "failed", "failed")
    with reading(MARKED):
        report = site.examine(twilio_region="ie1", fallback_url="http://127.0.0.1:9")
    assert len({each.id for each in report.findings}) > 12
    problems = [each.told for each in report.findings if each.id == "flows"]
    assert [word for word in untold(report) if word not in english_left(" ".join(problems))] == []


def test_every_complaint_of_twilios_is_told_in_the_readers_language(site: Installation) -> None:
    for code in (13999, *COMPLAINTS):
        site.book.alert(code, f"{site.settings.public_url}/voice")
    with reading(MARKED):
        assert untold(site.examine()) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 503])
def test_what_twilio_refuses_is_told_in_the_readers_language(
    site: Installation, status: int
) -> None:
    site.book.api.outage = Reply(status, b'{"code": 1, "message": ""}')
    with reading(MARKED):
        report = site.examine()
    assert untold(report) == []


def test_in_italian_one_and_several_are_told_apart(site: Installation) -> None:
    site.book.own(URP, TAXES)
    keep(site, DeliveryState.DEAD, utc_now())
    with reading(reading_in("it")):
        report = site.examine()
        assert only(report, "flows").told == "2 numeri in servizio"
        told = only(report, "deliveries.dead").told
    assert told == "1 messaggio vocale non consegnato: non si prova più"


def test_the_daily_mail_is_examined_in_the_organisations_language(site: Installation) -> None:
    made = bench(settings(site.settings.database_url, None, site.post.url)).means
    found = DailyRound(
        made, lambda now: Report(now, (wrong("flows", _("no number is served"), ""),))
    )
    try:
        parcel = found.parcel(Try("2026-11-23", 1, "", at("2026-11-23 07:00"), 60.0))
    finally:
        made.close()
    assert parcel is not None
    assert "nessun numero è in servizio" in as_text(parcel.write().letter)
    assert in_force().language == "en"


@pytest.mark.parametrize(
    ("language", "told"),
    [("it", "scade tra 12 giorni"), ("en", "12 days left")],
)
def test_the_example_of_its_mail_is_in_the_mails_language(language: str, told: str) -> None:
    with reading(in_force()):
        shown = CliRunner(env={"FLOWS_DIR": "flows"}).invoke(
            main, ["mail", "preview", "doctor", "--language", language]
        )
    assert shown.exit_code == 0, shown.output
    assert told in shown.output
    assert "set SMTP_URL anew" not in shown.output
