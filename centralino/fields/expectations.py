"""`expect`: what a flow's author says that a call will do, tried whenever the flow is checked."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from centralino.calendar.mistyped_dates import meant_date
from centralino.calls.ending import Ending
from centralino.core.input_errors import as_written, input_error
from centralino.core.texts import _
from centralino.fields.shapes import Shape
from centralino.fields.values import Duration, read_address

_TIME = re.compile(r"\d{1,2}:\d{2}")
MOMENT = "%Y-%m-%d %H:%M"


def read_moment(value: object) -> datetime:
    """A local date and time, without a zone: it is in the organisation's. Raises InputError."""
    if as_written(value) is None:
        raise input_error(_("expected a moment like 2026-11-23 11:00"))
    try:
        return datetime.strptime(str(value), MOMENT)  # noqa: DTZ007 -- the zone is the organisation's
    except ValueError:
        like = _meant(str(value)) or "2026-11-23 11:00"
        raise input_error(
            _("'{value}' is no moment: write it like {like}", value=as_written(value), like=like)
        ) from None


def _meant(text: str) -> str | None:
    """The moment with its date as files have it; None where none can be told."""
    day, _blank, time = text.rpartition(" ")
    date = meant_date(day)
    return f"{date} {time}" if date and _TIME.fullmatch(time) else None


def read_texts(value: object) -> tuple[str, ...]:
    """One text or several; numbers, as keys are, become text. Raises InputError."""
    values = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(each, str | int) and not isinstance(each, bool) for each in values):
        raise input_error(_("expected one text or a list of texts"))
    return tuple(str(each) for each in values)


Texts = Annotated[
    tuple[str, ...],
    BeforeValidator(read_texts),
    WithJsonSchema({"anyOf": [{"type": ["string", "integer"]}, {"type": "array"}]}),
]


class Expectation(Shape):
    """A call and what it must do: the words it hears, the telephones it rings, how it ends."""

    at: Annotated[datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string"})]
    press: Texts = ()
    dial: Texts = Field((), description="What each leg does: busy, no-answer, failed, answered.")
    record: Duration | None = Field(None, description="How long the caller speaks.")
    caller: str | None = Field(None, alias="from")
    hears: Texts = ()
    ends: Ending | None = None
    to: Annotated[str, BeforeValidator(read_address)] | None = None

    def model_post_init(self, context: Any) -> None:
        if not (self.hears or self.ends or self.to):
            raise input_error(_("nothing is expected: add `hears`, `ends` or `to`"))
