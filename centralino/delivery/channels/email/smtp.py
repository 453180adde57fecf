"""Mail by SMTP: TLS or STARTTLS, authentication, connections kept for the next message."""

import re
import smtplib
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from centralino.core.input_errors import input_error
from centralino.core.os_errors import explain_os_error
from centralino.core.texts import N_, _
from centralino.delivery.channels.email.message import ComposedMail
from centralino.delivery.channels.email.postman import MailError, MessageTooLargeError
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.job import AddressAnswer, Fate

NOT_USED = N_("the mail server could not be used: {why}")
NOT_HANDED_OVER = N_("not handed over: {why}")
NO_TLS = N_("the server offers no STARTTLS, without which no password is sent")
TOO_LARGE_FOR_IT = N_("the mail server takes no message so large")
PORTS = {"smtp": 587, "smtps": 465}
PASSING = (530, 552)  # no password given, a mailbox that is full: 5xx, and yet not for good
# Not a mailbox that is full (5.2.2), whose words often speak of its size.
TOO_LARGE = re.compile(
    r"^(?!.*\b5\.2\.2\b).*(\b5\.(3\.4|2\.3)\b|too (large|big)|size)", re.IGNORECASE
)


@dataclass(frozen=True)
class Server:
    """A mail server, as its URL says.

    `smtp://` speaks STARTTLS wherever the server offers it, and insists on it before a password is
    told; `smtp://…?starttls=required` always insists. `smtps://` is TLS from the first byte.
    """

    host: str
    port: int
    implicit_tls: bool
    user: str
    password: str
    insists: bool

    @property
    def needs_tls(self) -> bool:
        return self.insists or bool(self.user)


def server_from(url: str) -> Server:
    """Raises InputError."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise input_error(_("SMTP_URL: expected smtp://user:password@host:587 or smtps://…"))
    return Server(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        "starttls=required" in parts.query,
    )


class SmtpPostman:
    """Keeps the connections of one process; as many as messages are under way at once."""

    def __init__(
        self, server: Server, limits: DeliveryLimits, trust: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._limits = limits
        self._trust = trust or ssl.create_default_context()
        self._pace = Pace(limits.a_minute)
        self._free: LifoQueue[SmtpLine] = LifoQueue()

    @contextmanager
    def line(self) -> Iterator["SmtpLine"]:
        line = self._kept() or self._opened()
        try:
            yield line
        except BaseException:
            line.close()
            raise
        line.used_at = time.monotonic()
        if line.messages >= self._limits.a_connection:
            line.close()
        else:
            self._free.put(line)

    def close(self) -> None:
        while line := self._idle():
            line.close()

    def _kept(self) -> "SmtpLine | None":
        while line := self._idle():
            if time.monotonic() - line.used_at < self._limits.idle and line.is_alive():
                return line
            line.close()
        return None

    def _idle(self) -> "SmtpLine | None":
        try:
            return self._free.get_nowait()
        except Empty:
            return None

    def _opened(self) -> "SmtpLine":
        try:
            return SmtpLine(self._connected(), self._pace)
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(_(NOT_USED, why=quote_server(error))) from error

    def _connected(self) -> smtplib.SMTP:
        server, seconds = self._server, self._limits.smtp
        if server.implicit_tls:
            smtp: smtplib.SMTP = TlsDotted(
                server.host, server.port, timeout=seconds, context=self._trust
            )
        else:
            smtp = Dotted(server.host, server.port, timeout=seconds)
        try:
            self._secured(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _secured(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self._server.implicit_tls:
            if smtp.has_extn("starttls"):
                smtp.starttls(context=self._trust)
                smtp.ehlo()
            elif self._server.needs_tls:
                raise smtplib.SMTPNotSupportedError(_(NO_TLS))
        if self._server.user:
            smtp.login(self._server.user, self._server.password)


class Pace:
    """Lets so many pass a minute; a short burst passes at once, then one after the other.

    By the monotonic clock: a clock that jumps changes nothing.
    """

    def __init__(self, a_minute: int) -> None:
        self._gap = 60.0 / a_minute
        self._burst = min(10.0, a_minute / 6)
        self._lock = Lock()
        self._next = time.monotonic() - self._burst * self._gap

    def take(self) -> None:
        """Wait for one's turn."""
        with self._lock:
            now = time.monotonic()
            self._next = max(self._next, now - self._burst * self._gap) + self._gap
            turn = self._next
        time.sleep(max(0.0, turn - now))


