"""An office's request for a number, as it is written on a form or said on the telephone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from centralino.calendar.gathering import Gathering
from centralino.commissioning.request_fields import (
    MenuChoice,
    check_keys,
    read_choice,
    read_hours,
    read_name,
    read_site,
    read_web,
)
from centralino.core import numbers
from centralino.fields.values import read_email
from centralino.languages.registry import MAIN
from centralino.loading.shared_settings import ALWAYS_OPEN

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class NumberRequest:
    """`number` and those to `ring` are E.164; `hours` are days with their hours, as YAML has them.

    `office_in`: its name in other languages. No hours: open whenever the organisation is. No
    e-mail: callers leave no message.
    """

    number: str
    office: str
    office_in: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, str] | None = None
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[MenuChoice, ...] = ()
    site: str = ""
    web: str = ""
    language: str = MAIN
    confirm: bool = False
    always_open: bool = ALWAYS_OPEN

    @property
    def slug(self) -> str:
        return numbers.slug_of_number(self.number)


@dataclass(frozen=True)
class Written:
    """The request as somebody wrote it: every field is text, or a list of texts."""

    number: str
    office: str
    office_in: Mapping[str, str] = field(default_factory=dict)
    hours: str = ""
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    site: str = ""
    web: str = ""
    language: str = MAIN
    confirm: bool = False
    always_open: bool = ALWAYS_OPEN


def read_request(written: Written, sites: Iterable[str]) -> NumberRequest:
    """Raises InputError with all that does not fit, each below the name of its field."""
    reading = Reading()
    request = NumberRequest(
        number=reading.of("number", numbers.e164, written.number, ""),
        office=reading.of("office", read_name, written.office, ""),
        office_in=_names(written.office_in),
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


def _names(written: Mapping[str, str]) -> dict[str, str]:
    return {language: name.strip() for language, name in written.items() if name.strip()}


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
