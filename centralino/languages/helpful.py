"""Do these words help a caller, or do they only greet, apologise and say goodbye?

Words are judged sentence by sentence, and only as far as is certain: of a built-in prompt, what a
placeholder fills; of words of the file's own, whatever is not plainly a courtesy.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from centralino.languages.language import Language
from centralino.languages.prompts import Audio, placeholders
from centralino.languages.registry import languages

COURTESIES = frozenset({"greeting", "recorded", "invalid", "invalid_code", "progress", "goodbye"})
"""Prompts that are said around a message or a hunt: whatever their words, they tell nothing."""
HELPS = frozenset(
    ["hours", "reopens", "reason", "why", "special", "note", "email", "web", "reference"]
)
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

Fills = Callable[[str], object]
"""Whether a placeholder is filled: anything that is true, or not."""


@dataclass(frozen=True)
class Telling:
    """What tells words that help from courtesies: of all languages, as sentences may be in any."""

    courtesy: re.Pattern[str]
    figures: re.Pattern[str]
    built_in: frozenset[str]

    def has_substance(self, sentence: str) -> bool:
        words = _PLACEHOLDER.sub("", sentence)
        if len(re.findall(r"\w{3,}", words)) < (2 if words != sentence else 1):
            return False  # "{office} of the {organisation}." only says who speaks
        return bool(self.figures.search(words)) or not self.courtesy.search(words)


def helps(version: str | Audio, fills: Fills) -> bool:
    """Whether a version of a prompt helps, with the placeholders that `fills` knows to be filled.

    Audio is believed to: nobody but a listener can tell.
    """
    if isinstance(version, Audio):
        return True
    return any(
        all(map(fills, names)) and (own or not names.isdisjoint(HELPS))
        for names, own in _sentences(version, languages())
    )


@lru_cache(maxsize=4096)
def _sentences(text: str, spoken: tuple[Language, ...]) -> tuple[tuple[frozenset[str], bool], ...]:
    """Each sentence's placeholders, and whether its own words help."""
    telling = _telling(spoken)
    ours = text in telling.built_in
    return tuple(
        (frozenset(placeholders(sentence)), not ours and telling.has_substance(sentence))
        for sentence in _SENTENCE_END.split(text)
    )


@lru_cache(maxsize=2)
def _telling(spoken: tuple[Language, ...]) -> Telling:
    courtesies = [stem for each in spoken for stem in each.helpful.courtesies]
    addresses = [re.escape(word) for each in spoken for word in each.helpful.addresses]
    return Telling(
        courtesy=re.compile(rf"\b({'|'.join(courtesies)})", re.IGNORECASE),
        figures=re.compile("|".join([r"\d", "@", r"www\b", *addresses])),
        built_in=frozenset(text for each in spoken for text in each.prompts.values()),
    )
