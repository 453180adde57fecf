"""The real server while its database stands still: bench.frozen, for some seconds."""

from collections.abc import Callable

import pytest

from bench.frozen import A_SECOND, Tally, on_postgresql, on_sqlite

SECONDS = 5.0
TOO_LATE = 2.0  # seconds; a machine that does other things too makes a call wait, but no database


@pytest.mark.parametrize("on", [on_postgresql, on_sqlite])
def test_no_call_waits_for_a_database_that_stands_still_and_nothing_is_lost(
    on: Callable[[float], Tally],
) -> None:
    found = on(SECONDS)
    assert len(found.calls) == SECONDS * A_SECOND
    assert found.unanswered == []
    assert sorted(found.calls)[len(found.calls) // 2] < TOO_LATE
    assert found.lost == []
    assert found.at_once < len(found.announced), "it stood still"
    assert len(found.acknowledged) + found.adopted >= len(found.announced)
    assert max(found.scrapes) < 15.0
