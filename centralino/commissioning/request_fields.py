"""The fields of a request, from how people write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from centralino.calendar.reading_spans import read_spans
from centralino.calendar.reading_weeks import read_timetable
from centralino.calendar.timetable import DAY
from centralino.core import numbers
from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.fields.keys import LONGEST_CODE
from centralino.languages.registry import is_spoken
from centralino.year.short_dates import write_clock

SHORTEST = 4  # digits of a code
DAYS_AND_HOURS = re.compile(r"(?P<days>[^\d]*?[^\d\s])\s*:?\s+(?P<hours>\d.*)")
SEASON = re.compile(r"(?P<start>\d\d-\d\d)\s*\.\.\s*(?P<end>\d\d-\d\d)\s*:\s*(?P<hours>\S.*)")
IN_A_LANGUAGE = re.compile(r"(?P<language>[a-z]{2,3})=(?P<words>.+)")
CODE = re.compile(r"(?P<digits>[^=:]*[^=:\s])\s*=\s*(?P<whom>[^:]*[^:\s])\s*:(?P<ring>.+)")
CHOICE = re.compile(r"(?P<key>[0-9*#])\s*=\s*(?P<words>[^:]+):(?P<ring>.+)")


@dataclass(frozen=True)
class MenuChoice:
    """One key of a menu: what it is for, in other languages too, and whom it rings."""

    key: str
    words: str
    ring: tuple[str, ...]
    words_in: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ServiceCode:
    """Digits that few people know, whom they reach in words, and at which telephones."""

    digits: str
    whom: str
    ring: tuple[str, ...]


@dataclass(frozen=True)
class RequestedSeason:
    """A time of each year with hours of its own; its days as YAML has them, `07-01`."""

    start: str
    end: str
    hours: Mapping[str, str]


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
    """`1=le tasse / en=fees: 0577 235020, 0577 235021`. Raises InputError."""
    match = CHOICE.fullmatch(text.strip())
    if match is None:
        raise input_error(
            _(
                "'{text}' is no choice: write it like \"1=le immatricolazioni: 0577 235020\"",
                text=text,
            )
        )
    ring = tuple(numbers.e164(number.strip()) for number in match["ring"].split(","))
    first, *others = (words.strip() for words in match["words"].split(" / "))
    return MenuChoice(match["key"], first, ring, dict(map(_in_a_language, others)))


def read_code(text: str) -> ServiceCode:
    """`4711=on-call technician: 0577 235210`. Raises InputError."""
    match = CODE.fullmatch(text.strip())
    if match is None:
        raise input_error(
            _("'{text}' opens nothing: write it like \"4711=on-call: 0577 235210\"", text=text)
        )
    digits = match["digits"].strip()
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST_CODE):
        raise input_error(
            _(
                "'{code}' is no code: write {shortest} to {longest} digits, as fewer are soon "
                "guessed",
                code=digits,
                shortest=SHORTEST,
                longest=LONGEST_CODE,
            )
        )
    ring = tuple(numbers.e164(number.strip()) for number in match["ring"].split(","))
    return ServiceCode(digits, " ".join(match["whom"].split()), ring)


def _in_a_language(text: str) -> tuple[str, str]:
    found = IN_A_LANGUAGE.fullmatch(text)
    if found is None or not is_spoken(found["language"]):
        raise input_error(
            _("'{text}' is in no language that is spoken: write it like en=fees", text=text)
        )
    return found["language"], found["words"]


def read_season(text: str) -> RequestedSeason:
    """`07-01..08-31: mon-fri 9-12`. Raises InputError."""
    match = SEASON.fullmatch(text.strip())
    hours = read_hours(match["hours"]) if match else None
    if match is None or hours is None or not all(map(_is_a_day, match.group("start", "end"))):
        raise input_error(
            _(
                "'{text}' is no season: write month and day, like 07-01..08-31: mon-fri 9-12",
                text=text,
            )
        )
    return RequestedSeason(match["start"], match["end"], hours)


def _is_a_day(text: str) -> bool:
    """Of a leap year, since seasons come every year."""
    try:
        datetime.strptime(f"2024-{text}", "%Y-%m-%d")  # noqa: DTZ007 - a day of no zone
    except ValueError:
        return False
    return True


def check_keys(choices: tuple[MenuChoice, ...]) -> None:
    keys = [choice.key for choice in choices]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        raise input_error(
            _("key {key} has two meanings: give each choice a key of its own", key=twice[0])
        )


def check_codes(codes: tuple[ServiceCode, ...]) -> None:
    """Of one length, so that nobody need press the hash key. Raises InputError."""
    known = [code.digits for code in codes]
    twice = [digits for digits in known if known.count(digits) > 1]
    if twice:
        raise input_error(
            _("the code {code} is given twice: give everybody a code of their own", code=twice[0])
        )
    if len(set(map(len, known))) > 1:
        raise input_error(_("give all codes the same number of digits"))


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
