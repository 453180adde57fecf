"""The languages that a flow speaks are among those that it names."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import _


def languages(subject: RuleContext) -> Iterator[Finding]:
    """CW010."""
    flow = subject.flow
    known = ", ".join(flow.languages)
    if flow.language not in flow.languages:
        message = _(
            "callers hear '{language}' first, which `languages` ({known}) leaves out",
            language=flow.language,
            known=known,
        )
        yield subject.finding("CW010", ("languages",), message, _hint(flow.language))
    for name, step in flow.steps.items():
        for language, place in step.languages():
            if language not in {flow.language, *flow.languages}:
                message = _(
                    "this key changes to '{language}', which `languages` ({known}) leaves out",
                    language=language,
                    known=known,
                )
                yield subject.finding("CW010", ("steps", name, *place), message, _hint(language))


def _hint(language: str) -> str:
    return _(
        "add '{language}' there, or callers are not told in it of a fault of ours",
        language=language,
    )
