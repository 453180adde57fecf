"""`gate`: open or closed, by the number's hours or by hours or a calendar of its own."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, PrivateAttr, ValidationInfo, WithJsonSchema

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar
from centralino.calendar.hours import Hours
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.fields.schedules import CALENDAR_SCHEMA, HOURS_SCHEMA, calendar_in, hours_in
from centralino.fields.values import Word
from centralino.flows.next_move import Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Step
from centralino.flows.step_facts import Exit
from centralino.flows.turn import Turn
from centralino.languages import words
from centralino.languages.prompts import Prompt
from centralino.languages.step_words import in_each_language, titles_of

OFFICE_HOURS = "hours"
OPEN = in_each_language("open")
CLOSED = in_each_language("closed")
OWN_CALENDAR = in_each_language("own calendar")
ALWAYS = in_each_language("always")


def read_schedule(value: object, info: ValidationInfo) -> str | Hours | Calendar:
    """`hours`, a timetable or a calendar. Raises InputError."""
    if value == OFFICE_HOURS:
        return OFFICE_HOURS
    if isinstance(value, list | Calendar):
        return calendar_in(value, info)
    if isinstance(value, dict | Hours):
        return hours_in(value)
    raise input_error(
        _(
            "expected `hours`, a timetable like {example}, or a list of closures",
            example='{mon-fri: "9-13"}',
        )
    )


Schedule = Annotated[
    str | Hours | Calendar,
    PlainValidator(read_schedule),
    WithJsonSchema({"anyOf": [{"const": OFFICE_HOURS}, HOURS_SCHEMA, CALENDAR_SCHEMA]}),
]


class Gate(Step):
    """Passes the call on by the time: to `open` or to `closed`. Says nothing."""

    kind: ClassVar[str] = "gate"
    about: ClassVar[str] = "`hours`, the number's own; or a timetable; or a calendar"
    titles: ClassVar[Mapping[str, str]] = titles_of("gate")
    leads: ClassVar[tuple[str, ...]] = ("open", "closed")

    gate: Schedule
    open: Word
    closed: Word
    _own: dict[ZoneInfo, Agenda] = PrivateAttr(default_factory=dict)

    def enter(self, turn: Turn) -> Move:
        turn.asked = self.goes_by(turn.number)
        return Go(self.open if turn.state(turn.asked).open else self.closed)

    def goes_by(self, number: VirtualNumber) -> Agenda:
        """A schedule of its own knows nothing of closures elsewhere."""
        if isinstance(self.gate, str):
            return number.agenda
        zone = number.zone
        if zone not in self._own:
            self._own[zone] = self._alone(zone)
        return self._own[zone]

    def exits(self) -> Iterator[Exit]:
        yield Exit("open", self.open, ("open",), OPEN)
        yield Exit("closed", self.closed, ("closed",), CLOSED)

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        hours = number.agenda.hours if self.gate == OFFICE_HOURS else self.gate
        if isinstance(hours, Hours):
            yield words.speak_hours(hours.week, language)
        else:
            yield (ALWAYS if hours is None else OWN_CALENDAR)[language]

    def _alone(self, zone: ZoneInfo) -> Agenda:
        if isinstance(self.gate, Hours):
            return Agenda(zone, self.gate)
        return Agenda(zone, number=self.gate if isinstance(self.gate, Calendar) else None)
