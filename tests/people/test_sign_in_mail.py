"""The mail with the link: to whom, saying what, and to nobody else."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from delivery.office import QUICK
from pydantic import SecretStr

from centralino.core.settings import Settings
from centralino.delivery.delivery_services import DeliveryServices, make_delivery_services
from centralino.delivery.job_runner import JobRunner
from centralino.people.people_jobs import forget_over, people_jobs
from centralino.people.sign_in_by_mail import VALID, LinkState, MailSignIn
from centralino.store.store import Store

from .test_roles import loaded
from .test_sign_in_by_mail import HERE, NOW, by_mail, requests

KEY = "k" * 32
URL = "https://centralino.example.org"


@pytest.fixture
def work(quick: Store, tmp_path: Path) -> DeliveryServices:
    limits = replace(QUICK, outbox=Path("outbox"))
    book = loaded(tmp_path / "flows").house.directory
    settings = Settings(database_url=quick.url)
    return make_delivery_services(settings, lambda: book, limits, quick)


def run(
    work: DeliveryServices, folder: Path, at: datetime = NOW, key: str = KEY
) -> list[EmailMessage]:
    """What was asked for, as a worker would send it, and the outbox after that."""
    settings = Settings(public_url=URL, secret_key=SecretStr(key), twilio_auth_token=SecretStr("x"))
    house = loaded(folder / "flows").house
    jobs = people_jobs(work, lambda: house, settings)
    errands = JobRunner(work, lambda: at, jobs)
    for found in work.dispatch.client.list_workflows(status=["ENQUEUED", "DELAYED"]):
        queued: dict[str, Any] = dict(found.input or {})
        kind, name, attempt, turn = queued["args"]
        errands.settle(kind, name, attempt, turn, errands.send(kind, name, attempt, turn))
    files = sorted(work.limits.outbox.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_whoever_has_a_role_gets_a_link_that_signs_in(
    quick: Store, work: DeliveryServices, tmp_path: Path
) -> None:
    desk = by_mail(quick)
    desk.ask("URP@example.org", HERE, NOW)
    (mail,) = run(work, tmp_path)
    assert [each.addr_spec for each in mail["To"].addresses] == ["urp@example.org"]
    assert mail["Subject"] == "Accesso al centralino"
    assert "fino alle 11:15" in " ".join(text(mail).split())
    link = re.search(rf"{URL}/sign-in/link/(\w+)/(\w+)", text(mail))
    assert link is not None
    assert desk.use_link(link[1], link[2], HERE.browser, NOW) == "urp@example.org"


def test_the_mail_is_in_the_readers_language(
    quick: Store, work: DeliveryServices, tmp_path: Path
) -> None:
    by_mail(quick).ask("urp@example.org", replace(HERE, language="en"), NOW)
    (mail,) = run(work, tmp_path)
    assert mail["Subject"] == "Signing in to the switchboard"


@pytest.mark.parametrize("address", ["nobody@elsewhere.org", "library@elsewhere.org"])
def test_nobody_without_a_role_is_written_to_and_nothing_is_tried_again(
    quick: Store, work: DeliveryServices, tmp_path: Path, address: str
) -> None:
    assert by_mail(quick).ask(address, HERE, NOW)
    assert run(work, tmp_path) == []
    queued = work.dispatch.client.list_workflows(status=["ENQUEUED", "DELAYED"])
    assert len(queued) == 1  # the one try, which the test ran by hand


def test_a_link_is_not_sent_once_it_is_too_old_or_used(
    quick: Store, work: DeliveryServices, tmp_path: Path
) -> None:
    desk = by_mail(quick)
    desk.ask("urp@example.org", HERE, NOW)
    assert run(work, tmp_path, NOW + VALID) == []


def test_a_worker_without_the_key_sends_no_link_and_says_so(
    quick: Store,
    work: DeliveryServices,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    by_mail(quick).ask("urp@example.org", HERE, NOW)
    assert run(work, tmp_path, key="") == []


def test_the_worker_forgets_who_asked_and_sessions_that_ended(
    quick: Store, work: DeliveryServices
) -> None:
    desk: MailSignIn = by_mail(quick)
    desk.ask("urp@example.org", HERE, NOW)
    key = requests(quick)[0].key
    assert desk.look_at(key, "", HERE.browser, NOW).state is LinkState.OVER
    forget_over(work, NOW + timedelta(minutes=59))
    assert len(requests(quick)) == 1
    forget_over(work, NOW + timedelta(hours=1))
    assert requests(quick) == []
