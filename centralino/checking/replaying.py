"""A foreseen call, called again by the clock: the words that callers would really hear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from centralino.calls.call import Call
from centralino.calls.call_state import AT_FIRST
from centralino.calls.caller_input import NOTHING, CallerInput
from centralino.checking.call_edge import CallEdge
from centralino.checking.foreseen import Said, Watched
from centralino.checking.stepping import CALL, CALLER, later
from centralino.flows.flow import Flow
from centralino.flows.next_move import Go
from centralino.flows.walk import Walker

A_WHILE = 5  # seconds, for each answer of the caller


@dataclass(frozen=True)
class ReplayedDocument:
    """One answer of the switchboard: on what input, what was said, as which TwiML."""

    given: CallerInput | None
    said: tuple[Said, ...]
    twiml: str
    path: tuple[str, ...]
    act: str = ""


def in_documents(edges: Sequence[CallEdge]) -> list[ReplayedDocument]:
    """A foreseen call, document by document."""
    documents: list[list[CallEdge]] = []
    for edge in edges:
        if edge.begins_a_document:
            documents.append([])
        documents[-1].append(edge)
    return [
        ReplayedDocument(
            given=each[0].given,
            said=tuple(said for edge in each for said in edge.said),
            twiml="".join(edge.twiml for edge in each),
            path=tuple(_entered(edge) for edge in each if _entered(edge)),
            act=each[0].act,
        )
        for each in documents
    ]


def _entered(edge: CallEdge) -> str:
    """As a walk's path names it."""
    return "" if edge.source.waits else edge.source.jump or edge.source.step


def replay_call(
    edges: Sequence[CallEdge], flows: Mapping[str, Flow], at: datetime
) -> list[ReplayedDocument] | None:
    """The same call at a time; None where it goes another way then."""
    flow, call_state, now = flows[edges[0].source.flow], AT_FIRST, at
    done: list[ReplayedDocument] = []
    began, step = at, ""
    for edge, foreseen in zip(_first_edges(edges), in_documents(edges), strict=True):
        given = edge.given or NOTHING
        if edge.source.hunt and edge.given:
            now = began + timedelta(seconds=later(edge.source, edge.given))
        turn = Watched(flow, call_state, Call(CALL, CALLER, now))
        walker = Walker(flow, turn, flows)
        move = walker.begin(step, given)
        while isinstance(move, Go) and len(turn.path) < len(foreseen.path):
            move = walker.go(move)
        path = tuple(turn.path)
        if path != foreseen.path:
            return None
        done.append(
            ReplayedDocument(edge.given, tuple(turn.said), str(turn.response), path, edge.act)
        )
        flow, step = walker.flow, turn.step
        call_state = replace(turn.call_state, hops=call_state.hops + 1)
        if call_state.since:
            began = datetime.fromtimestamp(call_state.since, now.tzinfo)
        now += timedelta(seconds=A_WHILE)
    return done


def _first_edges(edges: Sequence[CallEdge]) -> list[CallEdge]:
    return [edge for edge in edges if edge.begins_a_document]
