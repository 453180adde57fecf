"""An office's request for a number, as it is written on a form or said on the telephone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from centralino.calendar.gathering import Gathering
from centralino.commissioning.request_fields import (
    MenuChoice,
    RequestedSeason,
    ServiceCode,
    check_codes,
    check_keys,
    read_choice,
    read_code,
    read_hours,
    read_name,
    read_season,
    read_site,
    read_web,
)
from centralino.core import numbers
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.fields.values import read_email
from centralino.languages.registry import MAIN
from centralino.loading.shared_settings import ALWAYS_OPEN

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class NumberRequest:
    """`number` and those to `ring` are E.164; `hours` are days with their hours, as YAML has them.

    `office_in`: its name in other languages. No hours: open whenever the organisation is. No
    e-mail: callers leave no message. `confirm`: whoever picks up presses 1, on every telephone or
    on none; not said, on mobiles. `rotates`: each call begins with another telephone.
    """

    number: str
    office: str
    office_in: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, str] | None = None
    seasons: tuple[RequestedSeason, ...] = ()
    rotates: bool = False
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[MenuChoice, ...] = ()
    codes: tuple[ServiceCode, ...] = ()
    site: str = ""
    web: str = ""
    language: str = MAIN
    confirm: bool | None = None
    always_open: bool = ALWAYS_OPEN

    @property
    def slug(self) -> str:
        return numbers.slug_of_number(self.number)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which every choice of its menu has words, or it has a name; its own first."""
        others = [set(choice.words_in) for choice in self.choices] or [set(self.office_in)]
        return (self.language, *sorted(set[str].intersection(*others)))

    @property
    def free_keys(self) -> list[str]:
        """The menu's keys that choose nothing, the first ones first."""
        taken = {choice.key for choice in self.choices}
        return [key for key in "123456789" if key not in taken]

    @property
    def code_key(self) -> str:
        """The menu's key for whoever has a code; none without a menu, or without codes."""
        return self.free_keys[0] if self.choices and self.codes else ""


@dataclass(frozen=True)
class Written:
    """The request as somebody wrote it: every field is text, or a list of texts."""

    number: str
    office: str
    office_in: Mapping[str, str] = field(default_factory=dict)
    hours: str = ""
    seasons: tuple[str, ...] = ()
    rotates: bool = False
    ring: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    site: str = ""
    web: str = ""
    language: str = MAIN
    confirm: bool | None = None
    always_open: bool = ALWAYS_OPEN


def read_request(written: Written, sites: Iterable[str]) -> NumberRequest:
    """Raises InputError with all that does not fit, each below the name of its field."""
    reading = Reading()
    request = NumberRequest(
        number=reading.of("number", numbers.e164, written.number, ""),
        office=reading.of("office", read_name, written.office, ""),
        office_in=_names(written.office_in),
        hours=reading.of("hours", read_hours, written.hours, None),
        seasons=reading.each("season", read_season, written.seasons),
        rotates=written.rotates,
        ring=reading.each("ring", numbers.e164, written.ring),
        email=reading.each("email", read_email, written.email),
        choices=reading.each("choice", read_choice, written.choices),
        codes=reading.each("code", read_code, written.codes),
        site=reading.of("site", partial(read_site, sites=tuple(sites)), written.site, ""),
        web=reading.of("web", read_web, written.web, ""),
        language=written.language,
        confirm=written.confirm,
        always_open=written.always_open,
    )
    reading.of("choice", check_keys, request.choices, None)
    reading.of("choice", check_languages, request, None)
    reading.of("code", check_codes, request.codes, None)
    reading.of("choice", check_free_keys, request, None)
    reading.of("season", check_seasons, request, None)
    reading.gathering.finish()
    return request


def check_languages(request: NumberRequest) -> None:
    """A menu is offered in a language that all of it is in. Raises InputError."""
    named = {language for choice in request.choices for language in choice.words_in}
    for language in sorted(named):
        if language not in request.languages:
            raise input_error(
                _("every choice needs its words in '{language}', or none", language=language)
            )
        if language not in request.office_in:
            raise input_error(
                _(
                    "the office needs its name in '{language}' too, for callers to hear",
                    language=language,
                )
            )


def check_free_keys(request: NumberRequest) -> None:
    """Codes, and each other language, take a key of the menu too. Raises InputError."""
    if len(request.free_keys) < bool(request.codes) + len(request.languages) - 1:
        raise input_error(
            _("no key is left for codes and other languages: give callers fewer choices")
        )


def check_seasons(request: NumberRequest) -> None:
    if request.seasons and not request.hours:
        raise input_error(
            _("a season's hours stand beside those of the rest of the year: say both")
        )


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
