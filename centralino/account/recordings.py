"""Recordings at Twilio: their list, their audio, their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

from requests import Response

from centralino.account.api import Account, is_sid
from centralino.account.errors import AccountError
from centralino.numbers import caller

PIECE = 64 * 1024
SOURCE = "RecordVerb"  # the recordings that `<Record>` makes; others are not voicemails


class TooLargeError(RuntimeError):
    """The audio is larger than a mail should carry; trying again would not change that."""


@dataclass(frozen=True)
class Listed:
    """A recording as Twilio lists it. `seconds` is None where Twilio names no sensible length."""

    sid: str
    call_sid: str
    taken_at: datetime
    seconds: int | None


@dataclass(frozen=True)
class Dialled:
    """Who called which number, as Twilio knows the call. `caller` is None when withheld."""

    number: str
    caller: str | None


def listed(account: Account, since: date) -> Iterator[Listed]:
    """Finished voicemail recordings since a day, in no certain order. Raises AccountError."""
    query = {"DateCreated>": since.isoformat(), "PageSize": "1000"}
    for page in account.pages("Recordings.json", **query):
        for item in page.get("recordings", ()):
            found = _listed(item)
            if found is not None:
                yield found


def call_of(account: Account, call_sid: str) -> Dialled:
    """Raises AccountError."""
    call = account.get(f"Calls/{call_sid}.json")
    return Dialled(str(call.get("to", "")), caller(str(call.get("from", ""))))


def audio(account: Account, sid: str, largest: int, seconds: float) -> bytes:
    """The recording as MP3; empty bytes if Twilio has it so.

    Raises AccountError while it cannot be had whole within `seconds`, TooLargeError above
    `largest` bytes.
    """
    with account.answer("GET", account.address(f"Recordings/{sid}.mp3")) as answer:
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not kind.startswith("audio/"):
            raise AccountError(f"Twilio sent {kind or 'no type'} instead of audio")
        return _body(answer, largest, monotonic() + seconds)


def delete(account: Account, sid: str) -> None:
    """Raises AccountError."""
    account.delete(f"Recordings/{sid}.json")


def delete_call(account: Account, call_sid: str) -> None:
    """Twilio's own record of who called. Raises AccountError."""
    account.delete(f"Calls/{call_sid}.json")


def _body(answer: Response, largest: int, until: float) -> bytes:
    body = bytearray()
    # read1 gives what has come: a body that trickles must not get past the clock unseen.
    while piece := answer.raw.read1(PIECE, decode_content=True):
        body += piece
        if len(body) > largest:
            raise TooLargeError(f"above {largest} bytes")
        if monotonic() > until:
            raise AccountError("the audio did not end in time")
    expected = answer.headers.get("Content-Length", "")
    if expected.isdecimal() and len(body) != int(expected):
        raise AccountError("the audio is not whole")
    return bytes(body)


def _listed(item: dict[str, Any]) -> Listed | None:
    sid, call_sid = str(item.get("sid", "")), str(item.get("call_sid", ""))
    whole = item.get("status") == "completed" and item.get("source") == SOURCE
    if not whole or not is_sid(sid, "RE") or not is_sid(call_sid, "CA"):
        return None
    length = str(item.get("duration", ""))
    seconds = int(length) if length.isdecimal() else None
    return Listed(sid, call_sid, _moment(str(item.get("date_created", ""))), seconds)


def _moment(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        raise AccountError(f"Twilio's date does not read: {text[:40]}") from None
