"""Hours of a day that do not read, as they were probably meant."""

import re

from centralino.core.typed_names import stands_for

_PARTED = re.compile(r"(?<!\d)(\d{1,2}),([0-5]\d)(?!\d)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.,h]([0-5]\d))?(?!\d)")
CLOSED = "closed"


def meant_hours(text: str) -> str | None:
    """Hours that can be written, for "9,30-12,30", "9/12", "dalle 9 alle 12 e dalle 15 alle 17".

    None where the times that it names do not make beginnings and ends.
    """
    times = [_written(match) for match in _TIME.finditer(_PARTED.sub(r"\1:\2", text))]
    numbers = re.findall(r"\d+", text)
    if not times or len(times) % 2 or sum(len(each.split(":")) for each in times) != len(numbers):
        return None
    return ", ".join(f"{first}-{last}" for first, last in zip(times[::2], times[1::2], strict=True))


def means_closed(text: str) -> bool:
    """Whether a word says that a day has no hours: "chiuso"."""
    return text.strip().lower() == CLOSED or stands_for(text.strip(), CLOSED)


def _written(match: re.Match[str]) -> str:
    return f"{match[1]}:{match[2]}" if match[2] else match[1]
