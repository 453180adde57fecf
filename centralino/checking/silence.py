"""How long a caller is kept who never presses anything and never speaks."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from centralino.checking.call_edge import CallEdge
from centralino.checking.circling import Onward, in_order, longest, narrow_edges, way_to
from centralino.checking.exploring import Graph
from centralino.checking.situation import Situation


@dataclass(frozen=True)
class Silence:
    """`seconds` at the most, a conversation not counted; None if there is no bound. `call` is the
    longest such call. `webhooks`: the most that follow one another while the caller does nothing,
    from whatever point."""

    seconds: float | None
    webhooks: int
    call: Sequence[CallEdge] = ()


def silence_of(graph: Graph) -> Silence:
    alone = narrow_edges(graph.onward, lambda edge: not edge.is_the_callers)
    if in_order(alone)[1]:
        return Silence(None, 0)
    reached = _reached(graph.root, alone)
    times = longest({point: alone.get(point, []) for point in reached}, lambda edge: edge.seconds)
    counts = longest(alone, lambda edge: float(edge.given is not None))
    seconds, call = 0.0, list[CallEdge]()
    for edge in (edge for point in reached for edge in graph.onward.get(point, ())):
        if edge.target is None and not edge.is_the_callers:
            so_far, _ = times[edge.source]
            if so_far + edge.seconds > seconds:
                seconds, call = so_far + edge.seconds, [*way_to(edge.source, times), edge]
    webhooks = max((count for count, _ in counts.values()), default=0.0)
    return Silence(seconds, round(webhooks) + 1, call)


def _reached(start: Situation, onward: Onward) -> dict[Situation, None]:
    """The points that those edges lead to, nearest first, the start included."""
    found, pending = {start: None}, deque([start])
    while pending:
        for edge in onward.get(pending.popleft(), ()):
            if edge.target is not None and edge.target not in found:
                found[edge.target] = None
                pending.append(edge.target)
    return found
