"""Workers stop, are replaced and reloaded without losing a request."""

import signal
from pathlib import Path
from threading import Thread

import requests
from setup.served import PATIENCE, eventually

from .echoing import Server, echoing

GET = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"


def load(server: Server, count: int, wrong: list[str]) -> None:
    """As a proxy does: connections are kept, and tried anew where the server closed one."""
    with requests.Session() as session:
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=1))
        for n in range(count):
            answer = session.get(f"http://127.0.0.1:{server.port}/{n}", timeout=PATIENCE)
            if answer.json()["uri"] != f"/{n}":
                wrong.append(answer.text)


def under_load(server: Server, count: int) -> tuple[list[Thread], list[str]]:
    wrong: list[str] = []
    clients = [Thread(target=load, args=(server, count, wrong)) for _ in range(4)]
    for client in clients:
        client.start()
    return clients, wrong


def test_a_request_that_has_begun_is_answered_before_the_server_ends(tmp_path: Path) -> None:
    with (
        echoing(tmp_path) as server,
        server.client() as client,
        server.client() as idle,
        server.client() as half,
    ):
        assert idle.ask(GET).status == 200
        client.socket.sendall(GET.replace(b"/a", b"/slow/0.5"))
        half.socket.sendall(GET[:20])
        server.process.send_signal(signal.SIGTERM)
        got = client.read()
        assert (got.status, "connection: close" in got.head) == (200, True)
        assert half.ask(GET[20:]).status == 200
        assert idle.is_over()
        assert server.process.wait(PATIENCE) == 0


def test_workers_that_are_replaced_lose_no_request(tmp_path: Path) -> None:
    with echoing(tmp_path, "--max-requests", "50", "-w", "2") as server:
        clients, wrong = under_load(server, 300)
        for client in clients:
            client.join(PATIENCE)
        assert not any(client.is_alive() for client in clients)
        assert wrong == []
        assert server.log.read_text().count("Autorestarting worker") > 2


def test_a_reload_loses_no_request(tmp_path: Path) -> None:
    with echoing(tmp_path, "-w", "2") as server:
        clients, wrong = under_load(server, 300)
        server.process.send_signal(signal.SIGHUP)
        for client in clients:
            client.join(PATIENCE)
        assert not any(client.is_alive() for client in clients)
        assert wrong == []
        eventually(lambda: "Booting worker" in server.log.read_text().partition("Hang up")[2])
