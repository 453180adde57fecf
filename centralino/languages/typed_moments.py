"""All that people may type of days and times, in whichever language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from centralino.languages.language import Language
from centralino.languages.registry import languages

_WORD = r"[^\W\d_]+"


@dataclass(frozen=True)
class TypedMoments:
    """Each word with what it means; and the patterns that are made of words."""

    units: Mapping[str, str]
    ahead: Mapping[str, int]
    """How many days from today."""
    months: Mapping[str, int]
    times: Mapping[str, int]
    """Minutes after midnight: "noon"."""
    now: frozenset[str]
    length: re.Pattern[str]
    """A length from now; its group holds the amounts."""
    little: re.Pattern[str]
    """Words that mean nothing."""


def gather_typed_words() -> TypedMoments:
    return _typed(languages())


@lru_cache(maxsize=2)
def _typed(all_: tuple[Language, ...]) -> TypedMoments:
    words = [each.typed for each in all_]
    within = _any(name for each in words for name in each.within)
    joins = "".join(f"|{join}" for each in words for join in each.joins)
    little = _any(name for each in words for name in each.little)
    amount = rf"\d+\s*{_WORD}"
    return TypedMoments(
        units={
            name: unit
            for each in words
            for unit, names in each.units.items()
            for name in names.split()
        },
        ahead={name: days for each in words for name, days in each.ahead.items()},
        months={
            name: month
            for each in words
            for month, names in enumerate(each.months, start=1)
            for name in names.split()
        },
        times={name: 12 * 60 for each in words for name in each.noon}
        | {name: 24 * 60 for each in words for name in each.midnight},
        now=frozenset(name for each in words for name in each.now),
        length=re.compile(rf"(?:(?:{within}|\+)\s*)?({amount}(?:(?:[\s,]{joins})*{amount})*)"),
        little=re.compile(rf"\b(?:{little})\b'?"),
    )


def _any(words: Iterable[str]) -> str:
    """Longest first, so that none hides a longer one."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
