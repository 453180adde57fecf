"""The longest that a caller who does nothing waits for the first thing of use: see first_use.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centralino.checking.call_edge import CallEdge
from centralino.checking.circling import in_order, narrow_edges
from centralino.checking.exploring import Graph
from centralino.checking.situation import Situation

Knowing = tuple[Situation, bool]
"""A point, and whether the caller has been told whose number it is."""


@dataclass(frozen=True)
class FirstWord:
    """`seconds` at the most; None where calls go round. `call` is the longest such call."""

    seconds: float | None
    call: Sequence[CallEdge] = ()


@dataclass(frozen=True)
class RemainingWait:
    """What is still to come of a wait, the edge that it begins with, and where that leads."""

    seconds: float = 0.0
    edge: CallEdge | None = None
    to: Knowing | None = None


def first_word_of(graph: Graph) -> FirstWord:
    ordered, circling = in_order(narrow_edges(graph.onward, lambda edge: not edge.is_the_callers))
    if circling:
        return FirstWord(None)
    waits: dict[Knowing, RemainingWait] = {}
    for point in reversed(ordered or [graph.root]):
        for named in (False, True):
            found = [_wait(edge, waits, named=named) for edge in _silent(graph, point)]
            waits[point, named] = max(found, key=lambda wait: wait.seconds, default=RemainingWait())
    start = (graph.root, False)
    return FirstWord(waits[start].seconds, list(_followed(start, waits)))


def _silent(graph: Graph, point: Situation) -> Iterator[CallEdge]:
    return (edge for edge in graph.onward.get(point, ()) if not edge.is_the_callers)


def _wait(edge: CallEdge, waits: dict[Knowing, RemainingWait], *, named: bool) -> RemainingWait:
    """Up to what is of use; without any, up to the end of the call."""
    use = edge.first_use.after(named=named)
    if use is not None:
        return RemainingWait(use, edge)
    if edge.target is None:
        return RemainingWait(edge.seconds, edge)
    to = (edge.target, named or edge.first_use.names)
    return RemainingWait(edge.seconds + waits[to].seconds, edge, to)


def _followed(start: Knowing, waits: dict[Knowing, RemainingWait]) -> Iterator[CallEdge]:
    at: Knowing | None = start
    while at is not None:
        wait = waits[at]
        if wait.edge is not None:
            yield wait.edge
        at = wait.to
