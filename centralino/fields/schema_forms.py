"""What the JSON Schema of flow files says of values that are not as pydantic would think."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import (
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

from centralino.calendar.written_languages import example
from centralino.languages.registry import codes


def language_schema() -> dict[str, Any]:
    return {"type": "string", "enum": list(codes())}


def prompt_schema() -> dict[str, Any]:
    per_language = {code: {"type": ["string", "object"]} for code in codes()}
    return {
        "description": f"Text; or {example()}; or {{audio: file}}; or {{prompt: name}}",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {
                    "audio": {"type": "string"},
                    "prompt": {"type": "string"},
                    **per_language,
                },
                "additionalProperties": False,
            },
        ],
    }


def prompt_or_switch_schema() -> dict[str, Any]:
    return {"anyOf": [{"type": "boolean"}, prompt_schema()]}


@dataclass(frozen=True)
class AlsoWritten:
    """In an annotation: one more form that a value may have in YAML, for the JSON Schema."""

    form: Mapping[str, Any]

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [dict(self.form), handler(core)]}


@dataclass(frozen=True)
class SchemaOf:
    """In an annotation: a JSON Schema that is made when it is asked for, as languages are added."""

    make: Callable[[], dict[str, Any]]

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.make()


class OneOrSeveral:
    """In an annotation of a list: one of it may stand without brackets, for the JSON Schema."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        several = handler(core)
        return {"anyOf": [several["items"], several]}


def as_schema(schema: Mapping[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(dict(schema))
