"""Who carries the mail: a server by SMTP, or files for whoever has no server yet."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from centralino.core import private_files
from centralino.core.os_errors import explain_os_error
from centralino.core.texts import N_, _
from centralino.delivery.channels.channel import ChannelError
from centralino.delivery.channels.email.message import ComposedMail
from centralino.delivery.job import AddressAnswer, Fate

MAIL, PART = ".eml", ".part"
NO_OUTBOX = N_("no outbox: {why}")
NOTHING_TAKEN = N_("the outbox takes nothing: {why}")


class MailError(ChannelError):
    """The mail could not be handed over, to no address at all; it is worth another try."""


class MessageTooLargeError(MailError):
    """The server takes no message of this size: without its attachment it may."""


class MailLine(Protocol):
    """A way for mail that is open."""

    def send(
        self, sender: str, addresses: Sequence[str], message: ComposedMail
    ) -> dict[str, AddressAnswer]:
        """Hand it over; each address's answer. Raises MailError."""


class Postman(Protocol):
    def line(self) -> AbstractContextManager[MailLine]:
        """Open the way first: for a server that does not answer no audio is fetched.

        Raises MailError.
        """

    def close(self) -> None:
        """Let go of what is kept open. It may be used again."""


class Outbox:
    """Leaves each message as `<Message-ID>.eml` in a folder; the same one again replaces it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def line(self) -> Iterator["Outbox"]:
        try:
            private_files.make_folder(self.folder)
        except OSError as error:
            raise MailError(_(NO_OUTBOX, why=explain_os_error(error))) from error
        yield self

    def send(
        self, sender: str, addresses: Sequence[str], message: ComposedMail
    ) -> dict[str, AddressAnswer]:
        name = f"{message.id.strip('<>').replace('/', '_')}{MAIL}"
        try:
            self._keep(name, message.content)
        except OSError as error:
            raise MailError(_(NOTHING_TAKEN, why=explain_os_error(error))) from error
        return dict.fromkeys(addresses, AddressAnswer(Fate.ACCEPTED))

    def close(self) -> None:
        """Nothing is kept open."""

    def _keep(self, name: str, content: bytes) -> None:
        with NamedTemporaryFile(dir=self.folder, suffix=PART, delete=False) as file:
            part = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                part.replace(self.folder / name)
            except OSError:
                part.unlink(missing_ok=True)
                raise


def mails_in(outbox: Path) -> list[Path]:
    """Every mail in the folder, and what a worker that was killed has left of one."""
    return [*outbox.glob(f"*{MAIL}"), *outbox.glob(f"*{PART}")]
