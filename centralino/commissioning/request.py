"""An office's request for a number, as it is written on a form or said on the telephone."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from centralino import numbers
from centralino.calendar.clock import read_spans
from centralino.calendar.gathering import Gathering
from centralino.calendar.timetable import DAY
from centralino.calendar.week import read_timetable
from centralino.fields import read_email
from centralino.misfit import misfit, nearest
from centralino.year.written import clock

DAYS_AND_HOURS = re.compile(r"(?P<days>[^\d]*?[^\d\s])\s*:?\s+(?P<hours>\d.*)")
CHOICE = re.compile(r"(?P<key>[0-9*#])\s*=\s*(?P<words>[^:]+):(?P<ring>.+)")
T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Choice:
    """One key of a menu: what it is for, and whom it rings."""

    key: str
    words: str
    ring: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """`number` and those to `ring` are E.164; `hours` are days with their hours, as YAML has them.

    No hours: open whenever the organisation is. No e-mail: callers leave no message.
    """

    number: str
    office: str
    office_en: str = ""
    hours: Mapping[str, str] | None = None
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    site: str = ""
    web: str = ""
    language: str = "it"
    confirm: bool = False
    always_open: bool = False

    @property
    def slug(self) -> str:
        return numbers.slug(self.number)


@dataclass(frozen=True)
class Written:
    """The request as somebody wrote it: every field is text, or a list of texts."""

    number: str
    office: str
    office_en: str = ""
    hours: str = ""
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    site: str = ""
    web: str = ""
    language: str = "it"
    confirm: bool = False
    always_open: bool = False


def read_request(written: Written, sites: Iterable[str]) -> Request:
    """Raises MisfitError with all that does not fit, each below the name of its field."""
    reading = Reading()
    request = Request(
        number=reading.of("number", numbers.e164, written.number, ""),
        office=reading.of("office", read_name, written.office, ""),
        office_en=written.office_en.strip(),
        hours=reading.of("hours", read_hours, written.hours, None),
        ring=reading.each("ring", numbers.e164, written.ring),
        email=reading.each("email", read_email, written.email),
        choices=reading.each("choice", read_choice, written.choices),
        site=reading.of("site", partial(read_site, sites=tuple(sites)), written.site, ""),
        web=reading.of("web", read_web, written.web, ""),
        language=written.language,
        confirm=written.confirm,
        always_open=written.always_open,
    )
    reading.of("choice", check_keys, request.choices, None)
    reading.gathering.finish()
    return request


class Reading:
    """Reads field after field, and keeps what does not fit for the end."""

    def __init__(self) -> None:
        self.gathering = Gathering()

    def of(self, name: str, read: Callable[[V], T], value: V, instead: T) -> T:
        with self.gathering.at(name):
            return read(value)
        return instead  # what does not fit is kept, and the reading goes on

    def each(self, name: str, read: Callable[[str], T], values: Iterable[str]) -> tuple[T, ...]:
        found: list[T] = []
        for value in values:
            with self.gathering.at(name):
                found.append(read(value))
        return tuple(found)


def read_name(text: str) -> str:
    """What callers hear the office called."""
    if not text.strip():
        raise misfit("expected the office's name, as callers are to hear it")
    return " ".join(text.split())


def read_hours(text: str) -> Mapping[str, str] | None:
    """`mon-fri 10-13, tue 15-17` as days and hours; of nothing, nothing. Raises MisfitError."""
    if not text.strip():
        return None
    found: dict[str, str] = {}
    for part in _openings(text):
        match = DAYS_AND_HOURS.fullmatch(part)
        if match is None:
            raise misfit(f"'{part}' has no hours: write them like mon-fri 10-13, tue 15-17")
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
    """`9-12 15-17` as 09:00-12:00, 15:00-17:00. Raises MisfitError."""
    listed = ", ".join(re.sub(r"\s*[-–]\s*", "-", hours).replace(",", " ").split())
    return ", ".join(
        f"{clock(span.start)}-{clock(span.end % DAY or DAY)}" for span in read_spans(listed)
    )


def read_choice(text: str) -> Choice:
    """`1=le immatricolazioni: 0577 235020, 0577 235021`. Raises MisfitError."""
    match = CHOICE.fullmatch(text.strip())
    if match is None:
        raise misfit(f"'{text}' is no choice: write it like \"1=le immatricolazioni: 0577 235020\"")
    ring = tuple(numbers.e164(number.strip()) for number in match["ring"].split(","))
    return Choice(match["key"], match["words"].strip(), ring)


def check_keys(choices: tuple[Choice, ...]) -> None:
    keys = [choice.key for choice in choices]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        raise misfit(f"key {twice[0]} has two meanings: give each choice a key of its own")


def read_site(text: str, sites: tuple[str, ...]) -> str:
    if text and text not in sites:
        raise misfit(f"the organisation's file has no site '{text}'; {nearest(text, sites)}")
    return text


def read_web(text: str) -> str:
    if text and (not text.startswith(("http://", "https://")) or " " in text):
        raise misfit(f"'{text}' is no page: write it like https://www.example.org/office")
    return text
