"""Prompts as a picture shows them: filled in with what never changes, and cut short."""

import re
import textwrap

from centralino.core.numbers import format_number
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.prompts import Audio, Prompt, fill_placeholders
from centralino.languages.registry import find_language

LONGEST = 72  # characters of a prompt, in a shape
SHORTEST = 30  # on an arrow
MORE = "\N{NO-BREAK SPACE}…"
_CUT_NUMBER = re.compile(rf"(,?\s*\b\d+,?)+{MORE}$")


def abridge_prompt(flow: Flow, prompt: Prompt | str, language: str, longest: int = LONGEST) -> str:
    """The beginning of a prompt, given by itself or by name."""
    spoken, version = flow.prompt(prompt).version(language, flow.language)
    if isinstance(version, Audio):
        return version.file
    return cut_text(fill_placeholders(version, lambda name: fact(flow, name, spoken)), longest)


def cut_text(text: str, longest: int = LONGEST) -> str:
    """Text up to a length, and an ellipsis where it goes on; half a number is none."""
    cut = textwrap.shorten(text, longest, placeholder=MORE)
    return cut if not cut.endswith(MORE) else _CUT_NUMBER.sub(MORE, cut)


def wrap_text(text: str, width: int) -> list[str]:
    """Text in lines; an address that is longer than a line breaks before its domain."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in _parts(line, width)]


def _parts(line: str, width: int) -> list[str]:
    name, at, domain = line.partition("@")
    return [name, at + domain] if at and len(line) > width else [line]


def fact(flow: Flow, name: str, language: str) -> str | None:
    """What fills a placeholder whatever the moment; what depends on it is told in brackets."""
    hours = flow.agenda.hours
    known = {
        "office": flow.office.get(language) or flow.organisation.get(language),
        "organisation": flow.organisation.get(language),
        "number": format_number(flow.number),
        "hours": words.speak_hours(hours.week, language) if hours else None,
        "email": ", ".join(flow.emails),
        "web": flow.web,
        "kept": words.speak_duration(int(flow.kept.total_seconds()), language),
    }
    return find_language(language).picture.blanks.get(name) or known.get(name)
