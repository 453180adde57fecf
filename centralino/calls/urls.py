"""The URLs of webhooks: the one place where they are written and read.

What a call must remember from one webhook to the next travels in them. Twilio's signature covers a
URL with its query, so nobody else can write it; what does not read is taken as not said, and the
call goes on with what is left. A fragment is neither signed nor sent
(twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urlencode, urlsplit

from centralino.calls import trail
from centralino.calls.call import Call
from centralino.calls.call_state import CallState
from centralino.calls.line_state import LinePart, LineState
from centralino.calls.trail import Trail
from centralino.core import numbers
from centralino.languages.registry import is_spoken

VOICE = "/voice"
FALLBACK = f"{VOICE}/fallback"
STATUS = f"{VOICE}/status"
RECORDINGS = f"{VOICE}/recordings"
SERVICE_LINE = f"{VOICE}/control"
CALLBACK_RETRIES = "#rc=5&rp=all"
"""Nobody waits on the line for a callback: Twilio may try as often as it can."""

STATE_KEYS = {"language": "l", "hops": "n", "tries": "t", "leg": "i", "since": "s"}
TRAIL_KEY = "w"
Query = Mapping[str, str]


# --- a step of a call


def write_step(
    base: str, number: str, step: str, state: CallState, part: str = "", caller: str | None = None
) -> str:
    """Where Twilio brings the answer to a step, one webhook further.

    `part` says which of the step's questions is answered. `caller` (E.164, or nothing where it is
    withheld) stands in the URLs of a callee's leg alone, whose webhooks do not tell of it.
    """
    query = [write_state(replace(state, hops=state.hops + 1))]
    query += [f"part={part}"] if part else []
    query += [urlencode({"caller": caller})] if caller is not None else []
    path = f"{base}{VOICE}/{number}/{quote(step, safe='')}"
    return f"{path}?{'&'.join(filter(None, query))}"


def write_state(state: CallState) -> str:
    """What a call remembers, as a query; what is as at the start is left out."""
    pairs = [(STATE_KEYS[field.name], getattr(state, field.name)) for field in fields(state)[:-1]]
    parts = [f"{key}={value}" for key, value in pairs if value]
    if state.trail:
        parts.append(f"{TRAIL_KEY}={quote(trail.write_trail(state.trail), safe='~*')}")
    return "&".join(parts)


def read_state(query: Query) -> CallState:
    return CallState(
        language=read_language(query),
        hops=read_count(query.get("n", "")),
        tries=read_count(query.get("t", "")),
        leg=read_count(query.get("i", "")),
        since=read_count(query.get("s", "")),
        trail=trail.read_trail(query.get(TRAIL_KEY, "")),
    )


def read_language(query: Query) -> str:
    """A language that is spoken here; else nothing, which is the number's own."""
    language = query.get(STATE_KEYS["language"], "")
    return language if is_spoken(language) else ""


def read_language_of(url: str) -> str:
    """The language that a caller has chosen, from a URL of the call; nothing where none reads."""
    try:
        return read_language(dict(parse_qsl(urlsplit(url).query)))
    except ValueError:
        return ""


def read_part(query: Query) -> str:
    return query.get("part", "")


def read_call(form: Mapping[str, str], query: Query, now: datetime) -> Call:
    """The call that a webhook is about: a callee's leg belongs to the call of its parent."""
    caller = query.get("caller")
    if caller is None:
        caller, called = (numbers.read_caller(form.get(name, "")) for name in ("From", "To"))
        return Call(form.get("CallSid", ""), caller, now, called)
    sid = form.get("ParentCallSid") or form.get("CallSid", "")
    return Call(sid, numbers.read_caller(caller), now)


@dataclass(frozen=True)
class StepPlace:
    """Of which number and step a URL is; no number: a call comes in, or it is no step's."""

    number: str
    step: str
    query: Query


def read_place(url: str) -> StepPlace | None:
    """The step that a URL, whole or relative, leads to; None if it is of another webhook."""
    parts = urlsplit(urldefrag(url).url)
    if parts.path.endswith(VOICE):
        return StepPlace("", "", {})
    number, slash, step = parts.path.partition(f"{VOICE}/")[2].partition("/")
    if not slash:
        return None
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return StepPlace(number, unquote(step), query)


# --- a recording that is ready


@dataclass(frozen=True)
class RecordingPlace:
    """What a recording's callback says of where it belongs. `caller` is E.164 or None.

    `asked_at` and `was_open` are None in a URL of an older version.
    """

    number: str
    caller: str | None
    step: str
    language: str
    trail: Trail
    recipients: tuple[str, ...]
    asked_at: datetime | None
    was_open: bool | None


def write_recording(
    base: str,
    number: str,
    step: str,
    caller: str | None,
    recipients: tuple[str, ...],
    state: CallState,
    *,
    asked_at: datetime,
    was_open: bool,
) -> str:
    """Where Twilio tells that a recording is ready, with what its delivery must know."""
    query = {
        "number": number,
        "step": step,
        "caller": caller or "",
        "to": ",".join(recipients),
        "asked": int(asked_at.timestamp()),
        "open": int(was_open),
    }
    remembered = write_state(replace(state, tries=0))
    return f"{base}{RECORDINGS}?{urlencode(query)}&{remembered}{CALLBACK_RETRIES}"


def read_recording(query: Query) -> RecordingPlace:
    """Cut to what the database takes, and without what its text cannot hold."""
    return RecordingPlace(
        number=_plain(query.get("number", ""))[:32],
        caller=numbers.read_caller(query.get("caller", "").strip()),
        step=_plain(query.get("step", ""))[:200],
        language=_plain(query.get(STATE_KEYS["language"], ""))[:16],
        trail=trail.read_trail(_plain(query.get(TRAIL_KEY, ""))),
        recipients=tuple(query.get("to", "").split(",")),
        asked_at=_moment(read_count(query.get("asked", ""))),
        was_open={"1": True, "0": False}.get(query.get("open", "")),
    )


# --- the service line


def write_service_line(base: str, number: str, state: LineState | None = None) -> str:
    """Where a call to the service line goes on, one webhook further; stateless, it arrives."""
    path = f"{base}{SERVICE_LINE}/{quote(number, safe='')}"
    return f"{path}?{write_line_state(state)}" if state else path


def write_service_line_recording(base: str, number: str) -> str:
    """Where Twilio tells that a notice was recorded."""
    return f"{write_service_line(base, number)}/recorded{CALLBACK_RETRIES}"


def write_line_state(state: LineState) -> str:
    ahead = replace(state, hops=state.hops + 1)
    return urlencode({f.name: value for f in fields(state) if (value := getattr(ahead, f.name))})


def read_line_state(query: Query) -> LineState:
    part = query.get("part", "")
    return LineState(
        part=LinePart(part) if part in set(LinePart) else LinePart.ARRIVAL,
        office=query.get("office", "")[:32],
        tries=read_count(query.get("tries", "")),
        hops=read_count(query.get("hops", "")),
        until=read_count(query.get("until", "")),
        recording=query.get("recording", "")[:34],
    )


def read_count(text: str) -> int:
    """A whole number of up to twelve digits; anything else is 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def _moment(seconds: int) -> datetime | None:
    """Of Unix time; None for what is no moment of any call."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 10**10 else None


def _plain(text: str) -> str:
    """Without what PostgreSQL's text cannot hold."""
    return text.replace("\x00", "")
