"""The shortest call that shows a finding, on paper."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.checking import call_words
from centralino.checking.call_edge import CallEdge
from centralino.checking.findings import CallLine, Example
from centralino.checking.foreseen import Decision
from centralino.checking.moments import moment_for
from centralino.checking.replaying import ReplayedDocument, in_documents, replay_call
from centralino.checking.situation import CalendarVerdict
from centralino.core import numbers
from centralino.core.readable import write_list, write_moment
from centralino.core.texts import N_, _, _n
from centralino.flows.flow import Flow

ENDED = {
    Ending.CONVERSATION: N_("a conversation"),
    Ending.VOICEMAIL: N_("a voicemail was taken"),
    Ending.INFORMATION: N_("the switchboard hangs up"),
    Ending.HUNG_UP: N_("the caller hung up"),
}
CLOSED = {
    CalendarVerdict.OUTSIDE: N_("{number} is outside its hours"),
    CalendarVerdict.OWN_CLOSURE: N_("{number} is closed by a closure of its own"),
    CalendarVerdict.SHARED_CLOSURE: N_("{number} is closed with its site or organisation"),
}


def example(edges: Sequence[CallEdge], flows: Mapping[str, Flow], now: datetime) -> Example:
    """A call on paper: as it would go at some time from `now` on, where there is such a time."""
    decisions = [each for edge in edges for each in edge.decisions]
    zone = flows[edges[0].source.flow].zone
    moment = moment_for(decisions, now.astimezone(zone))
    documents = replay_call(edges, flows, moment) if moment else None
    if moment is None or documents is None:
        when, command = _under(decisions, flows), ""
        lines = _lines(in_documents(edges), as_written=True)
    else:
        when, command = _at(moment.astimezone(zone), edges, documents)
        lines = _lines(documents)
    return Example(when, (*lines, *_ended(edges[-1])), command)


def example_at(edges: Sequence[CallEdge], flows: Mapping[str, Flow], moment: datetime) -> Example:
    """A call that was walked at a moment, under what is switched."""
    documents = in_documents(edges)
    zone = flows[edges[0].source.flow].zone
    when, command = _at(moment.astimezone(zone), edges, documents, " --live")
    return Example(when, (*_lines(documents), *_ended(edges[-1])), command)


def _at(
    moment: datetime,
    edges: Sequence[CallEdge],
    documents: Sequence[ReplayedDocument],
    live: str = "",
) -> tuple[str, str]:
    """When that is, for people; and the command that calls so."""
    when = write_moment(moment)
    command = f'centralino call {edges[0].source.flow} --at "{moment:%Y-%m-%d %H:%M}"{live}'
    return when, command + call_words.flags(_answers(documents))


def _under(decisions: Sequence[Decision], flows: Mapping[str, Flow]) -> str:
    """`when 0577 235501 is closed by a closure of its own, and a notice is in force`."""
    told = [_decided(each, flows) for each in decisions if each.verdict is not CalendarVerdict.OPEN]
    if not told:
        return _("at any time")
    return _("when {conditions}", conditions=write_list(dict.fromkeys(told)))


def _decided(decision: Decision, flows: Mapping[str, Flow]) -> str:
    if decision.notice:
        return _(decision.notice)
    if decision.of_number and decision.of in flows and decision.verdict in CLOSED:
        number = numbers.format_number(flows[decision.of].number)
        return _(CLOSED[decision.verdict], number=number)
    return _("the gate '{step}' is closed", step=decision.of)


def _answers(documents: Sequence[ReplayedDocument]) -> list[tuple[CallerInput, str]]:
    pairs = pairwise(documents)
    return [(after.given, before.twiml) for before, after in pairs if after.given]


def _lines(documents: Sequence[ReplayedDocument], *, as_written: bool = False) -> list[CallLine]:
    lines: list[CallLine] = []
    before = ""
    for document in documents:
        if document.given is not None:
            lines.append(call_words.done(document.given, before, document.act))
        lines += call_words.lines_heard(document.said, as_written=as_written)
        before = document.twiml
    return lines


def _ended(edge: CallEdge) -> list[CallLine]:
    if edge.ending:
        return [CallLine(_("Ended"), _(ENDED[edge.ending]))]
    ringing = [numbers.format_number(each) for each in call_words.telephones(edge.twiml)]
    if not ringing:
        return []
    told = _n("{numbers} rings", "{numbers} ring", len(ringing), numbers=write_list(ringing))
    return [CallLine(_("Telephone"), told)]
