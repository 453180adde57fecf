"""Whatever Twilio signs, its caller is helped: never a 5xx, always TwiML that Twilio takes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, quote_from_bytes, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from support.flows import HOUSE
from support.house import House, at, document, house, write

from centralino.calls.outcomes import UNREACHED
from centralino.flows.kinds import parts
from handlers.edge import LARGEST_REQUEST


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield house(write(folder / "flows", HOUSE))


STEPS = re.findall(r"^  (\w+):", HOUSE["0577235501"].partition("steps:")[2], re.MULTILINE)
ODD_STEPS = ["information", "goodbye", "vanished", "0", "__init__", "%00"]
CALLEES = {"Say", "Play", "Gather", "Hangup"}  # verbs of a <Number url>
NUMBERS = ["0577235501", "0577235501", "0577235502", "0577235599", "+390577235501", "x"]
anything = st.text(max_size=40)
octets = st.binary(max_size=30)
HUGE = {f"<huge {character!a}>": character * 5_000 for character in "9à\x00\ud7ff"}
huge = st.sampled_from([*HUGE])  # by name: a failure must stay readable
WITHHELD = ["anonymous", "Anonymous", "RESTRICTED", "unknown", "266696687", ""]
ODD_NUMBERS = ["+", "sip:a@example.org", "client:x", "+1" * 200]
numbers = st.sampled_from([*NUMBERS, "+393331234567", *WITHHELD, *ODD_NUMBERS])
digits = st.text("0123456789*#", max_size=6) | st.sampled_from(["hangup", "0042", "4711", "1"])
statuses = st.sampled_from([*UNREACHED, "completed", "answered", "weird", ""])
FIELDS = {
    "To": numbers,
    "From": numbers,
    "CallSid": anything,
    "CallStatus": st.sampled_from(["in-progress", "completed", "ringing", "x"]),
    "ParentCallSid": anything,
    "Digits": digits,
    "SpeechResult": st.sampled_from(["le tasse", "contributi", ""]) | anything,
    "DialCallStatus": statuses,
    "DialBridged": st.sampled_from(["true", "false", "TRUE", ""]),
    "RecordingSid": st.sampled_from(["RE" + "2" * 32]) | anything,
    "RecordingDuration": st.sampled_from(["0", "1", "12", "-1", "1e9", "٣", "9" * 30]),
    "ErrorCode": anything,
    "ErrorUrl": anything,
}
QUERIES = {
    "n": st.integers(-5, 70).map(str) | anything,
    "t": st.integers(-1, 4).map(str) | anything,
    "i": st.integers(-1, 4).map(str) | anything,
    "s": st.integers(0, 2_000_000_000).map(str) | anything,
    "l": st.sampled_from(["it", "en", "de", "zz", "", "xyz"]),
    "w": anything,
    "part": st.sampled_from(parts()) | anything,
    "caller": numbers,
}


Pairs = list[tuple[str | bytes, str | bytes]]


@st.composite
def pairs(draw: st.DrawFn, fields: dict[str, st.SearchStrategy[str]]) -> Pairs:
    """Some of the fields, some twice, some too long, some of no encoding, and unknown ones."""
    names = draw(st.lists(st.sampled_from([*fields]), max_size=8))
    is_odd = st.integers(0, 9).map(lambda number: number == 9)
    known: Pairs = [(n, draw(octets | huge) if draw(is_odd) else draw(fields[n])) for n in names]
    extra: Pairs = draw(st.lists(st.tuples(octets, octets), max_size=2))
    return [*known, *extra]


def _bytes(value: str | bytes) -> bytes:
    if isinstance(value, bytes):
        return value
    return HUGE.get(value, value).encode("utf-8", "surrogatepass")


def encoded(fields: Pairs) -> str:
    return "&".join(
        f"{quote_from_bytes(_bytes(n))}={quote_from_bytes(_bytes(v))}" for n, v in fields
    )


paths = st.one_of(
    st.sampled_from(["/voice", "/voice/fallback"]),
    *[
        st.builds(
            lambda number, step: f"/voice/{number}/{step}",
            st.sampled_from(NUMBERS),
            st.sampled_from([*STEPS, *STEPS, *ODD_STEPS]).map(lambda step: quote(step, safe="%"))
            | st.binary(min_size=1, max_size=8).map(lambda raw: quote_from_bytes(raw, safe="")),
        )
    ]
    * 4,
)


@settings(max_examples=400)
@given(
    path=paths,
    query=pairs(QUERIES),
    form=pairs(FIELDS),
    days=st.integers(0, 400),
    minutes=st.integers(0, 1440),
)
def test_whatever_is_signed_gets_twiml_that_twilio_takes(
    desk: House,
    path: str,
    query: Pairs,
    form: Pairs,
    days: int,
    minutes: int,
) -> None:
    if len(encoded(form)) > LARGEST_REQUEST:
        return  # not read
    desk.clock.now = at("2026-11-23 00:00") + timedelta(days=days, minutes=minutes)
    target = f"{path}?{encoded(query)[:4000]}" if query else path
    target = target.rstrip("%")
    with capture_logs() as events:
        answer = document(desk.send_bytes(target, encoded(form).encode()))
    parts = parse_qs(urlsplit(target).query, keep_blank_values=True).get("part", [""])
    if parts[0] in ("screen", "whisper", "accept") and path.count("/") == 3:
        assert set(answer.verbs) <= CALLEES
    faults = [event for event in events if event["event"] == "webhook failed"]
    assert not faults, faults[0]["exc_info"]
    assert answer.root.tag == "Response"
