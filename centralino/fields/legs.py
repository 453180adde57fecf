"""The telephones of a hunt: which, in which order, for how long, and what they show and ask."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from centralino.core import numbers
from centralino.core.input_errors import VALUE, InputError, dash_missing, input_error
from centralino.core.texts import _
from centralino.fields.schema_forms import OneOrSeveral
from centralino.fields.shapes import Shape
from centralino.fields.values import Duration, Number, read_number, refuse_several_numbers

SHORTEST_RING, LONGEST_RING = 5, 600  # seconds; twilio.com/docs/voice/twiml/dial#timeout
TWILIO_ADDS = 5  # seconds, to every timeout: twilio.com/docs/voice/twiml/dial#timeout
MOST_AT_ONCE = 10  # twilio.com/docs/voice/twiml/number#simultaneous-dialing
Order = Literal["in sequence", "all at once", "rotating", "random"]
T = TypeVar("T")


class Leg(Shape):
    """One telephone to ring. What it leaves out is as its hunt says."""

    short: ClassVar[Mapping[str, Any] | None] = {
        "type": ["string", "integer"],
        "examples": ["0577 235010"],
    }

    number: Number
    ring: Duration | None = Field(None, ge=SHORTEST_RING, le=LONGEST_RING)
    name: str | None = None
    confirm: bool | None = None

    @classmethod
    def shorthand(cls, value: Any) -> Any:
        if isinstance(value, str | int) and not isinstance(value, bool):
            refuse_several_numbers(value)
            return {"number": value}
        if value is None or isinstance(value, bool | list):
            raise input_error(_("expected a telephone number, like 0577 235501"))
        return value

    @cached_property
    def slug(self) -> str:
        return numbers.slug_of_number(self.number)


def _as_list(value: object) -> object:
    if value is None:
        raise input_error(_('expected telephone numbers, like ["0577 235010", "0577 235011"]'))
    if missing := dash_missing(value):
        raise InputError(missing.below(VALUE))
    return value if isinstance(value, list | tuple) else [value]


Legs = Annotated[tuple[Leg, ...], BeforeValidator(_as_list), OneOrSeveral()]


CALLED, CALLING = "number", "caller"


def read_caller_id(value: object) -> str:
    """`number` (the one that was called), `caller`, or a number that the account owns."""
    if value in (CALLED, CALLING):
        return str(value)
    try:
        return read_number(value)
    except InputError:
        raise input_error(
            _("expected `number`, `caller`, or a number that the account owns")
        ) from None


CallerId = Annotated[
    str,
    BeforeValidator(read_caller_id),
    WithJsonSchema({"type": "string", "examples": ["number", "caller", "0577 235500"]}),
]


def order_legs(legs: Sequence[T], order: Order, sid: str) -> list[T]:
    """The legs as one call rings them; the same for every webhook of that call, by its SID.

    `rotating` begins with each leg equally often over many calls and goes round; `random` is any
    order, equally likely.
    """
    if order == "rotating":
        start = _number_of(sid) % len(legs)
        return [*legs[start:], *legs[:start]]
    if order == "random":
        places = sorted(range(len(legs)), key=lambda place: _number_of(f"{sid}/{place}"))
        return [legs[place] for place in places]
    return list(legs)


def _number_of(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")
