"""Callers know that they are recorded."""

from collections.abc import Iterator

from centralino.checking.call_edge import CallEdge
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import _
from centralino.languages.prompts import Audio, placeholders


def find_unannounced(subject: RuleContext) -> Iterator[Finding]:
    """CE008: in every language in which a message can be left."""
    told = set()
    for edge in subject.graph.edges():
        step, flow = edge.source.step, subject.stepping.flows[edge.source.flow]
        if "<Record" not in edge.twiml or not flow.recording_notice or step in told:
            continue
        if flow.slug == subject.flow.slug and not _is_announced(edge):
            told.add(step)
            message = _("a message is recorded without saying so, and for how long it is kept")
            hint = _("the prompt `recorded` says it, with {kept}; or `recording_notice: false`")
            call = [*subject.graph.call_to(edge.source), edge]
            yield subject.finding("CE008", ("steps", step), message, hint, call)


def _is_announced(edge: CallEdge) -> bool:
    """Before the tone, in words that tell how long; a recorded prompt is believed to."""
    return any(
        said.name == "recorded"
        and (isinstance(said.version, Audio) or "kept" in placeholders(said.version))
        for said in edge.said
    )
