"""A real SMTP server on this machine that answers as it is told, and keeps what it took."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 taken"
HANG = "hang"
DROP = "drop"  # the connection, after the message was taken
USER, PASSWORD = "centralino", "s3cret"


@dataclass
class Taken:
    sender: str
    addresses: tuple[str, ...]
    message: EmailMessage

    @property
    def name(self) -> str:
        return str(self.message["Message-ID"])


@dataclass
class MailServer:
    """`data` and `rcpt` are answers to come, first one first; then everything is taken.

    Without `keeps`, what was taken is counted by its name and let go.
    """

    url: str = ""
    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    rcpt: dict[str, list[str]] = field(default_factory=dict)
    always: str = OK
    connections: int = 0
    pause: float = 0.0
    open: list[SMTP] = field(default_factory=list)
    keeps: bool = True
    names: Counter[str] = field(default_factory=Counter)

    def hang_up(self) -> None:
        """Close every connection there is, as a server that restarts does."""
        for server in self.open:
            if isinstance(server.transport, asyncio.Transport):
                server.loop.call_soon_threadsafe(server.transport.abort)
        self.open.clear()

    # --- aiosmtpd's hooks

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, host: str, replies: list[str]
    ) -> list[str]:
        self.connections += 1
        self.open.append(server)
        session.host_name = host
        return replies

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answers = self.rcpt.get(address, [])
        answer = answers.pop(0) if answers else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.data.pop(0) if self.data else self.always
        await asyncio.sleep(self.pause)
        if answer == HANG:
            await asyncio.sleep(3600)
        if answer.startswith("250") or answer == DROP:
            self._take(envelope)
        if answer == DROP and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return answer

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        parser = BytesParser(policy=policy.default)
        if self.keeps:
            message = parser.parsebytes(envelope.content)
            self.taken.append(Taken(str(envelope.mail_from), tuple(envelope.rcpt_tos), message))
        else:
            message = parser.parsebytes(envelope.content[:4096], headersonly=True)
        self.names[str(message["Message-ID"])] += 1


def authenticator(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    known = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=known, handled=False)


class AnyPort(Controller):
    """aiosmtpd's controller, on a port that the system chooses."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd leaves it bare


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """Serving until the end. Options are aiosmtpd's: `tls_context`, `auth_required`, …"""
    handler = MailServer()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    handler.port = controller.port
    handler.url = f"smtp://127.0.0.1:{handler.port}"
    try:
        yield handler
    finally:
        controller.stop()
