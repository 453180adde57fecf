"""How long a caller is kept who never presses anything and never speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from centralino.checking.circling import in_order, longest, narrowed, way_to
from centralino.checking.edge import Edge
from centralino.checking.exploring import Graph


@dataclass(frozen=True)
class Silence:
    """`seconds` at the most, a conversation not counted; None if there is no bound. `call` is the
    longest such call, and `webhooks` the most that one takes."""

    seconds: float | None
    webhooks: int
    call: Sequence[Edge] = ()


def silence_of(graph: Graph) -> Silence:
    alone = narrowed(graph.onward, lambda edge: not edge.is_the_callers)
    if in_order(alone)[1]:
        return Silence(None, 0)
    times = longest(alone, lambda edge: edge.seconds)
    counts = longest(alone, lambda edge: float(edge.reply is not None))
    last = [edge for edge in graph.edges() if edge.target is None and not edge.is_the_callers]
    seconds, call = 0.0, list[Edge]()
    for edge in last:
        so_far, _ = times.get(edge.source, (0.0, None))
        if so_far + edge.seconds > seconds:
            seconds, call = so_far + edge.seconds, [*way_to(edge.source, times), edge]
    webhooks = max((count for count, _ in counts.values()), default=0.0)
    return Silence(seconds, round(webhooks) + 1, call)
