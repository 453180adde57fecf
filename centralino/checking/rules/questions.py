"""Questions can be heard."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import _
from centralino.languages.prompts import Audio


def silent(subject: RuleContext) -> Iterator[Finding]:
    """CE006: the question itself has no words, in some language."""
    told = set()
    for edge in subject.graph.edges():
        target = edge.target
        if target is None or not target.waits or target.flow != subject.flow.slug:
            continue
        step = subject.flow.steps.get(target.step)
        heard = any(said.text or isinstance(said.version, Audio) for said in edge.said if said.asks)
        if step is not None and step.asks and not heard and target.step not in told:
            told.add(target.step)
            message = _("callers are asked for keys without a word")
            hint = _("its prompt says nothing here: write words that need no placeholder")
            call = [*subject.graph.call_to(edge.source), edge]
            yield subject.finding("CE006", ("steps", target.step), message, hint, call)
