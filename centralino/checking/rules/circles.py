"""A caller who does nothing is led somewhere, and within a bounded time."""

from collections.abc import Iterator, Sequence

from centralino.checking.call_edge import CallEdge
from centralino.checking.circling import circles as found_among
from centralino.checking.circling import narrow_edges
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.input_errors import Place
from centralino.core.texts import _, _n

LONG = 10 * 60  # seconds


def circles(subject: RuleContext) -> Iterator[Finding]:
    """CE002."""
    alone = narrow_edges(subject.graph.onward, lambda edge: not edge.is_the_callers)
    for found in found_among(alone):
        circle = _from_its_first_step(subject, found)
        call = [*subject.graph.call_to(circle[0].source), *circle]
        place, slug = _place(subject, circle)
        names = " > ".join(dict.fromkeys(_name(edge) for edge in circle))
        message = _(
            "calls go round here without their callers' doing anything: {steps}", steps=names
        )
        hint = _("let one of these steps lead out of the circle, or ask the caller to press a key")
        yield subject.finding("CE002", place, message, hint, call, slug)


def silence(subject: RuleContext) -> Iterator[Finding]:
    """CW007."""
    bound = subject.silence
    if bound.seconds is not None and bound.seconds > LONG:
        message = _n(
            "a caller who never presses anything is kept for up to {count} minute",
            "a caller who never presses anything is kept for up to {count} minutes",
            round(bound.seconds / 60),
        )
        hint = _("fewer tries, a lower `cap`, fewer telephones")
        yield subject.finding("CW007", ("number",), message, hint, bound.call)


def _from_its_first_step(subject: RuleContext, circle: list[CallEdge]) -> list[CallEdge]:
    """The circle, begun at the step of it that stands first in the file."""
    steps = list(subject.flow.steps)
    sources = [edge.source for edge in circle]
    order = [
        steps.index(each.step)
        if each.flow == subject.flow.slug and each.step in steps
        else len(steps)
        for each in sources
    ]
    turn = order.index(min(order))
    return [*circle[turn:], *circle[:turn]]


def _place(subject: RuleContext, circle: Sequence[CallEdge]) -> tuple[Place, str]:
    for edge in circle:
        source = edge.source
        if source.step and subject.written(source.step, source.flow):
            return ("steps", source.step), source.flow
    return (), subject.flow.slug


def _name(edge: CallEdge) -> str:
    return edge.source.jump or edge.source.step or edge.source.flow
