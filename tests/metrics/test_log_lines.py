"""Log lines that are gathered: none is lost, none is out of order, trouble never waits."""

import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest
from setup.served import PATIENCE, eventually

from centralino.core.log_lines import GatheredLines, count_dropped


def test_a_line_is_written_within_a_moment() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.info("two")
    eventually(lambda: file.getvalue() == "one\ntwo\n")
    lines.end()


def test_trouble_is_written_at_once_after_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("centralino.core.log_lines.GATHER", PATIENCE * 2)
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.error("two")
    eventually(lambda: file.getvalue() == "one\ntwo\n")
    lines.end()


def test_what_waits_at_the_end_is_written_and_a_later_line_begins_anew() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.end()
    assert file.getvalue() == "one\n"
    lines.info("two")
    eventually(lambda: file.getvalue() == "one\ntwo\n")
    lines.end()


def test_lines_of_many_threads_are_all_written_and_whole() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(lambda n: (lines.error if n % 50 == 0 else lines.info)(f"{n}"), range(4000))
        )
    lines.end()
    assert sorted(map(int, file.getvalue().splitlines())) == list(range(4000))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the fork is what is tested
def test_a_forked_process_writes_its_own_lines_and_not_its_parents(tmp_path: Path) -> None:
    with (tmp_path / "log").open("a") as file:
        lines = GatheredLines(file)
        lines.info("parent's")
        child = os.fork()
        if child == 0:
            lines.info("child's")
            lines.flush()
            os._exit(0)
        os.waitpid(child, 0)
        lines.end()
    written = (tmp_path / "log").read_text().splitlines()
    assert sorted(written) == ["child's", "parent's"]


class Eager(GatheredLines):
    """Keeps few lines, and tries again soon."""

    most = 5
    again = 0.01


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[TextIO]:
    """A text file whose descriptor the test puts others in the place of."""
    with (tmp_path / "log").open("w") as file:
        yield file


def replace(file: TextIO, other: Path) -> None:
    with other.open("a") as opened:
        os.dup2(opened.fileno(), file.fileno())


def test_lines_that_a_full_disk_refuses_are_written_later_and_the_rest_are_counted(
    descriptor: TextIO, tmp_path: Path
) -> None:
    replace(descriptor, Path("/dev/full"))
    lines, before = Eager(descriptor), count_dropped()
    lines.info("one")
    eventually(lambda: not lines._lines)  # the thread holds it, and cannot write it
    for number in range(8):
        lines.info(f"later {number}")
    assert not lines.flush(0.1)
    assert count_dropped() - before == 3
    replace(descriptor, tmp_path / "log")
    assert lines.flush(PATIENCE)
    told = (tmp_path / "log").read_text().splitlines()
    assert told == ["one", *(f"later {number}" for number in range(5)), "lines were dropped: 3"]
    lines.error("another")
    assert lines.flush(PATIENCE)
    assert (tmp_path / "log").read_text().splitlines()[-1] == "another"
    lines.end()


def test_a_descriptor_that_was_closed_is_tried_again(descriptor: TextIO, tmp_path: Path) -> None:
    lines, number = Eager(descriptor), descriptor.fileno()
    with (tmp_path / "log").open("a") as opened:
        os.close(number)
        lines.error("one")
        assert not lines.flush(0.1)
        os.dup2(opened.fileno(), number)
    assert lines.flush(PATIENCE)
    assert (tmp_path / "log").read_text() == "one\n"
    lines.end()


def test_a_pipe_that_nobody_reads_holds_nobody_up_and_loses_no_part_of_a_line() -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as file:
        os.set_blocking(writer, False)  # a write takes what there is room for
        lines = GatheredLines(file)
        lines.again = 0.01
        for number in range(2000):
            lines.error(f"{number:0200}")
        assert not lines.flush(0.1)
        found = b""
        while found.count(b"\n") < 2000:
            found += os.read(reader, 65536)
        assert lines.flush(PATIENCE)
        lines.end()
    os.close(reader)
    assert list(map(int, found.split())) == list(range(2000))


def test_a_stuck_pipe_holds_the_end_of_a_process_up_for_a_moment_only() -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as file:
        lines = GatheredLines(file)
        for _ in range(2000):
            lines.error("x" * 200)
        lines.end(0.05)  # returns, though nobody reads
        assert lines._gathers
        with os.fdopen(reader, "rb") as pipe:
            assert sum(len(pipe.readline()) for _ in range(2000)) == 2000 * 201
        eventually(lambda: not lines._gathers)


def test_without_a_standard_error_lines_are_only_counted() -> None:
    lines, before = Eager(None), count_dropped()
    for _ in range(20):
        lines.error("x")
    assert not lines.flush(0.1)
    assert count_dropped() - before >= 10
    lines.end()


def test_a_tally_that_cannot_be_made_does_not_end_the_log() -> None:
    def fails(count: int) -> str:
        raise ArithmeticError(count)

    file = io.StringIO()
    lines = Eager(file, fails)
    with lines._lock:
        lines.dropped = 1
    lines.error("one")
    eventually(lambda: file.getvalue() == "one\n")
    lines.error("two")
    eventually(lambda: file.getvalue() == "one\ntwo\n")
    lines.end()


def test_without_a_thread_to_be_had_lines_wait_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    file = io.StringIO()
    lines = GatheredLines(file)
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", refuses)
        lines.error("one")
    lines.error("two")
    assert lines.flush(PATIENCE)
    assert file.getvalue() == "one\ntwo\n"
    lines.end()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_is_forked_while_its_log_is_stuck() -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as file:
        lines = GatheredLines(file)
        for _ in range(2000):
            lines.error("x" * 200)
        child = os.fork()
        if child == 0:
            os._exit(0 if not lines._lines and lines.flush(0) else 1)
        assert os.waitpid(child, 0)[1] == 0
        os.close(reader)  # and a pipe that broke does not end the log
        assert not lines.flush(0.1)
        lines.end()
