"""Clients that are slow, silent or too many, against a real server: nobody else waits for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from setup.served import eventually, says, served
from support.echo import LARGE
from support.tricklers import BODY, HEADERS, SILENT, Habit, Tricklers, reader

from .echoing import Server, echoing

GET = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
HABITS = {"headers": HEADERS, "bodies": BODY, "silent": SILENT}
MANY = 50


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with echoing(tmp_path_factory.mktemp("echo"), "--worker-connections", "60") as server:
        yield server


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
def test_a_signed_call_is_answered_while_others_never_finish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, habit: Habit
) -> None:
    with served(tmp_path, says("buongiorno"), WEB_CONCURRENCY="1", WEB_THREADS="2") as switchboard:
        with Tricklers(switchboard.port, MANY, habit, pause=0.2) as others:
            for _ in range(10):
                assert switchboard.call().status == 200
            assert others.count == MANY
        assert switchboard.call().status == 200


def test_a_request_is_answered_while_others_do_not_read_theirs(server: Server) -> None:
    with Tricklers(server.port, 40, reader("/file"), pause=0.2), server.client() as client:
        for _ in range(20):
            assert client.ask(GET).status == 200


def test_who_reads_slowly_gets_all_of_it(server: Server) -> None:
    with server.client(buffer=4096) as slow, server.client() as client:
        slow.socket.sendall(GET.replace(b"/a", b"/file"))
        for _ in range(20):
            assert client.ask(GET).status == 200
        assert slow.read().body == bytes(range(250)) * (LARGE // 250)


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\nHos", HEADERS.at_once, BODY.at_once])
def test_half_a_request_is_refused_and_its_connection_closed(server: Server, sent: bytes) -> None:
    with server.client() as client:
        assert client.ask(sent).status == 408
        assert client.is_over()


def test_half_a_request_behind_a_whole_one_is_refused_too(server: Server) -> None:
    with server.client() as client:
        assert client.ask(GET + GET[:10]).status == 200
        assert client.read().status == 408


def test_who_says_nothing_is_hung_up_on(server: Server) -> None:
    with server.client() as client:
        assert client.is_over()


def test_when_there_are_too_many_the_oldest_that_is_not_whole_gives_way(server: Server) -> None:
    with server.client() as kept:
        assert kept.ask(GET).status == 200  # so that it is not one of those that are not whole
        with Tricklers(server.port, 80, HEADERS) as others:
            for _ in range(10):
                eventually(lambda: is_answered(server))  # Twilio tries a failed connection again
                assert kept.ask(GET).status == 200
            eventually(lambda: others.renewed > 0)


def is_answered(server: Server) -> bool:
    """With so many who come and go, one that has not been read yet may have to give way."""
    try:
        with server.client() as client:
            return client.ask(GET).status == 200
    except ConnectionError:
        return False
