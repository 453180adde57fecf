"""Every step of a file is reached by some call."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import N_, _

HINT = N_("let a key, an exit or a `goto` lead to it, or take it out")


def find_unreached(subject: RuleContext) -> Iterator[Finding]:
    """CW001. Of what was never seen, none is told when not all could be."""
    if not subject.graph.is_whole:
        return
    slug = subject.flow.slug
    reached = {point.step for point in subject.graph.reached if point.flow == slug}
    for name in subject.flow.steps:
        if name not in reached and subject.written(name):
            message = _("no call reaches the step '{step}'", step=name)
            yield subject.finding("CW001", ("steps", name), message, _(HINT))
