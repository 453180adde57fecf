"""Numbers, dates, lengths and lists, as whoever reads would write them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from centralino.core import readable
from centralino.core.texts import reading
from centralino.languages.readers import reading_in

DAY = date(2026, 11, 23)


@contextmanager
def read_in(code: str) -> Iterator[None]:
    with reading(reading_in(code)):
        yield


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"),
        (45.2, "45 s"),
        (60, "1 min"),
        (80, "1 min 20 s"),
        (3599.6, "1 h"),
        (5400, "1 h 30 min"),
        (21 * 3600, "21 h"),
    ],
)
@pytest.mark.parametrize("code", ["it", "en"])
def test_a_length_of_time_is_short(seconds: float, told: str, code: str) -> None:
    with read_in(code):
        assert readable.write_length(seconds) == told


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "it",
            (
                "12.345",
                "lunedì 23 novembre 2026",
                "lunedì 23 novembre 2026 alle ore 11:05",
                "lun 23 nov",
                "a, b e c",
                "a o b",
                "«sì»",
            ),
        ),
        (
            "en",
            (
                "12,345",
                "Monday 23 November 2026",
                "Monday 23 November 2026 at 11:05",
                "Mon 23 Nov",
                "a, b and c",
                "a or b",
                "“sì”",
            ),
        ),
    ],
)
def test_each_language_writes_in_its_own_way(code: str, expected: tuple[str, ...]) -> None:
    with read_in(code):
        assert expected == (
            readable.write_count(12345),
            readable.write_date(DAY),
            readable.write_moment(datetime(2026, 11, 23, 11, 5, tzinfo=UTC)),
            readable.write_short_date(DAY),
            readable.write_list(["a", "b", "c"]),
            readable.write_list(["a", "b"], "or"),
            readable.quote("sì"),
        )


def test_months_and_weekdays_begin_where_a_year_and_a_week_do() -> None:
    with read_in("it"):
        assert readable.name_months()[::11] == ["gennaio", "dicembre"]
        assert readable.name_weekdays()[::6] == ["lun", "dom"]
    assert readable.name_months()[0] == "January"
