"""Mappings of flow files, and errors in them that name the nearest known key."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
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

from centralino.core.input_errors import (
    VALUE,
    InputError,
    input_error,
    list_choices,
    near_name,
    quote,
    space_missing,
    unknown_setting,
)
from centralino.core.texts import N_, _
from centralino.core.typed_names import translate_name


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
        if missing := space_missing(value):
            raise InputError(missing.below(VALUE))
        if not isinstance(value, dict | cls):
            raise input_error(_(SETTINGS))
        if isinstance(value, dict):
            value = {str(key): item for key, item in value.items()}
        try:
            return handler(value)
        except ValidationError as error:
            lines = error.errors()
            wrong = {line["loc"][0] for line in lines if line["loc"]}
            raise ValidationError.from_exception_data(
                cls.__name__, [cls._explained(line, value, wrong) for line in lines]
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
    def _explained(cls, line: Any, written: Any, wrong: Collection[Any]) -> InitErrorDetails:
        if line["type"] == "extra_forbidden" and len(line["loc"]) == 1:
            return _custom(cls._unknown(line["loc"][0], written, wrong), line)
        cause = line.get("ctx", {}).get("error")
        if isinstance(cause, InputError):
            return InitErrorDetails(
                type="value_error", loc=line["loc"], input=None, ctx={"error": cause}
            )
        if line["type"] in BOUNDS and len(line["loc"]) == 1:
            return _custom(_of_bounds(line, written.get(line["loc"][0])), line)
        return _custom(plainly(line), line)

    @classmethod
    def _unknown(cls, name: str, written: Mapping[str, Any], wrong: Collection[Any]) -> str:
        """What is wrong with a setting that there is not: its name, or where it stands."""
        known = cls.known_keys()
        above = empty_above(name, written, lambda key: key not in known)
        if above in wrong and not near_name(name, known) and not space_missing(name):
            return _(
                "wrong indentation? If this belongs to `{above}`, begin its line with two spaces "
                "more",
                above=above,
            )
        if text := _torn_text(name, written):
            return _('a text that has a comma goes between quotes: write "{text}"', text=text)
        return str(unknown_setting(name, known))

    @classmethod
    def known_keys(cls) -> list[str]:
        return [field.alias or name for name, field in cls.model_fields.items()]


OURS = "misfit"
SETTINGS = N_("expected settings, each `name: value`")
UNFIT = N_("this does not fit here")
PLAIN = {
    "missing": N_("this setting is missing"),
    "string_type": N_("expected text"),
    "int_type": N_("expected a whole number"),
    "int_parsing": N_("expected a whole number"),
    "bool_type": N_("expected true or false"),
    "bool_parsing": N_("expected true or false"),
    "dict_type": SETTINGS,
    "int_from_float": N_("expected a whole number"),
    "int_parsing_size": N_("expected a smaller number"),
    "list_type": N_("expected a list"),
    "tuple_type": N_("expected a list"),
}


def plainly(line: Any) -> str:
    """One of pydantic's errors in our words, where it has none of ours already."""
    context = line.get("ctx", {})
    if line["type"] == OURS:
        return str(line["msg"])
    if line["type"] in BOUNDS:
        return _of_bounds(line, None)
    if line["type"] in CHOICES:
        return _of_choices(context["expected"], line["input"])
    told = _(PLAIN.get(line["type"], UNFIT))
    return f"{told}{_meant(line['input'], BOOLEANS)}" if line["type"] in OF_BOOLEANS else told


BOUNDS = ("greater_than_equal", "less_than_equal")
CHOICES = ("literal_error", "enum")
OF_BOOLEANS = ("bool_type", "bool_parsing")
BOOLEANS = ("true", "false")


def _of_bounds(line: Any, written: object) -> str:
    """In seconds, minutes or hours where what is written has a unit: see `read_duration`."""
    bounds = line["ctx"]
    has_unit = isinstance(written, str) and written.strip()[-1:].isalpha()
    told = in_units if has_unit else str
    if "ge" in bounds:
        return _("expected {least} or more", least=told(bounds["ge"]))
    return _("expected {most} or less", most=told(bounds["le"]))


def in_units(seconds: int) -> str:
    """`3m` for 180: in the largest unit that is a whole number."""
    sizes = {"h": 3600, "m": 60, "s": 1}
    unit = next(unit for unit, size in sizes.items() if seconds % size == 0)
    return f"{seconds // sizes[unit]}{unit}"


def _of_choices(expected: str, written: object) -> str:
    """`expected` is how pydantic lists them: `'each', 'daily' or 'off'`."""
    known = re.findall(r"'([^']*)'", expected)
    told = _("expected {choices}", choices=list_choices(map(quote, known)))
    return f"{told}{_meant(written, known)}"


def _meant(written: object, known: Sequence[str]) -> str:
    """A hint, where what is written is another word for one of those."""
    meant = translate_name(written, known) if isinstance(written, str) else ()
    told = _("for '{word}' write {choices}", word=written, choices=list_choices(meant or ("",)))
    return f"; {told}" if meant else ""


def _torn_text(name: str, written: Mapping[str, Any]) -> str:
    """Text between braces that a comma has cut: `{say: Siamo chiusi, richiami}`; else nothing."""
    keys = list(written)
    before = keys[keys.index(name) - 1] if name in keys[1:] else name
    text = written.get(before)
    is_rest = " " in name and written[name] is None and isinstance(text, str)
    return f"{text}, {name}" if is_rest else ""


def empty_above(
    name: str, written: Mapping[str, Any], is_lost: Callable[[str], bool]
) -> str | None:
    """The key above that has nothing below it: what stands here, with all that is lost as it is
    between the two, may belong to it."""
    keys = list(written)
    above = reversed(keys[: keys.index(name)] if name in keys else [])
    nearest = next((key for key in above if written[key] is None or not is_lost(key)), None)
    return nearest if nearest is not None and written[nearest] is None else None


def _custom(message: str, line: Any) -> InitErrorDetails:
    return InitErrorDetails(
        type=PydanticCustomError(OURS, "{message}", {"message": message}),
        loc=line["loc"],
        input=None,
    )
