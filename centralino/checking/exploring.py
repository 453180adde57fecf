"""Every point that a call to a number can reach, nearest first, and every edge between them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from centralino.checking.call_edge import CallEdge
from centralino.checking.situation import Situation
from centralino.checking.stepping import Stepping
from centralino.flows.flow import Flow

MOST_POINTS = 40_000  # a flow that needs more cannot be proved in reasonable time


@dataclass
class Fault:
    """A step raised an error at `point`, or the check does not know what it does there."""

    point: Situation
    error: Exception


@dataclass
class Graph:
    """The calls to one number. `reached` has, for each point, the edge that first came to it.

    `complete` is false where there are too many points to see them all.
    """

    flow: Flow
    root: Situation
    reached: dict[Situation, CallEdge | None] = field(default_factory=dict)
    onward: dict[Situation, list[CallEdge]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True

    @property
    def is_whole(self) -> bool:
        """Every call was seen to its end."""
        return self.complete and not self.faults

    def edges(self) -> Iterator[CallEdge]:
        """All edges, those that lie nearest to the beginning of a call first."""
        for edges in self.onward.values():
            yield from edges

    def call_to(self, point: Situation) -> list[CallEdge]:
        """The shortest call that comes to a point."""
        edges: list[CallEdge] = []
        edge = self.reached[point]
        while edge is not None:
            edges.append(edge)
            edge = self.reached[edge.source]
        return edges[::-1]


def explore(flow: Flow, stepping: Stepping) -> Graph:
    """Walk through all that a call can be, breadth first."""
    root = Situation(flow.slug)
    graph = Graph(flow, root, {root: None})
    pending = deque([root])
    while pending:
        point = pending.popleft()
        if len(graph.reached) > MOST_POINTS:
            graph.complete = False
            break
        for edge in _edges(point, stepping, graph):
            graph.onward.setdefault(point, []).append(edge)
            if edge.target is not None and edge.target not in graph.reached:
                graph.reached[edge.target] = edge
                pending.append(edge.target)
    return graph


def _edges(point: Situation, stepping: Stepping, graph: Graph) -> list[CallEdge]:
    try:
        return list(stepping.edges(point))
    except Exception as error:  # noqa: BLE001 -- whatever a step raises, its callers would meet
        graph.faults.append(Fault(point, error))
        return []
