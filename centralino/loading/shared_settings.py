"""The settings that a number's file has, and for which the organisation's gives defaults."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from centralino.core.directory import MissedCalls
from centralino.core.input_errors import Misfit, MisfitError, misfit, nearest
from centralino.fields.legs import CallerId, Legs
from centralino.fields.schedules import HoursField
from centralino.fields.values import (
    Emails,
    Language,
    PromptField,
    Shape,
    Word,
    read_each,
    read_language,
)
from centralino.languages.catalogue import BUILT_IN
from centralino.languages.prompts import DEFAULT


def read_words(value: object) -> dict[str, str]:
    """A name to speak: text in the default language, or a text per language."""
    if isinstance(value, dict):
        wrong = [
            Misfit("expected a name in words", (str(key),))
            for key, text in value.items()
            if not isinstance(text, str) or not text.strip()
        ]
        wrong += [
            Misfit(f"no language; {nearest(key, ['it', 'en'])}", (str(key),))
            for key in value
            if key not in ("it", "en")
        ]
        if wrong or not value:
            raise MisfitError(*wrong or (Misfit("expected a name in words"),))
        return {str(language): text.strip() for language, text in value.items()}
    if not isinstance(value, str) or not value.strip():
        raise misfit("expected a name in words")
    return {DEFAULT: value.strip()}


def read_languages(value: object) -> tuple[str, ...]:
    return read_each(value, read_language)


_WORDS_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"it": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
        },
    ]
}
WordsField = Annotated[dict[str, str], BeforeValidator(read_words), WithJsonSchema(_WORDS_SCHEMA)]
Languages = Annotated[
    tuple[Language, ...],
    BeforeValidator(read_languages),
    WithJsonSchema({"type": "array", "items": {"enum": ["it", "en"]}}),
]


class Common(Shape):
    """What a number says for itself, or takes from its organisation."""

    email: Emails | None = Field(None, description="Where voicemail and notices are sent.")
    hours: HoursField | None = Field(None, description="When the office answers.")
    ring: Legs | None = Field(None, description="The office's telephones, in order.")
    site: Word | None = Field(None, description="The building or campus.")
    language: Language | None = Field(None, description="What callers hear first. Default: it.")
    languages: Languages | None = Field(None, description="All that its callers may choose.")
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
