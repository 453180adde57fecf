"""The languages of flow files, as far as a calendar must know them.

Those who speak them are above, and teach them here: the codes that words may have, how people
type the days of the week, the months and days that have a name together, and what they call
holidays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WEEKDAYS: dict[str, int] = {}
"""Every name of a day, in all the languages; Monday is 0."""
EVERY_DAY: set[str] = set()
GROUPS: dict[str, Sequence[str]] = {}
"""What may be meant by the name of some days together, as it can be written."""
MONTHS: dict[str, int] = {}
"""Every name of a month; January is 1."""
HOLIDAYS: dict[str, Mapping[str, str]] = {}
"""What people call public holidays in each language, by the `holidays` library's names."""


@dataclass(frozen=True)
class WrittenDays:
    """How people type days in one language. The first of `weekdays` has Monday's names, that of
    `months` January's: "mon monday". `holidays`: what they call those of the `holidays` library."""

    weekdays: Sequence[str]
    every_day: Iterable[str]
    months: Sequence[str] = ()
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    holidays: Mapping[str, str] = field(default_factory=dict)


_TYPED: dict[str, WrittenDays] = {}


def learn(code: str, typed: WrittenDays) -> None:
    """One language more. Raises ValueError for a name that is another day's in another language."""
    for name, weekday in _named(typed.weekdays):
        if WEEKDAYS.get(name, weekday) != weekday:
            raise ValueError(f"'{name}' is another day of the week in another language")
    _TYPED[code] = typed
    HOLIDAYS[code] = typed.holidays
    _gather()


def forget(code: str) -> None:
    del _TYPED[code], HOLIDAYS[code]
    _gather()


def codes() -> tuple[str, ...]:
    return tuple(_TYPED)


def example() -> str:
    """Words per language as YAML has them: `{it: ..., en: ...}`."""
    return "{" + ", ".join(f"{code}: ..." for code in _TYPED) + "}"


def _gather() -> None:
    WEEKDAYS.clear()
    EVERY_DAY.clear()
    GROUPS.clear()
    MONTHS.clear()
    for typed in _TYPED.values():
        WEEKDAYS.update(_named(typed.weekdays))
        EVERY_DAY.update(typed.every_day)
        GROUPS.update({name: days for name, days in typed.groups.items() if name not in GROUPS})
        MONTHS.update((name, month + 1) for name, month in _named(typed.months))


def _named(all_names: Sequence[str]) -> Iterable[tuple[str, int]]:
    """Each name with its place, from 0."""
    return [(name, place) for place, names in enumerate(all_names) for name in names.split()]
