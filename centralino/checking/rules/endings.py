"""Every call ends in a conversation, a voicemail, or information that helps."""

from collections.abc import Iterator

from centralino.calls.ending import Ending
from centralino.checking.call_edge import CallEdge
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import N_, _

HINT = N_("say when it opens, where to write or whom else to call; or take a message")


def endings(subject: RuleContext) -> Iterator[Finding]:
    """CE003, once for each step at which such calls end. A service line helps no callers."""
    if subject.flow.is_service:
        return
    told = set()
    for edge in subject.graph.edges():
        if not _is_a_dead_end(edge):
            continue
        call = [*subject.graph.call_to(edge.source), edge]
        place, slug = subject.last_written(call)
        if (place, slug) not in told:
            told.add((place, slug))
            message = _("a call can end here with nothing that helps its caller")
            yield subject.finding("CE003", place, message, _(HINT), call, slug)


def _is_a_dead_end(edge: CallEdge) -> bool:
    helped = edge.source.helped or edge.helps
    return edge.ending is Ending.INFORMATION and not helped
