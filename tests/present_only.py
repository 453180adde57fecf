"""As on another day, what says nothing of the day is left out, where libfaketime would break it."""

import os
from collections.abc import Sequence

import pytest

LEFT_OUT = {
    "tests/serving/": "sockets alone, with real waits",
    "tests/delivery/test_soak.py": "faults by the monotonic clock, for seconds only",
    "tests/setup/test_signed_target.py": "request lines and signatures, which have no date",
    "tests/setup/test_standard_error.py": "pipes alone, with real waits",
    "tests/setup/test_frozen.py": "a database that stands still, by the monotonic clock",
    "tests/store/test_waits.py": "PostgreSQL's own timers do not ring under libfaketime",
    "tests/delivery/test_a_channel_from_outside.py": "mails in the outbox, whose files keep the "
    "present's time, are years old to the retention",
}
"""Where tests are, and why they stay in the present."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "FAKETIME" not in os.environ:
        return
    left_out = [item for item in items if stays(item.nodeid)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not stays(item.nodeid)]


def stays(node: str, places: Sequence[str] = tuple(LEFT_OUT)) -> bool:
    return node.startswith(tuple(places))
