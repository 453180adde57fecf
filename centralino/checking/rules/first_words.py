"""Callers soon hear something of use, and of a closed office that it is closed."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.readable import write_length
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.step import Step

LATE = 20  # seconds


def late(subject: RuleContext) -> Iterator[Finding]:
    """CW016."""
    first = subject.first_word
    if subject.flow.is_service or first.seconds is None or first.seconds <= LATE:
        return
    message = _(
        "a caller who does nothing hears nothing of use for {length}",
        length=write_length(first.seconds),
    )
    hint = _(
        "say whose number it is before its telephones ring, and say less before a question; "
        "`docs/checking.md` tells what is of use"
    )
    yield subject.finding("CW016", ("number",), message, hint, first.call)


def closed_too_late(subject: RuleContext) -> Iterator[Finding]:
    """CW017: the first questions of a flow, if its own hours are asked behind every key."""
    flow = subject.flow
    helping = {
        edge.source.step
        for edge in subject.graph.edges()
        if edge.helps and edge.source.flow == flow.slug
    }
    before, questions = _first_questions(flow)
    for name in questions:
        if _only_rings(flow, name, helping - before):
            message = _(
                "a closed office says so only behind this menu, whose every key leads to it"
            )
            hint = _(
                "let a gate come first, `gate: hours` with `open: {step}` and `closed:` to what "
                "is said then",
                step=name,
            )
            yield subject.finding("CW017", ("steps", name), message, hint)


def _first_questions(flow: Flow) -> tuple[set[str], list[str]]:
    """The steps up to the first questions, where no gate comes before them; and those questions."""
    before, questions, ahead = set[str](), list[str](), [flow.start]
    while ahead:
        name = ahead.pop(0)
        step = flow.steps[name]
        if name in before or name in questions or _asks_hours(step, flow):
            continue
        if step.asks and not step.comes_first(flow):
            questions.append(name)
            continue
        before.add(name)
        ahead += [exit_.to for exit_ in step.exits()]
    return before, questions


def _only_rings(flow: Flow, question: str, helping: set[str]) -> bool:
    """Whether all that can be chosen there comes to the number's hours before anything else.

    What a caller gets who chooses nothing is no choice.
    """
    seen, met, ahead = {question}, False, _choices(flow.steps[question])
    while ahead:
        name = ahead.pop()
        step = flow.steps[name]
        if name in seen:
            continue
        seen.add(name)
        if _asks_hours(step, flow):
            met = met or _leads_to_telephones(flow, name)
            continue
        ways = _choices(step) if step.asks else [exit_.to for exit_ in step.exits()]
        if name in helping or not ways or _is_of_use(step, flow):
            return False
        ahead += ways
    return met


def _choices(step: Step) -> list[str]:
    return [exit_.to for exit_ in step.exits() if exit_.place != ("otherwise",)]


def _asks_hours(step: Step, flow: Flow) -> bool:
    return step.goes_by(flow) is flow.agenda


def _is_of_use(step: Step, flow: Flow) -> bool:
    """It helps whether the office is open or not: it rings at any hour, or takes a message."""
    rings = step.telephones(flow) is not None
    return rings or bool(step.recipients(flow)) or any(step.jumps())


def _leads_to_telephones(flow: Flow, gate: str) -> bool:
    seen, ahead = set[str](), [gate]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += [exit_.to for exit_ in flow.steps[name].exits()]
    return any(flow.steps[name].telephones(flow) is not None for name in seen)
