"""The message itself: headers, text, HTML, audio. No line break can get into a header.

It is made of email.mime's classes, which write headers as they are given; `EmailMessage` reads
each header that it is given back in, at five times the cost.
"""

from binascii import b2a_base64
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import Compat32
from email.utils import format_datetime, formataddr, parseaddr
from secrets import token_hex

from centralino.delivery.channels.email.typesetting import as_html, as_text
from centralino.delivery.channels.message_ids import bare, message_id
from centralino.delivery.letters import Letter

LONGEST = 160  # characters of a header
FOLD = "\r\n "
UTF8 = Charset("utf-8")
UTF8.body_encoding = QP


@dataclass(frozen=True)
class ComposedMail:
    """A message ready to go: its Message-ID, and all of its bytes."""

    id: str
    content: bytes


class AsGiven(Compat32):
    """Writes headers as they are given, encoded and folded already; none may break its line."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Raises ValueError."""
        if set("\r\n") & set(value.replace(FOLD, "")):
            raise ValueError(f"a line break in the header {name}")
        return f"{name}: {value}\r\n".encode("ascii")


POLICY = AsGiven(linesep="\r\n", mangle_from_=False)


def compose_message(
    letter: Letter,
    *,
    sender: str,
    to: tuple[str, ...],
    name: str,
    now: datetime,
    audio: bytes = b"",
    file: str = "",
) -> ComposedMail:
    """A message ready to send. `name` is what its Message-ID is made of: the same, the same.

    Raises ValueError for an address with a line break in it, or with other than ASCII.
    """
    made = in_two_forms(letter)
    stands_for_audio = token_hex(16)
    if audio:
        made = MIMEMultipart("mixed", boundary(), (made, attachment(stands_for_audio, file)))
    id_ = message_id(name, sender)
    made["Subject"] = encode(one_line(letter.subject), "Subject")
    made["From"] = author(sender)
    made["To"] = f",{FOLD}".join(to)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = id_
    # RFC 3834: no vacation notice answers this; the other header says the same to Exchange.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["Content-Language"] = letter.language
    content = made.as_bytes(policy=POLICY)
    return ComposedMail(id_, content.replace(stands_for_audio.encode(), in_lines(audio), 1))


def in_two_forms(letter: Letter) -> MIMEMultipart:
    parts = text_part(as_text(letter), "plain"), text_part(as_html(letter), "html")
    return MIMEMultipart("alternative", boundary(), parts)


def text_part(text: str, subtype: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part.set_payload(text, UTF8)
    return part


def boundary() -> str:
    """What neither quoted-printable nor base64 can have in it (RFC 2045, 6.7)."""
    return f"=_{token_hex(16)}"


def attachment(payload: str, file: str) -> MIMEBase:
    part = MIMEBase("audio", "mpeg")
    part["Content-Transfer-Encoding"] = "base64"
    is_plain = file.isascii()
    part.add_header(
        "Content-Disposition", "attachment", filename=file if is_plain else ("utf-8", "", file)
    )
    part.set_payload(payload)
    return part


def in_lines(audio: bytes) -> bytes:
    """As base64, which the library would take apart and put together line by line."""
    encoded = b2a_base64(audio, newline=False)
    return b"\r\n".join(encoded[start : start + 76] for start in range(0, len(encoded), 76))


def encode(text: str, header: str) -> str:
    """For a header. What is plain is not folded: folded right after the header's name, a subject
    would be shown with a space before it, and sort apart."""
    if text.isascii():
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def one_line(text: str) -> str:
    """For a header: printable, on one line, not too long."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(kept.split())[:LONGEST]


def author(sender: str) -> str:
    name, address = one_line(parseaddr(sender)[0]), bare(sender)
    return formataddr((name, address)) if name.isascii() else f"{encode(name, 'From')} <{address}>"
