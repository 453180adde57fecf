"""Steps from YAML: the key that names a kind, and the step that its module makes of the rest."""

import re

from pydantic import ValidationError, ValidationInfo

from centralino.core.input_errors import InputError, InputIssue, input_error, nearest
from centralino.fields.schedules import Setting
from centralino.flows.kinds import KINDS
from centralino.flows.step import Step
from centralino.loading.problems import misfits_of

NAME = re.compile(r"[\w-]{1,60}")


def read_steps(value: object, info: ValidationInfo) -> dict[str, Step]:
    """The `steps` of a file, in the setting of that file. Raises InputError."""
    return read_steps_of(value, info.context)


def read_steps_of(value: object, setting: Setting | None = None) -> dict[str, Step]:
    """Named steps, in the file's order. Raises InputError with all that does not fit."""
    if not isinstance(value, dict) or not value:
        raise input_error("expected named steps, each like `welcome: {say: ..., then: ...}`")
    steps: dict[str, Step] = {}
    misfits: list[InputIssue] = []
    for name, step in value.items():
        try:
            _check_name(str(name))
            steps[str(name)] = step if isinstance(step, Step) else read_step(step, setting)
        except InputError as error:
            misfits += [each.below(str(name)) for each in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return steps


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise input_error(
            "a step's name is made of letters, digits, - and _, 60 at most: it is in URLs"
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
        raise input_error(f"expected a step, with its settings: write it as {{{value}: }}")
    if not isinstance(value, dict):
        raise input_error(f"expected a step: one of {', '.join(KINDS)}, with its settings")
    named = [str(key) for key in value if key in KINDS]
    if len(named) == 1:
        return named[0]
    if named:
        raise input_error(f"two kinds in one step ({', '.join(named)}): make a step of each")
    hints = [nearest(key, KINDS) for key in value]
    close = next((hint for hint in hints if hint.startswith("did")), "")
    missing = "no key names this step's kind"
    raise input_error(f"{missing}; {close}" if close else f"{missing}: one of {', '.join(KINDS)}")
