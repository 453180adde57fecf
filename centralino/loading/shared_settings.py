"""The settings that a number's file has, and for which the organisation's gives defaults."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from centralino.core.directory import MissedCalls
from centralino.core.input_errors import InputError, InputIssue, input_error, nearest
from centralino.core.texts import _
from centralino.fields.legs import CallerId, Legs
from centralino.fields.offered_languages import Languages
from centralino.fields.schedules import HoursField
from centralino.fields.schema_forms import SchemaOf
from centralino.fields.shapes import Shape
from centralino.fields.values import (
    Addresses,
    Language,
    PromptField,
    Word,
)
from centralino.languages.catalogue import BUILT_IN
from centralino.languages.prompts import DEFAULT, check_quotes
from centralino.languages.registry import MAIN, codes, is_spoken


def read_words(value: object) -> dict[str, str]:
    """A name to speak: text in the default language, or a text per language."""
    if isinstance(value, dict):
        check_quotes(value)
        wrong = [
            InputIssue(_("expected a name in words"), (str(key),))
            for key, text in value.items()
            if not isinstance(text, str) or not text.strip()
        ]
        wrong += [
            InputIssue(_("no language; {hint}", hint=nearest(key, codes())), (str(key),))
            for key in value
            if not is_spoken(key)
        ]
        if wrong or not value:
            raise InputError(*wrong or (InputIssue(_("expected a name in words")),))
        return {str(language): text.strip() for language, text in value.items()}
    if not isinstance(value, str) or not value.strip():
        raise input_error(_("expected a name in words"))
    return {DEFAULT: value.strip()}


def words_schema() -> dict[str, Any]:
    per_language = {
        "type": "object",
        "properties": {code: {"type": "string"} for code in codes()},
        "additionalProperties": False,
    }
    return {"anyOf": [{"type": "string"}, per_language]}


WordsField = Annotated[dict[str, str], BeforeValidator(read_words), SchemaOf(words_schema)]

ALWAYS_OPEN = False
"""What holds for a number of which no file says it."""


class Common(Shape):
    """What a number says for itself, or takes from its organisation."""

    email: Addresses | None = Field(None, description="Where voicemail and notices are sent.")
    hours: HoursField | None = Field(None, description="When the office answers.")
    ring: Legs | None = Field(None, description="The office's telephones, in order.")
    site: Word | None = Field(None, description="The building or campus.")
    language: Language | None = Field(
        None, description=f"What callers hear first. Default: {MAIN}."
    )
    languages: Languages | None = Field(
        None, description="What it speaks, and the keys by which callers choose."
    )
    greet: bool | None = Field(
        None, description="The default flow names the office before it rings. Default: true."
    )
    caller_id: CallerId | None = Field(
        None, description="What telephones show: `number` (default), `caller`, or an owned number."
    )
    confirm: bool | None = Field(None, description="Whoever picks up presses 1. Default: false.")
    missed_calls: MissedCalls | None = Field(
        None, description="Notices of missed calls: `each` (default), `daily`, `off`."
    )
    web: str | None = Field(None, description="The page that callers are told of.")
    prompts: dict[Word, PromptField] = Field(
        default_factory=dict, description=f"Named prompts. Built in: {', '.join(BUILT_IN)}."
    )
    always_open: bool | None = Field(
        None, description="Closures of the organisation and the site do not apply."
    )


def own_settings(shape: Common) -> dict[str, Any]:
    """What was written there, without what was left out."""
    return {
        name: getattr(shape, name) for name in Common.model_fields if name in shape.model_fields_set
    }
