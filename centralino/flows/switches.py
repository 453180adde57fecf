"""Live notices, closings and openings: what is said once and heard by every caller from then on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Protocol

from centralino.calendar.layers import Layer, Switch
from centralino.languages.prompts import Prompt


class Gravity(IntEnum):
    """How much a notice weighs: the gravest is heard first."""

    EMERGENCY = 1
    WARNING = 2
    INFORMATION = 3


@dataclass(frozen=True)
class Aim:
    """Whom a switch reaches: everything, a site, or some numbers (slugs)."""

    site: str = ""
    numbers: frozenset[str] = frozenset()

    def reaches(self, number: str, site: str | None) -> bool:
        if self.numbers:
            return number in self.numbers
        return not self.site or self.site == site

    @property
    def layer(self) -> Layer:
        if self.numbers:
            return Layer.NUMBER_SWITCH
        return Layer.SITE_SWITCH if self.site else Layer.ALL_SWITCH


@dataclass(frozen=True)
class Notice:
    """Words that callers hear first, from `start` up to `end`; with `ends_call` nothing else."""

    prompt: Prompt
    start: datetime
    end: datetime
    aim: Aim = Aim()
    gravity: Gravity = Gravity.WARNING
    ends_call: bool = False

    def passed(self, number: str, site: str | None) -> bool:
        """Whether calls that came through another number were told it there, and went on."""
        return not self.ends_call and self.aim.reaches(number, site)


@dataclass(frozen=True)
class Switched:
    """A closing or opening, and whom it reaches."""

    switch: Switch
    aim: Aim


@dataclass(frozen=True)
class Switches:
    """All that is switched, as last read. One value is never changed: a change is a new value."""

    notices: tuple[Notice, ...] = ()
    switched: tuple[Switched, ...] = ()

    def closings(self, number: str, site: str | None) -> tuple[Switch, ...]:
        """The closings and openings that reach a number, in the order in which they were made."""
        return tuple(each.switch for each in self.switched if each.aim.reaches(number, site))

    def notices_for(self, number: str, site: str | None) -> tuple[Notice, ...]:
        """The notices that reach a number: by gravity, the most specific first, none twice."""
        reaching = [each for each in self.notices if each.aim.reaches(number, site)]
        reaching.sort(key=lambda notice: (notice.gravity, notice.aim.layer))
        return _each_text_once(reaching)


def _each_text_once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    told: list[Notice] = []
    for notice in notices:
        if notice.prompt not in [earlier.prompt for earlier in told]:
            told.append(notice)
    return tuple(told)


class SwitchSource(Protocol):
    """Where calls read what is switched: from memory, at once."""

    def current(self) -> Switches:
        """The same object for as long as nothing changes: kept answers rely on it."""
        ...

    def trouble(self) -> str:
        """What keeps `current` from being up to date; empty if nothing does."""
        ...


NONE = Switches()


@dataclass(frozen=True)
class Held:
    """What is switched, held still."""

    switches: Switches = NONE

    def current(self) -> Switches:
        return self.switches

    def trouble(self) -> str:
        return ""


class Nothing(Held):
    """Nothing is switched."""
