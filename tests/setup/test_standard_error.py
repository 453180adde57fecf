"""A standard error that cannot be written is no trouble of a caller's."""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import requests

from setup.served import PATIENCE, Served, eventually, says, served

WORDS, NEW = "buongiorno", "buonasera"
FEW = (  # gunicorn, whose log keeps few lines
    sys.executable,
    "-c",
    "import sys; from centralino.core.log_lines import GatheredLines; GatheredLines.most = 20; "
    "from gunicorn.app.wsgiapp import run; sys.argv.pop(0); run()",
)
CLOSED = ("sh", "-c", 'exec "$@" 2>&-', "sh")


def answers_through_it_all(server: Served) -> None:
    """Calls, a request that gunicorn itself complains of, a reload: callers notice nothing."""
    for _ in range(200):  # more than the logs of all workers keep
        assert_says(server, WORDS)
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        line.sendall(b"nonsense\r\n\r\n")
        assert b"400" in line.recv(4096)
    assert requests.get(f"http://127.0.0.1:{server.port}/readyz", timeout=PATIENCE).ok
    server.flow.write_text(says(NEW))
    server.reload()
    eventually(lambda: NEW.encode() in server.call().body)
    for _ in range(10):
        assert_says(server, NEW)


def assert_says(server: Served, words: str) -> None:
    answer = server.call()
    assert answer.status == 200
    assert words.encode() in answer.body


def ends(server: Served) -> None:
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    try:
        yield reader, writer
    finally:
        os.close(reader)
        os.close(writer)


def dropped(server: Served) -> float:
    text = requests.get(f"http://127.0.0.1:{server.port}/metrics", timeout=PATIENCE).text
    (line,) = [each for each in text.splitlines() if each.startswith("centralino_log_lines_")]
    return float(line.split()[1])


def test_a_full_disk_stops_no_call(tmp_path: Path) -> None:
    with (
        Path("/dev/full").open("wb") as full,
        served(tmp_path, says(WORDS), through=FEW, errors=full) as server,
    ):
        answers_through_it_all(server)
        eventually(lambda: dropped(server) > 0)
        ends(server)


def test_a_pipe_that_broke_stops_no_call(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with (
        os.fdopen(writer, "wb") as broken,
        served(tmp_path, says(WORDS), through=FEW, errors=broken) as server,
    ):
        answers_through_it_all(server)
        eventually(lambda: dropped(server) > 0)
        ends(server)


def test_a_standard_error_that_was_closed_from_the_start_stops_no_call(tmp_path: Path) -> None:
    with served(tmp_path, says(WORDS), through=[*CLOSED, *FEW]) as server:
        answers_through_it_all(server)
        eventually(lambda: dropped(server) > 0)
        ends(server)


def test_a_pipe_that_nobody_reads_stops_no_call_and_tells_what_was_dropped_when_it_is_read(
    tmp_path: Path,
) -> None:
    reader, writer = os.pipe()
    fill(writer)
    with (
        os.fdopen(writer, "wb") as stuck,
        served(tmp_path, says(WORDS), through=FEW, errors=stuck) as server,
    ):
        answers_through_it_all(server)
        for _ in range(100):  # enough for one of the workers that are there now
            assert_says(server, NEW)
        assert dropped(server) > 0
        found: list[dict[str, Any]] = []
        Thread(target=read, args=(reader, found), daemon=True).start()
        eventually(lambda: any(each["event"] == "log lines were dropped" for each in found))
        # Not more is said of the metric: gunicorn's master drops lines too, and counts nothing.
        assert sum(each.get("count", 0) for each in found) > 0
        before = len(found)
        assert_says(server, NEW)
        eventually(lambda: any(each["event"] == "webhook" for each in found[before:]))
        ends(server)


def test_a_server_whose_log_is_stuck_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    with pipe() as (_, writer):
        fill(writer)
        with (
            os.fdopen(os.dup(writer), "wb") as stuck,
            served(tmp_path, says(WORDS), errors=stuck) as server,
        ):
            assert_says(server, WORDS)
            ends(server)


def fill(writer: int) -> None:
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writer, b" " * 4095 + b"\n")
    os.set_blocking(writer, True)


def read(reader: int, found: list[dict[str, Any]]) -> None:
    with os.fdopen(reader, "rb") as lines:
        for line in lines:
            if line.strip():
                found.append(json.loads(line))
