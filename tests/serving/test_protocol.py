"""What HTTP clients do, and proxies, goes on working over real sockets."""

import socket
from collections.abc import Iterator
from hashlib import sha256

import pytest
from support.echo import LARGE, PIECE

from handlers.edge import LARGEST_REQUEST
from handlers.server.server_bounds import LARGEST_HEAD

from .echoing import Server, echoing

GET = b"GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with echoing(tmp_path_factory.mktemp("echo"), "--keep-alive", "60") as server:
        yield server


def post(body: bytes, *lines: str) -> bytes:
    head = ["POST /form HTTP/1.1", "Host: a", f"Content-Length: {len(body)}", *lines, "", ""]
    return "\r\n".join(head).encode() + body


def test_a_connection_serves_one_request_after_the_other(server: Server) -> None:
    with server.client() as client:
        for n in range(50):
            body = b"x" * n
            assert client.ask(post(body)).told["length"] == n
            assert "connection: keep-alive" in client.ask(GET).head


def test_requests_sent_without_waiting_are_answered_in_their_order(server: Server) -> None:
    sent = [GET.replace(b"/a", f"/{n}".encode()) for n in range(40)]
    with server.client() as client:
        client.socket.sendall(b"".join(sent) + post(b"last"))
        told = [client.read().told["uri"] for _ in sent]
        assert told == [f"/{n}?b=c" for n in range(40)]
        assert client.read().told["length"] == 4


def test_more_requests_at_once_than_are_held_are_all_answered(server: Server) -> None:
    body = bytes(range(256)) * 200
    with server.client() as client:
        client.socket.setblocking(False)
        client.socket.settimeout(60)
        for _ in range(6):
            client.socket.sendall(post(body))
        assert [client.read().told["sha256"] for _ in range(6)] == [sha256(body).hexdigest()] * 6


def test_a_request_in_many_small_segments_is_one_request(server: Server) -> None:
    with server.client() as client:
        for byte in post(b"a=b&c=d"):
            client.socket.sendall(bytes([byte]))
        assert client.read().told["length"] == 7


def test_chunks_are_put_together(server: Server) -> None:
    head = b"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    with server.client() as client:
        got = client.ask(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n" + GET)
        assert got.told["sha256"] == sha256(b"abcde").hexdigest()
        assert client.read().told["uri"] == "/a?b=c"


def test_who_asks_before_sending_a_body_is_told_to_go_on(server: Server) -> None:
    with server.client() as client:
        sent = post(b"hello", "Expect: 100-continue")
        assert client.ask(sent[:-5]).status == 100
        assert client.ask(b"hello").told["length"] == 5


def test_the_protocol_of_1996_is_answered_and_its_connection_closed(server: Server) -> None:
    with server.client() as client:
        assert client.ask(b"GET /old HTTP/1.0\r\n\r\n").told["uri"] == "/old"
        assert client.is_over()
    with server.client() as client:
        assert "connection: close" in client.ask(GET[:-2] + b"Connection: close\r\n\r\n").head
        assert client.is_over()


def test_a_request_for_a_whole_address_is_answered(server: Server) -> None:
    with server.client() as client:
        got = client.ask(GET.replace(b"/a?b=c", b"http://a.example.org/a?b=c"))
        assert got.told["uri"] == "http://a.example.org/a?b=c"


def test_a_client_that_sends_no_more_still_hears_the_answer(server: Server) -> None:
    with server.client() as client:
        client.socket.sendall(GET.replace(b"/a", b"/slow/0.3"))
        client.socket.shutdown(socket.SHUT_WR)
        assert client.read().status == 200
        assert client.is_over()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (LARGEST_REQUEST + 1), 413),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * (2 * LARGEST_HEAD), 431),
        (b"GET /%s HTTP/1.1\r\nHost: a\r\n\r\n" % (b"a" * 9_000), 414),
        (b"GET / HTTP/1.1\r\nX-Long: %s\r\n\r\n" % (b"a" * 9_000), 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n", 400),
    ],
)
def test_what_is_refused_says_why_even_to_who_still_sends(
    server: Server, sent: bytes, status: int
) -> None:
    with server.client() as client:
        client.socket.sendall(sent)
        client.socket.sendall(b"a" * 20_000)
        assert client.read().status == status
        client.socket.shutdown(socket.SHUT_WR)
        assert client.is_over()


def test_large_answers_come_whole(server: Server) -> None:
    file = bytes(range(250)) * (LARGE // 250)
    with server.client() as client:
        assert client.ask(GET.replace(b"/a", b"/file")).body == file
        assert client.ask(GET.replace(b"/a", b"/made")).body == PIECE * (LARGE // len(PIECE))
        assert client.ask(GET).status == 200


def test_an_application_that_breaks_in_the_middle_gives_an_error_not_half_an_answer(
    server: Server,
) -> None:
    with server.client() as client:
        assert client.ask(GET.replace(b"/a", b"/broken")).status == 500
        assert client.is_over()
