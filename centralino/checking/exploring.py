"""Every point that a call to a number can reach, nearest first, and every edge between them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from centralino.checking.call_edge import Edge
from centralino.checking.situation import Point
from centralino.checking.stepping import Stepping
from centralino.flows.flow import Flow

MOST_POINTS = 40_000  # a flow that needs more cannot be proved in reasonable time


@dataclass
class Fault:
    """A step raised an error at `point`, or the check does not know what it does there."""

    point: Point
    error: Exception


@dataclass
class Graph:
    """The calls to one number. `reached` has, for each point, the edge that first came to it.

    `complete` is false where there are too many points to see them all.
    """

    flow: Flow
    root: Point
    reached: dict[Point, Edge | None] = field(default_factory=dict)
    onward: dict[Point, list[Edge]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True

    @property
    def is_whole(self) -> bool:
        """Every call was seen to its end."""
        return self.complete and not self.faults

    def edges(self) -> Iterator[Edge]:
        """All edges, those that lie nearest to the beginning of a call first."""
        for edges in self.onward.values():
            yield from edges

    def call_to(self, point: Point) -> list[Edge]:
        """The shortest call that comes to a point."""
        edges: list[Edge] = []
        edge = self.reached[point]
        while edge is not None:
            edges.append(edge)
            edge = self.reached[edge.source]
        return edges[::-1]


def explore(flow: Flow, stepping: Stepping) -> Graph:
    """Walk through all that a call can be, breadth first."""
    root = Point(flow.slug)
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


def _edges(point: Point, stepping: Stepping, graph: Graph) -> list[Edge]:
    try:
        return list(stepping.edges(point))
    except Exception as error:  # noqa: BLE001 -- whatever a step raises, its callers would meet
        graph.faults.append(Fault(point, error))
        return []
