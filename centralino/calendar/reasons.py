"""Why it is closed or open, in the words that a caller hears."""

from collections.abc import Mapping

from centralino.calendar.gathering import Gathering
from centralino.calendar.written_languages import codes, example
from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _

Reason = Mapping[str, str]
"""Per language: `{"it": "chiusura estiva"}`. A language may be missing, never all of them."""


def read_reason(value: object, language: str) -> Reason:
    """Text in `language`, or one text per language. Raises InputError."""
    if not isinstance(value, dict):
        return {language: _read_text(value)}
    if not value:
        raise input_error(_("expected a text per language, like {example}", example=example()))
    gathering = Gathering()
    reason: dict[str, str] = {}
    for key, text in value.items():
        with gathering.at(key):
            if key not in codes():
                raise input_error(_("unknown language; {hint}", hint=nearest(key, codes())))
            reason[key] = _read_text(text)
    gathering.finish()
    return reason


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise input_error(
            _("expected a text, like chiusura estiva, or {example}", example=example())
        )
    return value.strip()
