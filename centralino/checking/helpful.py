"""Do these words help a caller, or do they only greet, apologise and say goodbye?

Words are judged sentence by sentence, and only as far as is certain: of a built-in prompt, what a
placeholder fills; of words of the file's own, whatever is not plainly a courtesy.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from centralino.languages.catalogue import BUILT_IN
from centralino.languages.prompts import Audio, placeholders

HELPS = frozenset({"hours", "reopens", "reason", "email", "web", "reference"})
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_FIGURES = re.compile(r"\d|@|www\b|chiocciola")
_COURTESY = re.compile(
    r"\b(spiacent|dispiac|scus|purtroppo|nessuno|nessun operator|non (può|possiamo|possono|è)|"
    r"(è|sono|siamo) (\w+ )?(chius|occupat|impegnat)|riprov|richiam|più tardi|attend|in linea|"
    r"grazi|arriveder|buon(a |gi|as)|benvenut|salve|ciao|ha chiamato|parla con|risponde|"
    r"sorry|apolog|unfortunately|regret|nobody|no one|can(not|'t)|closed|busy|try again|"
    r"call (back|again|us)|later|hold|thank|goodbye|bye|welcome|hello|good (day|morning|evening)|"
    r"you have reached|(un|not )available)",
    re.IGNORECASE,
)
_BUILT_IN = frozenset(text for prompt in BUILT_IN.values() for text in prompt.versions.values())

Fills = Callable[[str], bool]


def helps(version: str | Audio, fills: Fills) -> bool:
    """Whether a version of a prompt helps, with the placeholders that `fills` knows to be filled.

    Audio is believed to: nobody but a listener can tell.
    """
    if isinstance(version, Audio):
        return True
    return any(
        all(map(fills, names)) and (own or not names.isdisjoint(HELPS))
        for names, own in _sentences(version)
    )


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """Each sentence's placeholders, and whether its own words help."""
    ours = text in _BUILT_IN
    return tuple(
        (frozenset(placeholders(sentence)), not ours and _has_substance(sentence))
        for sentence in _SENTENCE_END.split(text)
    )


def _has_substance(sentence: str) -> bool:
    words = _PLACEHOLDER.sub("", sentence)
    if not re.search(r"\w{3}", words):
        return False
    return bool(_FIGURES.search(words)) or not _COURTESY.search(words)
