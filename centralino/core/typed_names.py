"""What people call the settings of flow files, in their own language and in other words.

The languages are above, and teach their words here; whoever finds a name that nobody knows asks
here what it stands for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

ALIKE = 0.85
"""How alike two words are, from 0 to 1, when one is taken for a slip of the other."""

_TYPED: dict[str, Mapping[str, str]] = {}
_STANDS_FOR: defaultdict[str, list[str]] = defaultdict(list)
_BETWEEN = re.compile(r"[\s_-]+")


def learn(code: str, names: Mapping[str, str]) -> None:
    """One language more: each name of the flow language with the words for it, "orari orario".

    In a word `_` parts two: "orario_di_apertura".
    """
    _TYPED[code] = names
    _gather()


def forget(code: str) -> None:
    del _TYPED[code]
    _gather()


def stands_for(word: object, name: str) -> bool:
    """Whether a word, just as it is written, stands for a name of the flow language."""
    return name in _STANDS_FOR.get(_plain(str(word)), ())


def translate_name(word: object, known: Iterable[object]) -> tuple[str, ...]:
    """Which of the known names a word stands for, slips of the pen forgiven."""
    names = {str(name) for name in known}
    written = _plain(str(word))
    found = [name for name in _STANDS_FOR.get(written, ()) if name in names]
    if not found:
        words = [each for each, meant in _STANDS_FOR.items() if not names.isdisjoint(meant)]
        close = get_close_matches(written, words, n=1, cutoff=ALIKE)
        found = [name for each in close for name in _STANDS_FOR[each] if name in names]
    return tuple(found)


def _gather() -> None:
    _STANDS_FOR.clear()
    for names in _TYPED.values():
        for name, words in names.items():
            for word in words.split():
                meant = _STANDS_FOR[_plain(word)]
                meant += [name] if name not in meant else []


def _plain(text: str) -> str:
    """As words are compared: without what stands between them, and whatever their case."""
    return _BETWEEN.sub("", text).casefold()
