"""From what two files say to a flow that can be walked: defaults applied, every name resolved."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar
from centralino.core import numbers
from centralino.core.input_errors import InputError, InputIssue, Place, nearest
from centralino.core.texts import _
from centralino.fields.offered_languages import merge_languages
from centralino.flows.flow import Flow
from centralino.flows.step import GOODBYE, INFORMATION, Step
from centralino.languages.catalogue import BUILT_IN
from centralino.languages.prompts import Prompt
from centralino.languages.registry import MAIN, codes, languages
from centralino.languages.voices import Voice, voice
from centralino.loading import default_flow
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import OrganisationFile, Site
from centralino.loading.reading_steps import read_steps_of
from centralino.loading.shared_settings import ALWAYS_OPEN, own_settings

ENDINGS: Mapping[str, Step] = read_steps_of(
    {
        INFORMATION: {"say": {"prompt": "information"}, "then": GOODBYE},
        GOODBYE: {"hangup": {"prompt": "goodbye"}},
    }
)
"""Steps that every flow has, unless it has its own of that name."""

DEFAULTS: dict[str, Any] = {
    "email": (),
    "hours": None,
    "ring": (),
    "site": None,
    "language": MAIN,
    "caller_id": "number",
    "confirm": False,
    "missed_calls": "each",
    "web": "",
    "always_open": ALWAYS_OPEN,
    "greet": True,
}


CLOSURES = ("site_closed", "all_closed")
"""Prompts that are `closed` for whoever writes that one alone."""


def compile_flow(number: NumberFile, organisation: OrganisationFile) -> Flow:
    """The flow of one number. Raises InputError with every name that nothing bears."""
    told = {**own_settings(organisation), **own_settings(number)}
    settings = DEFAULTS | {name: DEFAULTS.get(name) if v is None else v for name, v in told.items()}
    settings["languages"] = merge_languages([number.languages, organisation.languages])
    steps = dict(number.steps) or default_flow.steps(
        rings=bool(settings["ring"]),
        has_email=bool(settings["email"]),
        offers=bool(settings["languages"].offered(settings["language"])),
        greets=settings["greet"],
    )
    flow = _flow(number, organisation, settings, steps)
    misfits = [
        *_unknown_site(flow, organisation),
        *_unknown_steps(flow),
        *_unknown_prompts(flow),
        *_misfits_of_steps(flow),
    ]
    if misfits:
        raise InputError(*misfits)
    return flow


def _flow(
    number: NumberFile, organisation: OrganisationFile, settings: Mapping[str, Any], steps: Any
) -> Flow:
    language, spoken = settings["language"], settings["languages"]
    name = in_words(organisation.organisation, organisation.language or DEFAULTS["language"])
    return Flow(
        number=number.number,
        slug=numbers.slug_of_number(number.number),
        office=in_words(number.office, language) if number.office else name,
        organisation=name,
        addresses=settings["email"],
        people=number.people,
        web=settings["web"],
        site=settings["site"],
        holidays=_holidays(organisation),
        zone=organisation.timezone,
        language=language,
        languages=spoken.codes or codes(),
        tongues=spoken.tongues(language),
        offers=spoken.offered(language),
        voices=voices_of(organisation),
        prompts=_prompts(number, organisation, language),
        agenda=_agenda(number, organisation, settings),
        always_open=settings["always_open"],
        ring=settings["ring"],
        caller_id=settings["caller_id"],
        confirm=settings["confirm"],
        greet=settings["greet"],
        missed_calls=settings["missed_calls"],
        recording_notice=organisation.recording_notice,
        kept=timedelta(seconds=organisation.retention.recordings),
        start=next(iter(steps)),
        steps={**ENDINGS, **steps},
        expectations=number.expect,
    )


def in_words(words: Mapping[str, str], language: str) -> dict[str, str]:
    """A name per language; text without one is in the default language."""
    return {spoken or language: text for spoken, text in words.items()}


def voices_of(organisation: OrganisationFile) -> dict[str, Voice]:
    built_in = {each.code: voice(each.voice) for each in languages()}
    return {**built_in, **organisation.voices}


def _agenda(
    number: NumberFile, organisation: OrganisationFile, settings: Mapping[str, Any]
) -> Agenda:
    if settings["always_open"]:
        return Agenda(organisation.timezone, settings["hours"], number=number.calendar)
    site = organisation.sites.get(settings["site"], Site())
    return Agenda(
        organisation.timezone,
        settings["hours"],
        number=number.calendar,
        site=site.calendar,
        organisation=organisation.calendar,
        holidays=site.holidays or organisation.holidays,
    )


def _holidays(organisation: OrganisationFile) -> tuple[Calendar, ...]:
    sites = [site.holidays for site in organisation.sites.values()]
    return tuple(found for found in (organisation.holidays, *sites) if found)


def _prompts(
    number: NumberFile, organisation: OrganisationFile, language: str
) -> dict[str, Prompt]:
    """Built in, the organisation's, the number's: each replaces the languages that it speaks."""
    shared = organisation.language or DEFAULTS["language"]
    merged = dict(BUILT_IN)
    for prompts, spoken in ((organisation.prompts, shared), (number.prompts, language)):
        if "closed" in prompts:
            merged |= dict.fromkeys(CLOSURES, Prompt({}, name="closed"))
        for name, prompt in prompts.items():
            below = merged.get(name)
            below = merged[below.name] if below and below.name in merged else below
            merged[name] = _over(below, prompt, spoken)
    return merged


def _over(below: Prompt | None, prompt: Prompt, language: str) -> Prompt:
    if prompt.name or below is None:
        return prompt
    own = {spoken or language: version for spoken, version in prompt.versions.items()}
    return Prompt({**below.versions, **own})


def _unknown_site(flow: Flow, organisation: OrganisationFile) -> Iterator[InputIssue]:
    if flow.site is not None and flow.site not in organisation.sites:
        hint = nearest(flow.site, organisation.sites)
        yield InputIssue(
            _("the organisation's file has no site '{site}'; {hint}", site=flow.site, hint=hint),
            ("site",),
        )


def _unknown_steps(flow: Flow) -> Iterator[InputIssue]:
    for name, step in flow.steps.items():
        for exit_ in step.exits():
            if exit_.to not in flow.steps:
                hint = nearest(exit_.to, flow.steps)
                yield InputIssue(
                    _("no step is called '{to}'; {hint}", to=exit_.to, hint=hint),
                    ("steps", name, *exit_.place),
                )


def _misfits_of_steps(flow: Flow) -> Iterator[InputIssue]:
    for name, step in flow.steps.items():
        yield from (misfit.below("steps", name) for misfit in step.misfits(flow))


def _unknown_prompts(flow: Flow) -> Iterator[InputIssue]:
    for place, prompt in prompts_of(flow):
        seen = {prompt.name}
        while prompt.name:
            if prompt.name not in flow.prompts:
                hint = nearest(prompt.name, flow.prompts)
                yield InputIssue(
                    _("no prompt is called '{name}'; {hint}", name=prompt.name, hint=hint), place
                )
                break
            prompt = flow.prompts[prompt.name]
            if prompt.name in seen:
                yield InputIssue(
                    _("the prompt '{name}' is made of itself", name=prompt.name), place
                )
                break
            seen.add(prompt.name)


def prompts_of(flow: Flow) -> Iterator[tuple[Place, Prompt]]:
    """Every prompt that a flow may speak, and where its file has it."""
    for name, prompt in flow.prompts.items():
        yield ("prompts", name), prompt
    for name, step in flow.steps.items():
        yield from _within(("steps", name), step)


def _within(place: Place, value: object) -> Iterator[tuple[Place, Prompt]]:
    if isinstance(value, Prompt):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _within((*place, name), getattr(value, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within((*place, key), item)
