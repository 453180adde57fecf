"""The fields of a request, from how people write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from centralino.calendar.reading_spans import read_spans
from centralino.calendar.reading_weeks import read_timetable
from centralino.calendar.timetable import DAY
from centralino.core import numbers
from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.year.short_dates import write_clock

DAYS_AND_HOURS = re.compile(r"(?P<days>[^\d]*?[^\d\s])\s*:?\s+(?P<hours>\d.*)")
CHOICE = re.compile(r"(?P<key>[0-9*#])\s*=\s*(?P<words>[^:]+):(?P<ring>.+)")


@dataclass(frozen=True)
class MenuChoice:
    """One key of a menu: what it is for, and whom it rings."""

    key: str
    words: str
    ring: tuple[str, ...]


def read_name(text: str) -> str:
    """What callers hear the office called."""
    if not text.strip():
        raise input_error(_("expected the office's name, as callers are to hear it"))
    return " ".join(text.split())


def read_hours(text: str) -> Mapping[str, str] | None:
    """`mon-fri 10-13, tue 15-17` as days and hours; of nothing, nothing. Raises InputError."""
    if not text.strip():
        return None
    found: dict[str, str] = {}
    for part in _openings(text):
        match = DAYS_AND_HOURS.fullmatch(part)
        if match is None:
            raise input_error(
                _("'{part}' has no hours: write them like mon-fri 10-13, tue 15-17", part=part)
            )
        days, hours = match["days"].strip(), _in_full(match["hours"])
        found[days] = f"{found[days]}, {hours}" if days in found else hours
    read_timetable(found)
    return found


def _openings(text: str) -> list[str]:
    """`mon-fri 10-13, tue, thu 15-17` in two: days that have no hours yet wait for theirs."""
    parts: list[str] = []
    for piece in re.split(r"[;\n]|,\s*(?=[^\W\d])", text):
        waiting = bool(parts) and not any(sign.isdigit() for sign in parts[-1])
        if waiting:
            parts[-1] = f"{parts[-1]}, {piece.strip()}"
        elif piece.strip():
            parts.append(piece.strip())
    return parts


def _in_full(hours: str) -> str:
    """`9-12 15-17` as 09:00-12:00, 15:00-17:00. Raises InputError."""
    listed = ", ".join(re.sub(r"\s*[-–]\s*", "-", hours).replace(",", " ").split())
    return ", ".join(
        f"{write_clock(span.start)}-{write_clock(span.end % DAY or DAY)}"
        for span in read_spans(listed)
    )


def read_choice(text: str) -> MenuChoice:
    """`1=le immatricolazioni: 0577 235020, 0577 235021`. Raises InputError."""
    match = CHOICE.fullmatch(text.strip())
    if match is None:
        raise input_error(
            _(
                "'{text}' is no choice: write it like \"1=le immatricolazioni: 0577 235020\"",
                text=text,
            )
        )
    ring = tuple(numbers.e164(number.strip()) for number in match["ring"].split(","))
    return MenuChoice(match["key"], match["words"].strip(), ring)


def check_keys(choices: tuple[MenuChoice, ...]) -> None:
    keys = [choice.key for choice in choices]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        raise input_error(
            _("key {key} has two meanings: give each choice a key of its own", key=twice[0])
        )


def read_site(text: str, sites: tuple[str, ...]) -> str:
    if text and text not in sites:
        raise input_error(
            _(
                "the organisation's file has no site '{site}'; {hint}",
                site=text,
                hint=nearest(text, sites),
            )
        )
    return text


def read_web(text: str) -> str:
    if text and (not text.startswith(("http://", "https://")) or " " in text):
        raise input_error(
            _("'{text}' is no page: write it like https://www.example.org/office", text=text)
        )
    return text
