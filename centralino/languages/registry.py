"""The languages there are, each registered by its class."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

from centralino.calendar import written_languages
from centralino.calendar.written_languages import WrittenDays
from centralino.core import typed_names
from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.languages.completeness import complete
from centralino.languages.language import Language

T = TypeVar("T")

MAIN = "it"
"""What an organisation speaks that does not say."""
COMMANDS = "en"
"""What commands speak, and mails to whoever has no language with mails."""

_SPOKEN: dict[str, Language] = {}


def add_language(made: type[Language]) -> Language:
    """One language more, from its class.

    Raises IncompleteLanguageError with all that it lacks, beside the first that was registered.
    """
    language = complete(made, next(iter(_SPOKEN.values()), None))
    if language.code in _SPOKEN:
        raise ValueError(f"'{language.code}' is registered already")
    typed = language.typed
    written_languages.learn(
        language.code,
        WrittenDays(
            weekdays=typed.weekdays,
            every_day=typed.every_day,
            months=typed.months,
            groups=typed.day_groups,
            holidays=language.holidays,
        ),
    )
    typed_names.learn(language.code, typed.names)
    _SPOKEN[language.code] = language
    return language


@contextmanager
def add_for_a_while(made: type[Language]) -> Iterator[Language]:
    """One language more, for a while."""
    language = add_language(made)
    try:
        yield language
    finally:
        del _SPOKEN[language.code]
        written_languages.forget(language.code)
        typed_names.forget(language.code)


def find_language(code: str) -> Language:
    """Raises InputError for a language that is not spoken."""
    if code not in _SPOKEN:
        raise input_error(
            _(
                "expected a language that is spoken, not '{code}'; {hint}",
                code=code,
                hint=nearest(code, _SPOKEN),
            )
        )
    return _SPOKEN[code]


def is_spoken(code: object) -> bool:
    return isinstance(code, str) and code in _SPOKEN


def codes() -> tuple[str, ...]:
    return tuple(_SPOKEN)


def languages() -> tuple[Language, ...]:
    return tuple(_SPOKEN.values())


class FromLanguages(Mapping[str, T]):
    """A mapping that is made of all the languages, and made anew when there is one more."""

    def __init__(self, make: Callable[[tuple[Language, ...]], Mapping[str, T]]) -> None:
        self._make = lru_cache(maxsize=2)(make)

    def __getitem__(self, key: str) -> T:
        return self._make(languages())[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make(languages()))

    def __len__(self) -> int:
        return len(self._make(languages()))

    def __repr__(self) -> str:
        return repr(dict(self))
