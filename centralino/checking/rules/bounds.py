"""Answers that Twilio takes, calls that Centralino's own bounds let through, proofs that end."""

from collections.abc import Iterator

from centralino.calls.call_state import MOST_HOPS
from centralino.checking.call_edge import CallEdge
from centralino.checking.circling import Weight, in_order, longest, narrow_edges, way_to
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.checking.unforeseen import UnforeseenError
from centralino.core.readable import write_count
from centralino.core.texts import _
from centralino.flows.walk import MOST_STEPS

LARGEST = 64_000  # bytes: twilio.com/docs/api/errors/11750
ENVELOPE = 120  # bytes of XML around what each step adds


def find_unproved(subject: RuleContext) -> Iterator[Finding]:
    """CE012."""
    if not subject.graph.complete:
        message = _(
            "calls can come to more than {count} situations: they cannot all be checked",
            count=write_count(len(subject.graph.reached) - 1),
        )
        hint = _("make several numbers of it, joined by `goto`, or fewer `tries` and languages")
        yield subject.finding("CE012", ("steps",), message, hint)


def faults(subject: RuleContext) -> Iterator[Finding]:
    """CE013; CE015 where the check itself does not know what a step does."""
    for fault in subject.graph.faults:
        place = ("steps", fault.point.step) if fault.point.step else ()
        call = subject.graph.call_to(fault.point)
        if isinstance(fault.error, UnforeseenError):
            id_, message = (
                "CE015",
                _("the check cannot tell what happens here: {why}", why=fault.error),
            )
            hint = _("the module of this kind of step must tell; nothing beyond it was checked")
        else:
            cause = f"{type(fault.error).__name__}: {fault.error}"
            id_, message = "CE013", _("a call that comes here meets a fault: {cause}", cause=cause)
            hint = _("callers hear the fallback message; this is to be mended in Centralino")
        yield subject.finding(id_, place, message, hint, call, fault.point.flow)


def report_failed_check(subject: RuleContext, error: Exception) -> Finding:
    """CE013, of the check itself."""
    cause = f"{type(error).__name__}: {error}"
    message = _("this number cannot be checked: {cause}", cause=cause)
    return subject.finding("CE013", ("number",), message, _("this is to be mended in Centralino"))


def sizes(subject: RuleContext) -> Iterator[Finding]:
    """CE010."""
    worst, size = _longest_document(subject, lambda edge: float(max(edge.size - ENVELOPE, 0)))
    if size > LARGEST:
        place, slug = subject.last_written(worst)
        message = _(
            "one answer can have {size} bytes: Twilio takes {largest}",
            size=write_count(round(size)),
            largest=write_count(LARGEST),
        )
        yield subject.finding("CE010", place, message, _("say less before asking"), worst, slug)


def steps(subject: RuleContext) -> Iterator[Finding]:
    """CE011: in one answer."""
    worst, count = _longest_document(subject, lambda edge: float(not edge.source.waits))
    if count >= MOST_STEPS:
        place, slug = subject.last_written(worst)
        message = _(
            "a call can walk {count} steps in one answer: {most} at most",
            count=round(count),
            most=MOST_STEPS - 1,
        )
        hint = _("join steps that only speak, or ask the caller in between")
        yield subject.finding("CE011", place, message, hint, (), slug)


def webhooks(subject: RuleContext) -> Iterator[Finding]:
    """CE011: without the caller's doing anything."""
    count = subject.silence.webhooks
    if count > MOST_HOPS:
        message = _(
            "a call can need {count} webhooks without its caller's doing anything", count=count
        )
        hint = _("it is ended after {most}: fewer telephones, fewer tries", most=MOST_HOPS)
        yield subject.finding("CE011", ("number",), message, hint)


def _longest_document(subject: RuleContext, weight: Weight) -> tuple[list[CallEdge], float]:
    """The heaviest answer to one webhook; nothing where answers go round in circles."""
    within = narrow_edges(subject.graph.onward, lambda edge: not edge.source.waits)
    if in_order(within)[1]:
        return [], 0.0
    found = longest(within, weight)
    heaviest, way = 0.0, list[CallEdge]()
    for edge in subject.graph.edges():
        if edge.target is not None and not edge.target.waits:
            continue
        so_far = found.get(edge.source, (0.0, None))[0] if not edge.source.waits else 0.0
        if so_far + weight(edge) > heaviest:
            heaviest = so_far + weight(edge)
            way = [*(way_to(edge.source, found) if edge.source in found else ()), edge]
    return way, heaviest
