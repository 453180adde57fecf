"""The real server: reloaded, stopped and read in its logs, while calls come in."""

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from centralino.simulator.line import HttpAnswer, Signer, UnreachableError
from setup.served import (
    CALLER,
    FORM,
    PATIENCE,
    PUBLIC_URL,
    TOKEN,
    Served,
    eventually,
    says,
    served,
)

OLD, NEW = "parole di prima", "parole di adesso"


class Callers:
    """Callers who ring one after the other: some on a connection kept alive, some on a new one."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self.answers: list[HttpAnswer] = []
        self.faults: list[str] = []
        self.stop = Event()

    def ring(self, *, keeps_alive: bool) -> None:
        line = self.server.line()
        while not self.stop.is_set():
            try:
                self.answers.append(line.post("/voice", FORM))
            except UnreachableError as error:
                self.faults.append(str(error))
            if not keeps_alive:
                line.session.close()

    def heard(self, words: str) -> int:
        return sum(words.encode() in answer.body for answer in self.answers)


@contextmanager
def calls_coming_in(server: Served) -> Iterator[Callers]:
    callers = Callers(server)
    lines = [
        Thread(target=callers.ring, kwargs={"keeps_alive": keeps_alive})
        for keeps_alive in (True, False, False)
    ]
    for line in lines:
        line.start()
    try:
        yield callers
    finally:
        callers.stop.set()
        for line in lines:
            line.join(PATIENCE)


def test_a_reload_changes_the_words_and_drops_no_call(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server, calls_coming_in(server) as callers:
        eventually(lambda: callers.heard(OLD) > 20)
        server.flow.write_text(says(NEW))
        server.reload()
        eventually(lambda: callers.heard(NEW) > 200)
        time.sleep(2.5)  # by now the workers of before have let go of their last connections
    assert callers.faults == []
    assert {answer.status for answer in callers.answers} == {200}
    assert callers.heard(OLD) + callers.heard(NEW) == len(callers.answers)
    assert all(NEW.encode() in answer.body for answer in callers.answers[-20:])


def test_a_file_broken_at_a_reload_leaves_the_last_good_one_serving(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        server.flow.write_text("number: [\n")
        server.reload()
        eventually(lambda: server.report()["status"] == "degraded")
        assert OLD.encode() in server.call().body
        assert server.report()["serving_last_good"] == ["0577235501.yaml"]
        server.flow.write_text(says(NEW))
        server.reload()
        eventually(lambda: server.report()["status"] == "ready")
        assert NEW.encode() in server.call().body


def test_a_request_half_sent_when_the_server_is_stopped_is_answered(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        head, body = request()
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
            line.sendall(head + body[:20])
            time.sleep(0.3)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            line.sendall(body[20:])
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert server.process.wait(PATIENCE) == 0
    assert answer.startswith(b"HTTP/1.1 200")
    assert OLD.encode() in answer


def test_every_line_of_the_log_is_json_and_none_has_a_callers_number(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        server.line().post(f"/voice/0577235501/start?caller={CALLER}", FORM)
        server.call()
        eventually(lambda: len(webhooks(server)) == 2)
    lines = server.log()
    assert {"Booting worker", "Shutting down"} <= {
        " ".join(line["event"].replace(":", "").split()[:2]) for line in lines
    }
    assert CALLER.lstrip("+") not in (tmp_path / "log").read_text()


def odd_requests() -> list[bytes]:
    """What a proxy, a stranger or a mistake may send, each with a caller's number in it."""
    query = f"caller={CALLER.replace('+', '%2B')}&From={CALLER}"
    line = f"POST /voice/0577235501/start?{query} HTTP/1.1\r\n"
    return [
        f"{text}\r\n\r\n".encode()
        for text in (
            f"GET http://switchboard.example.org/voice?{query} HTTP/1.1\r\nHost: x",
            f"GET http://switchboard.example.org/voice?{query} HTTP/9.1\r\nHost: x",
            f"GET /voice?{query} and more HTTP/1.1\r\nHost: x",
            f"GET\t/voice?{query}",
            f"caller={CALLER} / HTTP/1.1",
            f"{line}Host: x\r\nX-Caller {CALLER}: 1",
            f"{line}Host: x\r\nX: a\x00{CALLER}",
            f"{line}Host: x\r\n folded {CALLER}",
            f"{line}Host: x\r\nContent-Length: {CALLER}",
            f"{line}Host: x\r\nTransfer-Encoding: {CALLER}",
            f"{line}Host: x\r\nExpect: {CALLER}",
            f"{line}Host: x\r\nTransfer-Encoding: chunked\r\n\r\n{CALLER}",
            f"POST /voice?{query}{'&x=1' * 3000} HTTP/1.1\r\nHost: x",
        )
    ]


def test_no_line_of_the_server_itself_shows_a_caller(tmp_path: Path) -> None:
    with served(tmp_path, says(OLD)) as server:
        for sent in odd_requests():
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
                line.sendall(sent)
                line.shutdown(socket.SHUT_WR)
                assert b"Buongiorno" not in b"".join(iter(lambda: line.recv(65536), b""))
        server.call()
        eventually(lambda: len(webhooks(server)) == 1)
    assert any("Invalid request" in line["event"] for line in server.log())
    written = (tmp_path / "log").read_text()
    assert CALLER.lstrip("+") not in written
    assert "333123" not in written


def webhooks(server: Served) -> list[object]:
    return [line for line in server.log() if line["event"] == "webhook"]


def request() -> tuple[bytes, bytes]:
    """A signed webhook: its head, and its body."""
    signed = Signer(PUBLIC_URL, TOKEN).sign("/voice", FORM, "POST")
    body = urlencode(signed.body).encode()
    headers = {
        "Host": "switchboard.example.org",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **signed.headers,
    }
    lines = ["POST /voice HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode(), body
