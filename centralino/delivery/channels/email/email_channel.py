"""E-mail, as one of the channels: whatever address has no scheme, or `mailto:`."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from centralino.core.addresses import EMAIL, plain, scheme_of
from centralino.core.clock import age_of
from centralino.core.numbers import format_number
from centralino.core.settings import Settings
from centralino.core.texts import N_, _
from centralino.delivery import mail_wording
from centralino.delivery.channels.channel import ChannelError
from centralino.delivery.channels.email.message import compose_message
from centralino.delivery.channels.email.postman import (
    MailLine,
    MessageTooLargeError,
    Outbox,
    Postman,
    mails_in,
)
from centralino.delivery.channels.email.smtp import SmtpPostman, server_from
from centralino.delivery.channels.message_ids import bare
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.job import AddressAnswer, Body, Parcel, Result

NO_SENDER = N_(
    "mails have no sender: the organisation's file lacks `mail: {from: ..., helpdesk: ...}`"
)


class EmailChannel:
    """The audio is attached; a server that finds it too large gets the mail without."""

    def __init__(self, postman: Postman, sender: Callable[[], str], outbox: Path) -> None:
        self._postman = postman
        self._sender = sender
        self._outbox = outbox

    def takes(self, address: str) -> bool:
        return scheme_of(address) == EMAIL

    def send(self, parcel: Parcel, addresses: Sequence[str]) -> Result:
        """Opens the way first: for a server that does not answer no audio is fetched."""
        if not self._sender():
            raise ChannelError(_(NO_SENDER))
        with self._postman.line() as line:
            body = parcel.write()
            try:
                return self._hand_over(line, parcel, addresses, body)
            except MessageTooLargeError:
                if not body.audio:
                    raise
                return self._hand_over(line, parcel, addresses, parcel.write_short())

    def forget(self, caller: str) -> int:
        """Every mail in the outbox that names the caller, a summary that names others too."""
        files = [file for file in mails_in(self._outbox) if names(file, caller)]
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def forget_older(self, age: timedelta) -> None:
        for file in mails_in(self._outbox):
            with suppress(FileNotFoundError):
                if age_of(file) > age:
                    file.unlink(missing_ok=True)

    def close(self) -> None:
        self._postman.close()

    def _hand_over(
        self, line: MailLine, parcel: Parcel, addresses: Sequence[str], body: Body
    ) -> Result:
        sender = self._sender()
        made = compose_message(
            body.letter,
            sender=sender,
            to=tuple(plain(address) for address in parcel.to if self.takes(address)),
            name=parcel.name,
            now=parcel.at,
            audio=body.audio,
            file=body.file,
        )
        answers = line.send(bare(sender), [plain(address) for address in addresses], made)
        return Result(named_as_given(addresses, answers), audio=body.audio_state)


def named_as_given(
    addresses: Sequence[str], answers: Mapping[str, AddressAnswer]
) -> Mapping[str, AddressAnswer]:
    found = ((address, answers.get(plain(address))) for address in addresses)
    return {address: answer for address, answer in found if answer is not None}


def names(file: Path, caller: str) -> bool:
    try:
        message = message_from_bytes(file.read_bytes(), policy=default)
    except FileNotFoundError:  # a half-written one that is whole by now, under its own name
        return False
    parts = (message.get_body((kind,)) for kind in ("html", "plain"))
    text = "".join(part.get_content() for part in parts if part is not None)
    return f'"{mail_wording.tel(caller)}"' in text or format_number(caller) in text


def make_postman(settings: Settings, limits: DeliveryLimits) -> Postman:
    """Raises InputError for an SMTP_URL that does not read."""
    if not settings.smtp_url:
        return Outbox(limits.outbox)
    return SmtpPostman(server_from(settings.smtp_url), limits)
