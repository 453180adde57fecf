"""Steps from YAML: the key that names a kind, and the step that its module makes of the rest."""

import re
from typing import Any

from pydantic import ValidationError, ValidationInfo

from centralino.core.input_errors import (
    VALUE,
    InputError,
    InputIssue,
    input_error,
    near_name,
    space_missing,
)
from centralino.core.texts import _
from centralino.fields.schedules import Setting
from centralino.fields.shapes import empty_above
from centralino.flows.kinds import KINDS
from centralino.flows.step import Step
from centralino.loading.problems import misfits_of

NAME = re.compile(r"[\w-]{1,60}")


def read_steps(value: object, info: ValidationInfo) -> dict[str, Step]:
    """The `steps` of a file, in the setting of that file. Raises InputError."""
    return read_steps_of(value, info.context)


def read_steps_of(value: object, setting: Setting | None = None) -> dict[str, Step]:
    """Named steps, in the file's order. Raises InputError with all that does not fit."""
    if missing := space_missing(value):
        raise InputError(missing.below(VALUE))
    if not isinstance(value, dict) or not value:
        raise input_error(
            _(
                "expected named steps, each on a line below that begins with two "
                "spaces, like {example}",
                example="`  welcome: {say: ..., then: ...}`",
            )
        )
    steps: dict[str, Step] = {}
    misfits: list[InputIssue] = []
    for name, step in value.items():
        try:
            _check_name(str(name))
            if not isinstance(step, dict | Step) and step is not None:
                _check_indentation(str(name), value)
            steps[str(name)] = step if isinstance(step, Step) else read_step(step, setting)
        except InputError as error:
            misfits += [each.below(str(name)) for each in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return steps


def _check_indentation(name: str, steps: dict[Any, Any]) -> None:
    """A setting that stands where steps do: below one that has none."""
    written = {str(key): step for key, step in steps.items()}
    above = empty_above(name, written, lambda key: not isinstance(written[key], dict))
    if above:
        raise input_error(
            _(
                "wrong indentation? If this belongs to the step `{above}`, begin its "
                "line with two spaces more",
                above=above,
            )
        )


def _check_name(name: str) -> None:
    if missing := space_missing(name):
        raise InputError(missing)
    if not NAME.fullmatch(name):
        raise input_error(
            _("a step's name is made of letters, digits, - and _, 60 at most: it is in URLs")
        )


def read_step(value: object, setting: Setting | None = None) -> Step:
    """One step. Raises InputError."""
    kind = KINDS[_kind(value)]
    try:
        return kind.model_validate(value, context=setting)
    except ValidationError as error:
        raise InputError(*misfits_of(error)) from None


def _kind(value: object) -> str:
    if isinstance(value, str) and value in KINDS:
        raise input_error(
            _("expected a step, with its settings: write it as {written}", written=f"{{{value}: }}")
        )
    if missing := space_missing(value):
        raise InputError(missing.below(VALUE))
    if value is None:
        raise input_error(
            _("expected a step below its name, on lines that begin with more spaces than it")
        )
    if not isinstance(value, dict):
        raise input_error(
            _("expected a step: one of {names}, with its settings", names=", ".join(KINDS))
        )
    named = [str(key) for key in value if key in KINDS]
    if len(named) == 1:
        return named[0]
    if named:
        raise input_error(
            _("two kinds in one step ({names}): make a step of each", names=", ".join(named))
        )
    tight = [issue.below(str(key)) for key in value if (issue := space_missing(key))]
    if tight:
        raise InputError(*tight)
    close = next(filter(None, (near_name(key, KINDS) for key in value)), "")
    hint = close or _("known: {names}", names=", ".join(KINDS))
    raise input_error(_("no key names this step's kind; {hint}", hint=hint))
