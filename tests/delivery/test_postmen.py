"""Handing mail over: TLS, passwords, kept connections, a bound, and files without a server."""

import re
import smtplib
import socket
import ssl
import subprocess
import time
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from standins.mailserver import PASSWORD, USER, MailServer, authenticator, mail_server

from centralino.core.input_errors import InputError
from centralino.delivery.channels.email.message import ComposedMail
from centralino.delivery.channels.email.postman import MailError, MessageTooLargeError, Outbox
from centralino.delivery.channels.email.smtp import (
    Pace,
    SmtpLine,
    SmtpPostman,
    by_address,
    dotted,
    none_handed_over,
    of_data,
    quote_server,
    server_from,
)
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.job import AddressAnswer, Fate

from .office import QUICK

TO = ("urp@example.org",)
SENDER = "centralino@example.org"
REQUEST = (
    *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
    *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
)


def note(name: str = "one", size: int = 0) -> ComposedMail:
    written = EmailMessage(policy=SMTP)
    written["Message-ID"] = f"<{name}@example.org>"
    written.set_content("Buongiorno " + "x" * size)
    return ComposedMail(written["Message-ID"], written.as_bytes())


def post(postman: SmtpPostman, message: ComposedMail) -> dict[str, AddressAnswer]:
    with postman.line() as line:
        return line.send(SENDER, TO, message)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        [*REQUEST, "-keyout", file, "-out", f"{file}.crt"],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=f"{certificate}.crt")


def with_user(url: str, password: str = PASSWORD) -> str:
    return url.replace("//", f"//{USER}:{password}@")


