"""The forms that values take in flow files: durations, telephone numbers, prompts, addresses."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    PlainValidator,
)

from centralino.core import numbers
from centralino.core.addresses import EMAIL, is_email, objection, plain, scheme_of
from centralino.core.input_errors import (
    VALUE,
    InputError,
    InputIssue,
    as_written,
    dash_missing,
    input_error,
    nearest,
)
from centralino.core.texts import _
from centralino.fields.schema_forms import (
    SchemaOf,
    as_schema,
    language_schema,
    prompt_or_switch_schema,
    prompt_schema,
)
from centralino.languages.prompts import Prompt, read_prompt
from centralino.languages.registry import codes, is_spoken
from centralino.languages.typed_lengths import meant_duration

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+[-–]\s+|\s+(?=\S+@)")
_NAMED = re.compile(r"[^<>]*<\s*(?P<address>[^<>@\s]+@[^<>@\s]+)\s*>\s*")
_DURATION = re.compile(r"(\d{1,9})\s*(s|m|h|d|seconds?|minutes?|hours?|days?)?")


def read_duration(value: object) -> int:
    """`20s`, `3m`, `2h`, `30 days`, or seconds; as seconds. Raises InputError."""
    match = _DURATION.fullmatch(str(value).strip()) if not isinstance(value, bool) else None
    if match is None:
        if as_written(value) is None:
            raise input_error(_("expected a duration like 20s, 3m, or in seconds"))
        told = as_written(value)
        if meant := meant_duration(str(told)):
            raise input_error(_("'{told}' is no duration: write {meant}", told=told, meant=meant))
        raise input_error(
            _("'{told}' is no duration: write it like 20s, 3m, or in seconds", told=told)
        )
    return int(match[1]) * SECONDS[(match[2] or "s")[0]]


def read_number(value: object) -> str:
    """A telephone number as E.164, between quotes or not. Raises InputError."""
    if isinstance(value, bool | float) or (written := as_written(value)) is None:
        raise input_error(_("expected a telephone number, like 0577 235501"))
    return numbers.e164(written)


def refuse_several_numbers(value: object) -> None:
    """Raises InputError for telephone numbers in one text where a list may stand."""
    if several := _in_parts(value, numbers.e164):
        listed = ", ".join(f'"{each}"' for each in several)
        raise input_error(_("several numbers are a list: write [{listed}]", listed=listed))


def _in_parts(value: object, read: Callable[[str], str]) -> list[str]:
    """The parts of a text that are each right; none where it is one, or a part is wrong."""
    parts = [part.strip() for part in _BETWEEN.split(value)] if isinstance(value, str) else []
    try:
        return [part for part in parts if read(part)] if len(parts) > 1 else []
    except InputError:
        return []


def read_email(value: object) -> str:
    """One address, without a display name. Raises InputError."""
    written = as_written(value)
    if not written or not written.strip():
        raise input_error(_("expected an e-mail address, like urp@example.org"))
    if named := _NAMED.fullmatch(written):
        raise input_error(_("write the address alone: {address}", address=named["address"]))
    address = written.strip()
    if not is_email(address) or "." not in address.rpartition("@")[2]:
        raise input_error(
            _("'{written}' is no e-mail address: write it like urp@example.org", written=written)
        )
    return address


def read_address(value: object) -> str:
    """An e-mail address, or one of another channel, like `webhook:https://…`. Raises InputError."""
    if several := _in_parts(value, read_address):
        raise input_error(
            _("several addresses are a list: write [{names}]", names=", ".join(several))
        )
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
    if missing := dash_missing(value):
        raise InputError(missing.below(VALUE))
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
        raise input_error(_("expected a name"))
    return str(value)


def read_language(value: object) -> str:
    if not is_spoken(value):
        if as_written(value) is None:
            raise input_error(_("expected a language; {hint}", hint=nearest("", codes())))
        told = as_written(value)
        raise input_error(
            _(
                "'{told}' is no language that Centralino speaks; {hint}",
                told=told,
                hint=nearest(told, codes()),
            )
        )
    return str(value)


def read_prompt_or_switch(value: object) -> Prompt | bool:
    """A prompt; or true for the built-in one, false for none."""
    return value if isinstance(value, bool) else read_prompt(value)


_string = {"type": "string"}
_address = {
    **_string,
    "examples": ["urp@example.org", "webhook:https://tickets.example.org/hook"],
}
Word = Annotated[str, PlainValidator(read_word), as_schema({"type": ["string", "integer"]})]
Duration = Annotated[
    int,
    BeforeValidator(read_duration),
    as_schema({"type": ["string", "integer"], "examples": ["20s", "3m"]}),
]
Number = Annotated[
    str,
    PlainValidator(read_number),
    as_schema({"type": ["string", "integer"], "examples": ["0577 235501"]}),
]
Addresses = Annotated[
    tuple[str, ...],
    PlainValidator(read_addresses),
    as_schema({"anyOf": [_address, {"type": "array", "items": _address}]}),
]
Language = Annotated[str, PlainValidator(read_language), SchemaOf(language_schema)]
PromptField = Annotated[Prompt, PlainValidator(read_prompt), SchemaOf(prompt_schema)]
PromptOrSwitch = Annotated[
    Prompt | bool,
    PlainValidator(read_prompt_or_switch),
    SchemaOf(prompt_or_switch_schema),
]
