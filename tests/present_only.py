"""As on another day, what says nothing of the day is left out, where libfaketime would break it
or where it takes long."""

import os
from collections.abc import Sequence

import pytest

LEFT_OUT = {
    "tests/serving/": "sockets alone, with real waits",
    "tests/delivery/test_soak.py": "faults by the monotonic clock, for seconds only",
    "tests/handlers/test_fuzz.py": "forms of any shape, at a moment that the test sets",
    "tests/languages/test_every_sentence_is_marked.py": "source code alone",
    "tests/languages/test_nothing_left_in_english.py": "sentences that are looked up, on any day",
    "tests/loading/test_fuzz_files.py": "files of any shape, read and not called",
    "tests/loading/test_no_python_in_errors.py": "files of any shape, read and not called",
    "tests/pages/test_message_audio.py": "sockets alone, with real waits",
    "tests/setup/test_commands_output.py": "pipes alone",
    "tests/setup/test_make.py": "make, and what is missing",
    "tests/setup/test_make_run.py": "make, and what it starts",
    "tests/setup/test_private_files.py": "files and who may read them",
    "tests/setup/test_reload.py": "processes and signals, with real waits",
    "tests/setup/test_watching.py": "files that are saved, with real waits",
    "tests/setup/test_signed_target.py": "request lines and signatures, which have no date",
    "tests/setup/test_standard_error.py": "pipes alone, with real waits",
    "tests/setup/test_frozen.py": "a database that stands still, by the monotonic clock",
    "tests/store/test_waits.py": "PostgreSQL's own timers do not ring under libfaketime",
    "tests/delivery/test_a_channel_from_outside.py": "mails in the outbox, whose files keep the "
    "present's time, are years old to the retention",
}
"""Where tests are, and why they stay in the present."""
TWICE = "tests/delivery/"
"""What is tried there on both databases is tried on SQLite alone: faults, for minutes."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "FAKETIME" not in os.environ:
        return
    left_out = [item for item in items if stays(item.nodeid)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not stays(item.nodeid)]


def stays(node: str, places: Sequence[str] = tuple(LEFT_OUT)) -> bool:
    again = node.startswith(TWICE) and "[postgresql" in node
    return again or node.startswith(tuple(places))
