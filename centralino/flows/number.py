"""A virtual number: whose it is, when it is open, how it speaks. What its calls do is its flow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar
from centralino.calendar.layers import Layer, Switch
from centralino.core.addresses import is_email
from centralino.core.directory import MissedCalls, Office
from centralino.fields.legs import Leg
from centralino.fields.people import PeopleEntry, address_entry
from centralino.flows.switches import Switches
from centralino.languages.prompts import Prompt
from centralino.languages.voices import Voice


@dataclass(frozen=True)
class VirtualNumber:
    """One number's settings after the organisation's defaults.

    `number` is E.164, `slug` how URLs and files name it. `kept` is how long recordings are kept.
    `holidays` are the public holidays that the organisation keeps, at this site or another.
    `language` is heard first, `languages` may be chosen. `tongues`: in each of these the end of a
    call is told to whoever has chosen none. `offers`: each key that chooses another, and which.
    """

    number: str
    slug: str
    office: Mapping[str, str]
    organisation: Mapping[str, str]
    addresses: tuple[str, ...]
    people: tuple[PeopleEntry, ...] | None
    web: str
    site: str | None
    holidays: tuple[Calendar, ...]
    zone: ZoneInfo
    language: str
    languages: tuple[str, ...]
    tongues: tuple[str, ...]
    offers: Mapping[str, str]
    voices: Mapping[str, Voice]
    prompts: Mapping[str, Prompt]
    agenda: Agenda
    always_open: bool
    ring: tuple[Leg, ...]
    caller_id: str
    confirm: bool
    greet: bool
    missed_calls: MissedCalls
    recording_notice: bool
    kept: timedelta

    @property
    def emails(self) -> tuple[str, ...]:
        """Of the addresses those that can be said."""
        return tuple(each for each in self.addresses if is_email(each))

    @property
    def seen_by(self) -> tuple[PeopleEntry, ...]:
        """The office's people: those that `people` names, else whoever reads its mail."""
        return tuple(map(address_entry, self.emails)) if self.people is None else self.people

    def closings(self, switches: Switches) -> tuple[Switch, ...]:
        """The live closings and openings that count here: only its own, if it is always open."""
        found = switches.closings(self.slug, self.site)
        if self.always_open:
            return tuple(each for each in found if each.layer is Layer.NUMBER_SWITCH)
        return found

    def prompt(self, prompt: Prompt | str) -> Prompt:
        """The prompt itself where it is meant by name. A name is known to exist once loaded."""
        while isinstance(prompt, str) or prompt.name:
            prompt = self.prompts[prompt if isinstance(prompt, str) else prompt.name]
        return prompt

    def is_holiday_everywhere(self, day: date) -> bool:
        """Whether no site of the organisation works on that day, its patron's perhaps."""
        return all(each.ruling(day) for each in self.holidays)

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
