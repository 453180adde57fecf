"""A flow: one virtual number with everything that its calls need, ready to be walked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from centralino.calls.ending import Ending
from centralino.core.directory import Office, StepWords
from centralino.fields.expectations import Expectation
from centralino.fields.legs import CALLED, CALLING
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Step


@dataclass(frozen=True)
class Flow(VirtualNumber):
    """A number and its named steps; a call begins at `start`."""

    start: str
    steps: Mapping[str, Step]
    expectations: tuple[Expectation, ...] = ()

    def as_office(self) -> Office:
        steps = {name: self._words_of(step) for name, step in self.steps.items()}
        return replace(super().as_office(), steps=steps)

    def _words_of(self, step: Step) -> StepWords:
        telephones = step.telephones(self)
        legs = telephones.legs if telephones else ()
        return StepWords(dict(step.meanings(self)), {leg.slug: leg.name or "" for leg in legs})

    @property
    def is_service(self) -> bool:
        """A line for our own people, and no office's."""
        return self.steps[self.start].is_service

    @property
    def ends_at_once(self) -> bool:
        """Whether all that its callers get is a last word."""
        first = self.steps[self.start]
        return first.ends is Ending.INFORMATION and not any(first.exits())

    @property
    def caller_ids(self) -> frozenset[str]:
        """The numbers, E.164, that the file itself wants telephones to show."""
        wishes = {number for step in self.steps.values() for number in step.caller_ids()}
        return frozenset({*wishes, self.caller_id} - {CALLED, CALLING})

    @property
    def asks_its_hours(self) -> bool:
        """Whether a step passes calls on by the number's own hours, and so tells of a closure."""
        return any(step.goes_by(self) is self.agenda for step in self.steps.values())
