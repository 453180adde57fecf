"""Log lines that are gathered: none is lost, none is out of order, trouble never waits."""

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from centralino.loglines import GATHER, GatheredLines


def test_a_line_is_written_within_a_moment() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.info("two")
    time.sleep(GATHER * 3)
    assert file.getvalue() == "one\ntwo\n"
    lines.end()


def test_trouble_is_written_at_once_after_what_waits() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.error("two")
    assert file.getvalue() == "one\ntwo\n"
    lines.end()


def test_what_waits_at_the_end_is_written_and_a_later_line_begins_anew() -> None:
    file = io.StringIO()
    lines = GatheredLines(file)
    lines.info("one")
    lines.end()
    assert file.getvalue() == "one\n"
    lines.info("two")
    time.sleep(GATHER * 3)
    assert file.getvalue() == "one\ntwo\n"
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