def test_a_password_is_told_over_starttls_only(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with mail_server(tls_context=tls, authenticator=authenticator, auth_required=True) as server:
        postman = SmtpPostman(server_from(with_user(server.url)), QUICK, trust)
        assert post(postman, note()) == {TO[0]: AddressAnswer(Fate.ACCEPTED)}
        postman.close()
    with mail_server() as plain:
        postman = SmtpPostman(server_from(with_user(plain.url)), QUICK, trust)
        with pytest.raises(MailError, match="STARTTLS"):
            post(postman, note())
        assert plain.taken == []


def test_an_expired_password_passes_with_time(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with mail_server(tls_context=tls, authenticator=authenticator, auth_required=True) as server:
        postman = SmtpPostman(server_from(with_user(server.url, "old")), QUICK, trust)
        with pytest.raises(MailError, match="535"):
            post(postman, note())


def test_a_server_with_a_certificate_of_its_own_making_is_not_trusted(
    tls: ssl.SSLContext,
) -> None:
    with mail_server(tls_context=tls) as server:
        postman = SmtpPostman(server_from(server.url), QUICK)
        with pytest.raises(MailError, match="CERTIFICATE"):
            post(postman, note())
        assert server.taken == []


def test_smtps_is_tls_from_the_first_byte(tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with mail_server(ssl_context=tls) as server:
        url = server.url.replace("smtp://", "smtps://")
        postman = SmtpPostman(server_from(url), QUICK, trust)
        assert post(postman, note()) == {TO[0]: AddressAnswer(Fate.ACCEPTED)}
        postman.close()


def test_a_batch_goes_over_one_connection(post_office: MailServer) -> None:
    postman = SmtpPostman(server_from(post_office.url), replace(QUICK, a_connection=10))
    for number in range(20):
        post(postman, note(str(number)))
    postman.close()
    assert (len(post_office.taken), post_office.connections) == (20, 2)


def test_a_connection_that_was_lost_meanwhile_is_made_anew(post_office: MailServer) -> None:
    postman = SmtpPostman(server_from(post_office.url), QUICK)
    post(postman, note("one"))
    post_office.hang_up()
    post(postman, note("two"))
    postman.close()
    assert len(post_office.taken) == 2


@pytest.fixture
def post_office(post: MailServer) -> MailServer:
    return post


def test_a_message_above_the_servers_own_limit_is_not_even_sent() -> None:
    with mail_server(data_size_limit=1000) as server:
        postman = SmtpPostman(server_from(server.url), QUICK)
        with pytest.raises(MessageTooLargeError):
            post(postman, note(size=2000))
        postman.close()
        assert server.taken == []


def test_no_more_messages_pass_a_minute_than_are_allowed() -> None:
    pace = Pace(600)  # ten a second, after a burst of ten
    started = time.monotonic()
    for _ in range(15):
        pace.take()
    assert 0.4 < time.monotonic() - started < 1.0


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        *((code, Fate.REFUSED) for code in (500, 550, 553, 599)),
        *((code, Fate.DEFERRED) for code in (450, 499, 530, 552, 600)),
    ],
)
def test_only_what_speaks_of_the_mailbox_is_for_good(code: int, fate: Fate) -> None:
    assert of_data(smtplib.SMTPDataError(code, b"no")) == AddressAnswer(fate, f"{code} no")
    answers = by_address(["a@example.org", "b@example.org"], {"a@example.org": (code, b"no")})
    assert answers["a@example.org"] == AddressAnswer(fate, f"{code} no")
    assert answers["b@example.org"].fate is Fate.ACCEPTED


@pytest.mark.parametrize(
    ("code", "text", "too_large"),
    [
        (552, "5.3.4 Message size exceeds fixed limit", True),
        (552, "5.2.3 for this mailbox", True),
        (552, "Message too big", True),
        (552, "5.2.2 mailbox full, its size is used up", False),
        (552, "Requested action aborted", False),
        (550, "5.3.4 Message too large", False),
    ],
)
def test_a_message_too_large_is_told_from_a_mailbox_that_is_full(
    code: int, text: str, too_large: bool
) -> None:
    error = smtplib.SMTPDataError(code, text.encode())
    if too_large:
        with pytest.raises(MessageTooLargeError, match=re.escape(text)):
            of_data(error)
    else:
        assert of_data(error).why == f"{code} {text}"


def test_where_no_message_followed_nobody_has_it() -> None:
    """A server that closes names one address, and says why for all."""
    answers = none_handed_over(
        ("a@example.org", "b@example.org", "c@example.org"),
        {"b@example.org": (421, b"closing"), "c@example.org": (550, b"no such user")},
    )
    assert answers == {
        "a@example.org": AddressAnswer(Fate.DEFERRED, "421 closing"),
        "b@example.org": AddressAnswer(Fate.DEFERRED, "421 closing"),
        "c@example.org": AddressAnswer(Fate.REFUSED, "550 no such user"),
    }


def test_a_server_s_words_are_told_short_on_one_line_and_without_addresses() -> None:
    assert quote_server(b"5.1.1 <a@example.org>:\r\n  unknown \xff") == "5.1.1 … unknown \ufffd"
    assert quote_server(smtplib.SMTPDataError(550, b"no")) == "550 no"
    assert quote_server(TimeoutError()) == "no answer in time"
    assert quote_server("x" * 500) == "x" * 160


def test_a_server_is_read_from_its_url() -> None:
    server = server_from("smtp://us%40er:p%3Ass@mail.example.org")
    assert (server.host, server.port, server.user, server.password) == (
        "mail.example.org",
        587,
        "us@er",
        "p:ss",
    )
    assert server_from("smtps://mail.example.org").port == 465
    assert server_from("smtp://mail.example.org?starttls=required").needs_tls


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_what_is_no_mail_server_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(InputError, match="SMTP_URL"):
        server_from(url)


def test_without_a_server_a_mail_is_a_whole_file(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "var" / "outbox")
    for _ in range(2):
        with outbox.line() as line:
            assert line.send(SENDER, TO, note()) == {TO[0]: AddressAnswer(Fate.ACCEPTED)}
    assert [file.name for file in outbox.folder.iterdir()] == ["one@example.org.eml"]
    assert b"Buongiorno" in (outbox.folder / "one@example.org.eml").read_bytes()


def test_a_full_disk_passes_with_time_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    outbox = Outbox(tmp_path)
    with outbox.line() as line, pytest.raises(MailError, match="the disk is full"):
        line.send(SENDER, TO, note())
    assert list(tmp_path.iterdir()) == []


def test_a_delay_doubles_up_to_its_end_and_is_spread() -> None:
    limits = DeliveryLimits()
    assert 22 <= limits.wait(1) <= 38
    assert 44 <= limits.wait(2) <= 76
    assert 5400 <= limits.wait(50) <= 9000
    assert len({limits.wait(3) for _ in range(10)}) > 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_says_nothing_is_not_waited_for(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"
        postman = SmtpPostman(server_from(url), replace(QUICK, smtp=0.2))
        begun = time.monotonic()
        with pytest.raises(MailError, match="could not be used"):
            post(postman, note())
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (b"", b"\r\n.\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b"a\r\n", b"a\r\n.\r\n"),
        (b".a\r\n.\r\n..b", b"..a\r\n..\r\n...b\r\n.\r\n"),
    ],
)
def test_a_message_ends_with_a_dot_alone_and_no_other_line_is_one(
    written: bytes, sent: bytes
) -> None:
    assert dotted(written) == sent


@pytest.mark.parametrize(("offered", "fits"), [("0", True), ("", True), ("9", False), ("10", True)])
def test_a_message_is_measured_by_the_size_that_the_server_offers(offered: str, fits: bool) -> None:
    server = smtplib.SMTP()
    server.esmtp_features = {"size": offered} if offered else {}
    line = SmtpLine(server, Pace(60))
    mail = ComposedMail("<1@example.org>", b"x" * 10)
    with pytest.raises(MailError) as raised:
        line.send(SENDER, TO, mail)
    assert isinstance(raised.value, MessageTooLargeError) is not fits


def test_of_a_burst_ten_pass_at_once_and_then_one_after_the_other() -> None:
    pace, begun = Pace(600), time.monotonic()
    for _ in range(10):
        pace.take()
    assert time.monotonic() - begun < 0.1
    for _ in range(3):
        pace.take()
    assert time.monotonic() - begun >= 0.2