class Dotted(smtplib.SMTP):
    """Sends a message whose lines end as SMTP wants it; smtplib's own search for dots is slow."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Raises SMTPDataError."""
        code, reply = self.docmd("data")
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.send(dotted(msg))
        return self.getreply()


class TlsDotted(Dotted, smtplib.SMTP_SSL):
    """The same, by TLS from the first byte."""


def dotted(message: bytes) -> bytes:
    """With its end, and with a dot before every line that begins with one (RFC 5321, 4.5.2)."""
    first = b"." if message.startswith(b".") else b""
    last = b"" if message.endswith(b"\r\n") else b"\r\n"
    return first + message.replace(b"\r\n.", b"\r\n..") + last + b".\r\n"


class SmtpLine:
    """One open connection."""

    def __init__(self, smtp: smtplib.SMTP, pace: Pace) -> None:
        self._smtp = smtp
        self._pace = pace
        self.messages = 0
        self.used_at = time.monotonic()

    def send(
        self, sender: str, addresses: Sequence[str], message: ComposedMail
    ) -> dict[str, AddressAnswer]:
        """One address refused does not stop the others. Raises MailError."""
        self._pace.take()
        self.messages += 1
        try:
            refused = self._smtp.sendmail(sender, addresses, self._bytes(message))
        except smtplib.SMTPRecipientsRefused as error:
            return none_handed_over(addresses, error.recipients)
        except smtplib.SMTPDataError as error:
            answer = of_data(error)
            return dict.fromkeys(addresses, answer)
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(_(NOT_HANDED_OVER, why=quote_server(error))) from error
        return by_address(addresses, refused)

    def is_alive(self) -> bool:
        try:
            return bool(self._smtp.rset()[0] == 250)
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def _bytes(self, message: ComposedMail) -> bytes:
        most = self._smtp.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most) < len(message.content):
            raise MessageTooLargeError(_(TOO_LARGE_FOR_IT))
        return message.content


def by_address(
    addresses: Iterable[str], refused: Mapping[str, tuple[int, bytes]]
) -> dict[str, AddressAnswer]:
    """Every address's answer, from those that were not accepted.

    For good are only the 5xx that speak of the mailbox.
    """
    answers = dict.fromkeys(addresses, AddressAnswer(Fate.ACCEPTED))
    for address, (code, text) in refused.items():
        answers[address] = AddressAnswer(fate_of(code), f"{code} {quote_server(text)}")
    return answers


def none_handed_over(
    addresses: Sequence[str], refused: Mapping[str, tuple[int, bytes]]
) -> dict[str, AddressAnswer]:
    """Every address's answer, where no message followed.

    A server that closes (421) names one address only: the others have nothing either.
    """
    why = next((f"{code} {quote_server(text)}" for code, text in refused.values()), "")
    return {
        **dict.fromkeys(addresses, AddressAnswer(Fate.DEFERRED, why)),
        **by_address(refused, refused),
    }


def of_data(error: smtplib.SMTPDataError) -> AddressAnswer:
    """What a refusal of the whole message means. Raises MessageTooLargeError."""
    text = quote_server(error.smtp_error)
    if error.smtp_code == 552 and TOO_LARGE.search(text):
        raise MessageTooLargeError(text) from error
    return AddressAnswer(fate_of(error.smtp_code), f"{error.smtp_code} {text}")


def fate_of(code: int) -> Fate:
    return Fate.REFUSED if 500 <= code < 600 and code not in PASSING else Fate.DEFERRED


def quote_server(what: Exception | bytes | str) -> str:
    """A server's words for a table: one line, short, and without the addresses it repeats."""
    if isinstance(what, smtplib.SMTPResponseException):
        return f"{what.smtp_code} {quote_server(what.smtp_error)}"
    if isinstance(what, OSError):
        what = explain_os_error(what)
    text = what.decode(errors="replace") if isinstance(what, bytes) else str(what)
    text = text or type(what).__name__
    return " ".join(re.sub(r"\S+@\S+", "…", text).split())[:160]
