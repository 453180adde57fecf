"""Lengths of time as people write them in their language, as flow files have them."""

import re

from centralino.languages.registry import languages
from centralino.languages.typed_moments import gather_typed_words

_LENGTH = re.compile(r"(\d{1,6})\s*([^\W\d_]+)\.?")
_LETTERS = {"minutes": "m", "hours": "h", "days": "d"}


def meant_duration(text: str) -> str | None:
    """`30d` for "30 giorni", `20s` for "20 secondi"; None for what is no length."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        return None
    count, word = int(found[1]), found[2]
    unit = gather_typed_words().units.get(word)
    if unit == "weeks":
        return f"{7 * count}d"
    if unit in _LETTERS:
        return f"{count}{_LETTERS[unit]}"
    seconds = (each.amount(count, "second").partition(" ")[2] for each in languages())
    return f"{count}s" if any(len(word) > 2 and each.startswith(word) for each in seconds) else None
