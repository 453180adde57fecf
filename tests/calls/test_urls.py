"""What is written into a webhook's URL is what is read from it, whatever it is."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl, urldefrag, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from centralino.calls import trail, urls
from centralino.calls.call_state import CallState
from centralino.calls.line_state import LinePart, LineState
from centralino.calls.trail import Passage

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CHILD, PARENT = "CA" + "2" * 32, "CA" + "1" * 32
counts = st.integers(0, 10**12 - 1)
words = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())
trails = st.lists(st.builds(Passage, words, words), max_size=3).map(tuple)
states = st.builds(
    CallState,
    language=st.sampled_from(["", "it", "en"]),
    hops=st.integers(0, 10**11),
    tries=counts,
    leg=counts,
    since=counts,
    trail=trails.filter(lambda each: trail.read_trail(trail.write_trail(each)) == each),
)
callers = st.sampled_from([None, "+393330000000"])


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(urldefrag(url).url).query, keep_blank_values=True))


@given(step=words, state=states, part=st.sampled_from(["", "silence", "accept"]))
def test_a_step_is_read_back_one_webhook_further(step: str, state: CallState, part: str) -> None:
    url = urls.write_step("/base", "0577235501", step, state, part)
    place = urls.read_place(f"https://switchboard.example{url}")
    assert place is not None
    assert (place.number, place.step) == ("0577235501", step)
    read = urls.read_state(place.query)
    assert read == CallState(
        state.language, state.hops + 1, state.tries, state.leg, state.since, state.trail
    )
    assert urls.read_part(place.query) == part


@given(state=states, step=words, caller=callers, was_open=st.booleans())
def test_a_recordings_callback_tells_where_it_belongs(
    state: CallState, step: str, caller: str | None, was_open: bool
) -> None:
    to = ("urp@example.org", "altro@example.org")
    asked = datetime(2026, 11, 23, 11, 2, tzinfo=UTC)
    url = urls.write_recording(
        "", "0577235501", step, caller, to, state, asked_at=asked, was_open=was_open
    )
    assert url.endswith(urls.CALLBACK_RETRIES)
    told = urls.read_recording(query_of(url))
    assert (told.number, told.step, told.caller) == ("0577235501", step, caller)
    assert (told.language, told.trail, told.recipients) == (state.language, state.trail, to)
    assert (told.asked_at, told.was_open) == (asked, was_open)


def test_a_recordings_callback_of_an_older_version_does_not_tell_what_it_cannot() -> None:
    told = urls.read_recording({"number": "0577235501", "asked": "9" * 12, "open": "perhaps"})
    assert (told.asked_at, told.was_open) == (None, None)


@given(part=st.sampled_from(LinePart), tries=counts, hops=st.integers(0, 10**11), until=counts)
def test_the_service_line_is_read_back(part: LinePart, tries: int, hops: int, until: int) -> None:
    state = LineState(part, "0577235501", tries, hops, until, "RE" + "1" * 32)
    read = urls.read_line_state(query_of(urls.write_service_line("", "0577235500", state)))
    assert read == LineState(part, "0577235501", tries, hops + 1, until, "RE" + "1" * 32)


def test_an_arrival_and_the_callbacks_are_told_from_steps() -> None:
    arrival = urls.read_place("https://switchboard.example/base/voice")
    assert arrival is not None
    assert arrival.number == arrival.step == ""
    assert all(urls.read_place(each) is None for each in (urls.STATUS, urls.RECORDINGS))
    assert urls.read_place("https://switchboard.example/static/audio/a.mp3") is None


def test_a_step_may_have_any_name() -> None:
    url = urls.write_step("", "0577235501", "a/b ?&#é", CallState())
    place = urls.read_place(url)
    assert place is not None
    assert place.step == "a/b ?&#é"
    assert parse_qs(urlsplit(url).query) == {"n": ["1"]}


def test_a_callees_leg_belongs_to_the_call_of_its_parent() -> None:
    form = {"CallSid": CHILD, "ParentCallSid": PARENT, "From": "+390577235501"}
    call = urls.read_call(form, {"caller": "+393330000000"}, NOW)
    assert (call.sid, call.caller) == (PARENT, "+393330000000")
    withheld = urls.read_call(form, {"caller": ""}, NOW)
    assert (withheld.sid, withheld.caller) == (PARENT, None)


def test_a_call_that_was_passed_on_by_another_is_its_own() -> None:
    form = {"CallSid": CHILD, "ParentCallSid": PARENT, "From": "+393330000000"}
    call = urls.read_call(form, {}, NOW)
    assert (call.sid, call.caller) == (CHILD, "+393330000000")
