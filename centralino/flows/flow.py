"""A flow: one virtual number with everything that its calls need, ready to be walked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.agenda import Agenda
from centralino.core.directory import MissedCalls, Office
from centralino.fields.expectations import Expectation
from centralino.fields.legs import CALLED, CALLING, Leg
from centralino.flows.step import Step
from centralino.languages.prompts import Prompt
from centralino.languages.voices import Voice


@dataclass(frozen=True)
class Flow:
    """One number's settings after the organisation's defaults, and its named steps.

    `number` is E.164, `slug` how URLs and files name it. `kept` is how long recordings are kept.
    """

    number: str
    slug: str
    office: Mapping[str, str]
    organisation: Mapping[str, str]
    addresses: tuple[str, ...]
    web: str
    site: str | None
    zone: ZoneInfo
    language: str
    languages: tuple[str, ...]
    voices: Mapping[str, Voice]
    prompts: Mapping[str, Prompt]
    agenda: Agenda
    always_open: bool
    ring: tuple[Leg, ...]
    caller_id: str
    confirm: bool
    missed_calls: MissedCalls
    recording_notice: bool
    kept: timedelta
    start: str
    steps: Mapping[str, Step]
    expectations: tuple[Expectation, ...] = ()

    @property
    def is_service(self) -> bool:
        """A line for our own people, and no office's."""
        return self.steps[self.start].is_service

    @property
    def caller_ids(self) -> frozenset[str]:
        """The numbers, E.164, that the file itself wants telephones to show."""
        wishes = {number for step in self.steps.values() for number in step.caller_ids()}
        return frozenset({*wishes, self.caller_id} - {CALLED, CALLING})

    def prompt(self, prompt: Prompt | str) -> Prompt:
        """The prompt itself where it is meant by name. A name is known to exist once loaded."""
        while isinstance(prompt, str) or prompt.name:
            prompt = self.prompts[prompt if isinstance(prompt, str) else prompt.name]
        return prompt

    def as_office(self) -> Office:
        return Office(
            number=self.number,
            slug=self.slug,
            name=self.office,
            addresses=self.addresses,
            language=self.language,
            missed_calls=self.missed_calls,
            site=self.site,
        )
