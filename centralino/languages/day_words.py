"""Words that are true of one day: "today" is another day after midnight."""

import re
from collections.abc import Iterator
from functools import lru_cache

from centralino.languages.registry import find_language

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def find_day_words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each sentence of a text that names a day by its distance, and the word that does."""
    words = _any_of(find_language(language).day_words)
    for sentence in _SENTENCE_END.split(text.replace("’", "'").strip()):
        if found := words.search(sentence):
            yield sentence, found[0]


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Longest first, so that "the day after tomorrow" is told whole."""
    longest = sorted(words, key=len, reverse=True)
    spaced = (re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)
