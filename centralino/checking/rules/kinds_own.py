"""The rules that a kind of step has of its own."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext


def flaws(subject: RuleContext) -> Iterator[Finding]:
    """CE007, CW004, CW006, CW009, and whatever else a kind knows of itself."""
    for name, step in subject.flow.steps.items():
        for flaw in step.flaws(subject.flow, subject.own):
            yield subject.finding(flaw.id, ("steps", name, *flaw.place), flaw.message, flaw.hint)
