"""Mappings of flow files, and errors in them that name the nearest known key."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from centralino.core.input_errors import InputError, input_error, nearest


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
