"""The languages of flow files, as far as a calendar must know them.

Those who speak them are above, and teach them here: the codes that words may have, how people
type the days of the week, and what they call holidays.
"""

from collections.abc import Iterable, Mapping, Sequence

WEEKDAYS: dict[str, int] = {}
"""Every name of a day, in all the languages; Monday is 0."""
EVERY_DAY: set[str] = set()

HOLIDAYS: dict[str, Mapping[str, str]] = {}
"""What people call public holidays in each language, by the `holidays` library's names."""

_TYPED: dict[str, tuple[Sequence[str], frozenset[str]]] = {}


def learn(
    code: str,
    weekdays: Sequence[str],
    every_day: Iterable[str],
    holidays: Mapping[str, str],
) -> None:
    """One language more. `weekdays` begins with Monday's names: "mon monday".

    Raises ValueError for a name that is another day's in another language.
    """
    for name, weekday in _named(weekdays):
        if WEEKDAYS.get(name, weekday) != weekday:
            raise ValueError(f"'{name}' is another day of the week in another language")
    _TYPED[code] = (weekdays, frozenset(every_day))
    HOLIDAYS[code] = holidays
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
    for weekdays, every_day in _TYPED.values():
        WEEKDAYS.update(_named(weekdays))
        EVERY_DAY.update(every_day)


def _named(weekdays: Sequence[str]) -> Iterable[tuple[str, int]]:
    return [(name, day) for day, names in enumerate(weekdays) for name in names.split()]
