"""What a flow names is there: the numbers that it controls, the languages that it changes to."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import Subject
from centralino.core import numbers
from centralino.core.input_errors import nearest
from centralino.flows.kinds.control import Control
from centralino.flows.kinds.menu import Menu


def controlled(subject: Subject) -> Iterator[Finding]:
    """CW009."""
    known = subject.own.values()
    for name, step in subject.flow.steps.items():
        for number in (step.control or ()) if isinstance(step, Control) else ():
            if numbers.slug(number) not in known:
                message = f"{numbers.formatted(number)} has no flow here that could be switched"
                hint = nearest(numbers.slug(number), known)
                yield subject.finding("CW009", ("steps", name, "control"), message, hint)


def languages(subject: Subject) -> Iterator[Finding]:
    """CW010."""
    flow = subject.flow
    left_out = f"which `languages` ({', '.join(map(repr, flow.languages))}) leaves out"
    if flow.language not in flow.languages:
        message = f"callers hear '{flow.language}' first, {left_out}"
        yield subject.finding("CW010", ("languages",), message, _hint(flow.language))
    for name, step in flow.steps.items():
        for key, choice in step.keys.items() if isinstance(step, Menu) else ():
            if choice.language and choice.language not in {flow.language, *flow.languages}:
                message = f"this key changes to '{choice.language}', {left_out}"
                place = ("steps", name, "keys", key, "language")
                yield subject.finding("CW010", place, message, _hint(choice.language))


def _hint(language: str) -> str:
    return f"add '{language}' there, or callers are not told in it of a fault of ours"
