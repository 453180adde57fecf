"""The languages that a flow speaks are among those that it names."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext


def languages(subject: RuleContext) -> Iterator[Finding]:
    """CW010."""
    flow = subject.flow
    left_out = f"which `languages` ({', '.join(map(repr, flow.languages))}) leaves out"
    if flow.language not in flow.languages:
        message = f"callers hear '{flow.language}' first, {left_out}"
        yield subject.finding("CW010", ("languages",), message, _hint(flow.language))
    for name, step in flow.steps.items():
        for language, place in step.languages():
            if language not in {flow.language, *flow.languages}:
                message = f"this key changes to '{language}', {left_out}"
                yield subject.finding("CW010", ("steps", name, *place), message, _hint(language))


def _hint(language: str) -> str:
    return f"add '{language}' there, or callers are not told in it of a fault of ours"
