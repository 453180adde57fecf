"""The message itself: headers, text, HTML, audio. No line break can get into a header."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from centralino.delivery.letters import Letter, as_html, as_text

LONGEST = 160  # characters of a header
NO_SENDER = "centralino@localhost"  # where `mail.from` is not configured


def message(
    letter: Letter,
    *,
    sender: str,
    to: tuple[str, ...],
    name: str,
    now: datetime,
    audio: bytes = b"",
    file: str = "",
) -> EmailMessage:
    """A message ready to send. `name` is what its Message-ID is made of: the same, the same."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = one_line(letter.subject)
    made["From"] = author(sender)
    made["To"] = [Address(addr_spec=address) for address in to]
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{name}@{domain(sender)}>"
    # RFC 3834: no vacation notice answers this; the other header says the same to Exchange.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(as_text(letter), cte="quoted-printable")
    made.add_alternative(as_html(letter), subtype="html", cte="quoted-printable")
    if audio:
        made.add_attachment(audio, maintype="audio", subtype="mpeg", filename=file)
    made["Content-Language"] = letter.language  # last: with new parts it would sink into the first
    return made


def as_sent(made: EmailMessage) -> bytes:
    """As it goes over the line. A plain subject is not folded.

    Folded right after its name, it would be shown with a space before it, and sort apart.
    """
    is_plain = str(made["Subject"] or "").isascii()
    return made.as_bytes(policy=SMTP.clone(max_line_length=998) if is_plain else SMTP)


def one_line(text: str) -> str:
    """For a header: printable, on one line, not too long."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(kept.split())[:LONGEST]


def author(sender: str) -> Address:
    return Address(one_line(parseaddr(sender)[0]), addr_spec=bare(sender))


def bare(sender: str) -> str:
    """The sender's address alone, for the envelope."""
    return parseaddr(sender)[1] or NO_SENDER


def domain(sender: str) -> str:
    return bare(sender).rpartition("@")[2]
