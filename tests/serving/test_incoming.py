"""When a request is whole: its head ended, and its body there, however it was cut on the way."""

from itertools import pairwise
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidRequestLine
from hypothesis import given
from hypothesis import strategies as st

from handlers.server.incoming import IncomingRequest
from handlers.server.refusal import Refusal
from handlers.server.server_bounds import LARGEST_HEAD

LARGEST = 1_000
PLAIN = b"GET /plain?a=b HTTP/1.1\r\nHost: a\r\n\r\n"
LONG = b"POST /long HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello\r\n\r\nyou"[:-1]
CHUNKED = (
    b"POST /chunked HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    b'5\r\nhello\r\nA;why="not"\r\n0\r\n\r\n01234\r\n0\r\n\r\n'
)
TRAILED = CHUNKED[:-2] + b"X-After: all\r\n\r\n"
BODIES = {PLAIN: b"", LONG: b"hello\r\n\r\nyo", CHUNKED: b"hello0\r\n\r\n01234"}
BODIES[TRAILED] = BODIES[CHUNKED]


def incoming() -> IncomingRequest:
    return IncomingRequest(
        Config(), ("127.0.0.1", 1), lambda path: 5 if path == "/small" else LARGEST
    )


def fed(data: bytes, cuts: list[int]) -> list[tuple[str, bytes]]:
    """The requests that come whole as the pieces between `cuts` come in."""
    box, found = incoming(), []
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        box.add(data[start:end])
        while (request := box.request()) is not None:
            found.append((request.path, request.body.read()))
    assert not box.begun
    return found


@given(st.lists(st.sampled_from(list(BODIES)), min_size=1, max_size=4), st.lists(st.integers(0)))
def test_requests_are_the_same_however_they_are_cut(sent: list[bytes], cuts: list[int]) -> None:
    expected = [(each.split()[1].decode().partition("?")[0], BODIES[each]) for each in sent]
    assert fed(b"".join(sent), cuts) == expected


@pytest.mark.parametrize("request_", BODIES, ids=["plain", "long", "chunked", "trailed"])
def test_no_request_is_whole_before_its_last_byte(request_: bytes) -> None:
    box = incoming()
    for byte in request_[:-1]:
        box.add(bytes([byte]))
        assert box.request() is None
    assert box.begun
    box.add(request_[-1:])
    assert box.request() is not None


def refused(data: bytes) -> int:
    box = incoming()
    box.add(data)
    with pytest.raises(Refusal) as refusal:
        box.request()
    return int(refusal.value.status)


def head(*lines: str, path: str = "/") -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: a", *lines, "", ""]).encode()


CHUNKS = head("Transfer-Encoding: chunked")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (head(f"Content-Length: {LARGEST + 1}"), 413),
        (head("Content-Length: 6", path="/small"), 413),
        (CHUNKS + b"3e9\r\n" + b"a" * 1_001, 413),
        (CHUNKS + b"1\r\na\r\n" * 200, 413),
        (CHUNKS + b"0\r\nX-Long: " + b"a" * LARGEST, 413),
        (CHUNKS + b"5x\r\nhello\r\n", 400),
        (CHUNKS + b"-5\r\nhello\r\n", 400),
        (CHUNKS + b"\r\nhello\r\n", 400),
        (CHUNKS + b"123456789\r\n", 400),
        (CHUNKS + b"5;" + b"a" * 999 + b"a", 400),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * LARGEST_HEAD, 431),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * LARGEST_HEAD + b"\r\n\r\n", 431),
    ],
)
def test_what_is_too_large_or_no_chunk_is_refused(data: bytes, status: int) -> None:
    assert refused(data) == status


@pytest.mark.parametrize("length", [LARGEST, 0])
def test_the_largest_body_and_none_are_taken(length: int) -> None:
    box = incoming()
    box.add(head(f"Content-Length: {length}") + b"a" * length)
    whole: Any = box.request()
    assert len(whole.body.read()) == length


def test_lines_without_carriage_returns_are_refused_at_once() -> None:
    box = incoming()
    box.add(b"GET / HTTP/1.1\nHost: a\n\n")
    with pytest.raises(InvalidRequestLine):
        box.request()


def test_who_asks_whether_to_go_on_is_told_once() -> None:
    box = incoming()
    box.add(head("Expect: 100-continue", "Content-Length: 2"))
    assert box.request() is None
    assert box.wants_to_go_on()
    assert not box.wants_to_go_on()
    box.add(b"ab")
    assert box.request() is not None


def test_no_header_changes_the_scheme_or_the_path_even_from_this_machine() -> None:
    box = incoming()
    box.add(head("X-Forwarded-Proto: https", "Script_Name: /elsewhere"))
    whole: Any = box.request()
    assert whole.scheme == "http"
    assert [name for name, _ in whole.headers] == ["HOST", "X-FORWARDED-PROTO"]
