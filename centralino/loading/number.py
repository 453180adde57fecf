"""`flows/<number>.yaml`: one virtual number."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from centralino.expectations import Expectation
from centralino.fields import Number
from centralino.loading.common import Common, WordsField
from centralino.loading.steps import read_steps
from centralino.schedules import CalendarField
from centralino.steps.base import Step


class NumberFile(Common):
    """One virtual number's settings. Without `steps` it has the default flow."""

    number: Number = Field(description="The virtual number.")
    office: WordsField | None = Field(None, description="Spoken name. Default: the organisation's.")
    calendar: CalendarField | None = Field(
        None, description="The office's own closures and special openings."
    )
    steps: Annotated[
        dict[str, Step], BeforeValidator(read_steps), WithJsonSchema({"type": "object"})
    ] = Field(default_factory=dict, description="The flow; the call starts at the first step.")
    expect: tuple[Expectation, ...] = Field((), description="The flow's own tests.")
