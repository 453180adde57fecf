"""The forms that values take in flow files: durations, telephone numbers, prompts, addresses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from centralino.calendar.written_languages import example
from centralino.core import numbers
from centralino.core.addresses import EMAIL, is_email, objection, plain, scheme_of
from centralino.core.input_errors import InputError, InputIssue, input_error, nearest
from centralino.languages.prompts import Prompt, read_prompt
from centralino.languages.registry import codes, is_spoken

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,9})\s*(s|m|h|d|seconds?|minutes?|hours?|days?)?")


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


class Shape(BaseModel):
    """A mapping of a flow file. An unknown key is an error that names the nearest known one."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    short: ClassVar[Mapping[str, Any] | None] = None
    """The JSON Schema of the shorter form that `shorthand` takes, where a shape has one."""

    @model_validator(mode="wrap")
    @classmethod
    def _name_the_nearest_key(
        cls, value: Any, handler: ModelWrapValidatorHandler["Shape"]
    ) -> "Shape":
        value = cls.shorthand(value)
        if not isinstance(value, dict | cls):
            raise input_error("expected settings, each `name: value`")
        if isinstance(value, dict):
            value = {str(key): item for key, item in value.items()}
        try:
            return handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                cls.__name__, [cls._explained(line) for line in error.errors()]
            ) from None

    @classmethod
    def shorthand(cls, value: Any) -> Any:
        """Settings from a shorter form, where a shape has one."""
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        long = handler(core)
        return {"anyOf": [dict(cls.short), long]} if cls.short else long

    @classmethod
    def _explained(cls, line: Any) -> InitErrorDetails:
        if line["type"] == "extra_forbidden" and len(line["loc"]) == 1:
            return _custom(f"unknown setting; {nearest(line['loc'][0], cls.known_keys())}", line)
        cause = line.get("ctx", {}).get("error")
        if isinstance(cause, InputError):
            return InitErrorDetails(
                type="value_error", loc=line["loc"], input=None, ctx={"error": cause}
            )
        return _custom(plainly(line), line)

    @classmethod
    def known_keys(cls) -> list[str]:
        return [field.alias or name for name, field in cls.model_fields.items()]


PLAIN = {
    "missing": "this setting is missing",
    "string_type": "expected text",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "dict_type": "expected settings, each `name: value`",
    "list_type": "expected a list",
    "tuple_type": "expected a list",
}


def plainly(line: Any) -> str:
    """One of pydantic's errors in our words, where it has none of ours already."""
    context = line.get("ctx", {})
    if line["type"] == "greater_than_equal":
        return f"expected {context['ge']} or more"
    if line["type"] == "less_than_equal":
        return f"expected {context['le']} or less"
    said: str = PLAIN.get(line["type"], line["msg"])
    return said.replace("Input should be", "expected")


def _custom(message: str, line: Any) -> InitErrorDetails:
    return InitErrorDetails(
        type=PydanticCustomError("misfit", "{message}", {"message": message}),
        loc=line["loc"],
        input=None,
    )


def read_duration(value: object) -> int:
    """`20s`, `3m`, `2h`, `30 days`, or seconds; as seconds. Raises InputError."""
    match = _DURATION.fullmatch(str(value).strip()) if not isinstance(value, bool) else None
    if match is None:
        raise input_error(f"'{value}' is no duration: write it like 20s, 3m, or in seconds")
    return int(match[1]) * SECONDS[(match[2] or "s")[0]]


def read_number(value: object) -> str:
    """A telephone number as E.164. Raises InputError."""
    if isinstance(value, int):
        raise input_error(f'write the number between quotes, like "0577 235501", not {value}')
    return numbers.e164(str(value))


def read_email(value: object) -> str:
    """One address, without a display name. Raises InputError."""
    address = value.strip() if isinstance(value, str) else ""
    if not is_email(address) or "." not in address.rpartition("@")[2]:
        raise input_error(f"'{value}' is no e-mail address: write it like urp@example.org")
    return address


def read_address(value: object) -> str:
    """An e-mail address, or one of another channel, like `webhook:https://…`. Raises InputError."""
    address = plain(value) if isinstance(value, str) else ""
    if scheme_of(address) == EMAIL:
        return read_email(address if has_scheme(value) else value)
    if why := objection(address):
        raise input_error(why)
    return address


def has_scheme(value: object) -> bool:
    return isinstance(value, str) and plain(value) != value.strip()


def read_addresses(value: object) -> tuple[str, ...]:
    """One address or a list of them. Raises InputError."""
    return read_each(value, read_address)


def read_each(value: object, read: Any) -> tuple[Any, ...]:
    """One value or a list of them, each read by itself; all that does not fit is told at once."""
    if not isinstance(value, list | tuple):
        return (read(value),)
    found: list[Any] = []
    misfits: list[InputIssue] = []
    for place, item in enumerate(value):
        try:
            found.append(read(item))
        except InputError as error:
            misfits += [each.below(place) for each in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return tuple(found)


def read_word(value: object) -> str:
    """A name or a key of the telephone: text, even where YAML reads a number."""
    if isinstance(value, bool | dict | list) or value is None:
        raise input_error("expected a name")
    return str(value)


def read_language(value: object) -> str:
    if not is_spoken(value):
        raise input_error(
            f"'{value}' is no language that Centralino speaks; {nearest(value, codes())}"
        )
    return str(value)


def read_prompt_or_switch(value: object) -> Prompt | bool:
    """A prompt; or true for the built-in one, false for none."""
    return value if isinstance(value, bool) else read_prompt(value)


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


def _json(schema: Mapping[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(dict(schema))


_string = {"type": "string"}
_address = {
    **_string,
    "examples": ["urp@example.org", "webhook:https://tickets.example.org/hook"],
}
Word = Annotated[str, PlainValidator(read_word), _json({"type": ["string", "integer"]})]
Duration = Annotated[
    int,
    BeforeValidator(read_duration),
    _json({"type": ["string", "integer"], "examples": ["20s", "3m"]}),
]
Number = Annotated[
    str, PlainValidator(read_number), _json({**_string, "examples": ["0577 235501"]})
]
Addresses = Annotated[
    tuple[str, ...],
    PlainValidator(read_addresses),
    _json({"anyOf": [_address, {"type": "array", "items": _address}]}),
]
Language = Annotated[str, PlainValidator(read_language), SchemaOf(language_schema)]
PromptField = Annotated[Prompt, PlainValidator(read_prompt), SchemaOf(prompt_schema)]
PromptOrSwitch = Annotated[
    Prompt | bool,
    PlainValidator(read_prompt_or_switch),
    SchemaOf(prompt_or_switch_schema),
]
