"""`flows/<number>.yaml`: one virtual number."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from centralino.fields.expectations import Expectation
from centralino.fields.people import People
from centralino.fields.schedules import CalendarField
from centralino.fields.values import Number
from centralino.flows.step import Step
from centralino.loading.reading_steps import read_steps
from centralino.loading.shared_settings import Common, WordsField


class NumberFile(Common):
    """One virtual number's settings. Without `steps` it has the default flow."""

    number: Number = Field(description="The virtual number.")
    office: WordsField | None = Field(None, description="Spoken name. Default: the organisation's.")
    calendar: CalendarField | None = Field(
        None, description="The office's own closures and special openings."
    )
    people: People | None = Field(
        None, description="Who sees the number on the pages. Default: the addresses in `email`."
    )
    steps: Annotated[
        dict[str, Step], BeforeValidator(read_steps), WithJsonSchema({"type": "object"})
    ] = Field(default_factory=dict, description="The flow; the call starts at the first step.")
    expect: tuple[Expectation, ...] = Field((), description="The flow's own tests.")
