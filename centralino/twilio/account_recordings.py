"""Recordings at Twilio: their list, their audio, their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2s
from time import monotonic
from typing import Any

from requests import Response

from centralino.core.numbers import read_caller
from centralino.core.texts import N_, _
from centralino.twilio.api import Account, is_sid
from centralino.twilio.errors import AccountError

PIECE = 64 * 1024
FAILED = "failed"
FINISHED = ("completed", FAILED)
NOT_AUDIO = N_("Twilio sent {kind} instead of audio")
NO_LIST = N_("Twilio's list of recordings is none")
NOT_IN_TIME = N_("the audio did not end in time")
NOT_WHOLE = N_("the audio is not whole")
NO_ENTRY = N_("it is no entry")
NO_SIDS = N_("its SIDs do not read")
NO_DATE = N_("its date does not read")
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
    failed: bool = False
    encrypted: bool = False


@dataclass(frozen=True)
class Unreadable:
    """An entry that cannot be read. `key` names it without telling anything: its SID, or a mark."""

    key: str
    why: str


@dataclass(frozen=True)
class Dialled:
    """Who called which number, as Twilio knows the call. `caller` is None when withheld."""

    number: str
    caller: str | None


def list_recordings(account: Account, since: date) -> Iterator[Listed | Unreadable]:
    """Finished voicemail recordings since a day, in no certain order. Raises AccountError."""
    query = {"DateCreated>": since.isoformat(), "PageSize": "1000"}
    for page in account.pages("Recordings.json", **query):
        entries = page.get("recordings")
        if not isinstance(entries, list):
            raise AccountError(_(NO_LIST))
        for item in entries:
            found = _listed(item)
            if found is not None:
                yield found


def call_of(account: Account, call_sid: str) -> Dialled:
    """Raises AccountError."""
    call = account.get(f"Calls/{call_sid}.json")
    return Dialled(str(call.get("to", "")), read_caller(str(call.get("from", ""))))


def audio(account: Account, sid: str, largest: int, seconds: float) -> bytes:
    """The recording as MP3; empty bytes if Twilio has it so.

    Raises AccountError while it cannot be had whole within `seconds`, TooLargeError above
    `largest` bytes.
    """
    with account.answer("GET", account.address(f"Recordings/{sid}.mp3")) as answer:
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not kind.startswith("audio/"):
            raise AccountError(_(NOT_AUDIO, kind=kind or "?"))
        return _body(answer, largest, monotonic() + seconds)


def is_encrypted(account: Account, sid: str) -> bool:
    """Whether only the account's private key opens it. Raises AccountError.

    twilio.com/docs/voice/tutorials/voice-recording-encryption
    """
    return bool(account.get(f"Recordings/{sid}.json").get("encryption_details"))


def looks_like_mp3(audio: bytes) -> bool:
    """By a tag or the header of its first frame, which ciphertext has by chance at most."""
    if audio[:3] == b"ID3":
        return True
    if len(audio) < 4 or audio[0] != 0xFF or audio[1] & 0xE0 != 0xE0:
        return False
    version, layer = audio[1] >> 3 & 3, audio[1] >> 1 & 3
    return version != 1 and layer == 1 and audio[2] >> 4 not in (0, 15) and audio[2] >> 2 & 3 != 3


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
            raise AccountError(_(NOT_IN_TIME))
    expected = answer.headers.get("Content-Length", "")
    if expected.isdecimal() and len(body) != int(expected):
        raise AccountError(_(NOT_WHOLE))
    return bytes(body)


def _listed(item: Any) -> Listed | Unreadable | None:
    """None for what is no voicemail, or not finished."""
    if not isinstance(item, dict):
        return _unreadable(item, _(NO_ENTRY))
    if item.get("source") != SOURCE or item.get("status") not in FINISHED:
        return None
    sid, call_sid = str(item.get("sid", "")), str(item.get("call_sid", ""))
    if not is_sid(sid, "RE") or not is_sid(call_sid, "CA"):
        return _unreadable(item, _(NO_SIDS))
    taken_at = _moment(item.get("date_created"))
    if taken_at is None:
        return Unreadable(sid, _(NO_DATE))
    return Listed(
        sid,
        call_sid,
        taken_at,
        _seconds(item.get("duration")),
        failed=item["status"] == FAILED,
        encrypted=bool(item.get("encryption_details")),
    )


def _unreadable(item: object, why: str) -> Unreadable:
    if isinstance(item, dict):
        item = [item.get(name) for name in ("sid", "call_sid", "date_created")]
    return Unreadable(blake2s(repr(item).encode(), digest_size=8).hexdigest(), why)


def _seconds(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _moment(value: object) -> datetime | None:
    try:
        return parsedate_to_datetime(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
