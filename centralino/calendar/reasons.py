"""Why it is closed or open, in the words that a caller hears."""

from collections.abc import Mapping

from centralino.calendar.gathering import Gathering
from centralino.core.input_errors import misfit, nearest

Reason = Mapping[str, str]
"""Per language: `{"it": "chiusura estiva"}`. A language may be missing, never all of them."""

LANGUAGES = ("it", "en")


def read_reason(value: object, language: str) -> Reason:
    """Text in `language`, or `{it: ..., en: ...}`. Raises MisfitError."""
    if not isinstance(value, dict):
        return {language: _read_text(value)}
    if not value:
        raise misfit("expected a text per language, like {it: ..., en: ...}")
    gathering = Gathering()
    reason: dict[str, str] = {}
    for key, text in value.items():
        with gathering.at(key):
            if key not in LANGUAGES:
                raise misfit(f"unknown language; {nearest(key, LANGUAGES)}")
            reason[key] = _read_text(text)
    gathering.finish()
    return reason


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise misfit("expected a text, like chiusura estiva, or {it: ..., en: ...}")
    return value.strip()
