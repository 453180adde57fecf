"""Circles among edges, and the longest way where there are none."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping

from centralino.checking.call_edge import CallEdge
from centralino.checking.situation import Situation

Onward = Mapping[Situation, list[CallEdge]]
Weight = Callable[[CallEdge], float]


def narrow_edges(
    onward: Onward, keep: Callable[[CallEdge], bool]
) -> dict[Situation, list[CallEdge]]:
    """The edges that lead on and are kept, by their source, in the order in which they lie."""
    found: dict[Situation, list[CallEdge]] = {}
    for source, edges in onward.items():
        kept = [edge for edge in edges if edge.target is not None and keep(edge)]
        if kept:
            found[source] = kept
    return found


def in_order(onward: Onward) -> tuple[list[Situation], set[Situation]]:
    """The points, each after all that lead to it; and those that a circle keeps from it."""
    into = Counter(edge.target for edges in onward.values() for edge in edges)
    points = dict.fromkeys([*onward, *(target for target in into if target)])
    ready = deque(point for point in points if not into[point])
    ordered: list[Situation] = []
    while ready:
        point = ready.popleft()
        ordered.append(point)
        for edge in onward.get(point, ()):
            into[edge.target] -= 1
            if edge.target is not None and not into[edge.target]:
                ready.append(edge.target)
    return ordered, set(points) - set(ordered)


def circles(onward: Onward) -> Iterable[list[CallEdge]]:
    """Shortest circles, no two through the same step; those nearest to a call's beginning first."""
    _, left = in_order(onward)
    inside = {p: [e for e in edges if e.target in left] for p, edges in onward.items() if p in left}
    told: set[tuple[str, str]] = set()
    for point in inside:
        if (point.flow, point.step) in told:
            continue
        circle = _back_to(point, inside)
        if circle:
            told |= {(edge.source.flow, edge.source.step) for edge in circle}
            yield circle


def _back_to(start: Situation, onward: Onward) -> list[CallEdge]:
    """The shortest way from a point to itself; none if it lies on no circle."""
    came: dict[Situation, CallEdge] = {}
    pending = deque([start])
    while pending:
        for edge in onward.get(pending.popleft(), ()):
            if edge.target is None or edge.target in came:
                continue
            came[edge.target] = edge
            if edge.target == start:
                return _walked_back(start, came)
            pending.append(edge.target)
    return []


def _walked_back(start: Situation, came: Mapping[Situation, CallEdge]) -> list[CallEdge]:
    way = [came[start]]
    while way[-1].source != start:
        way.append(came[way[-1].source])
    return way[::-1]


def longest(onward: Onward, weight: Weight) -> dict[Situation, tuple[float, CallEdge | None]]:
    """For each point the longest way that ends there, and its last edge; circles left out."""
    ordered, _ = in_order(onward)
    found: dict[Situation, tuple[float, CallEdge | None]] = {}
    for point in ordered:
        so_far, _ = found.setdefault(point, (0.0, None))
        for edge in onward.get(point, ()):
            length = so_far + weight(edge)
            if edge.target and (edge.target not in found or length > found[edge.target][0]):
                found[edge.target] = (length, edge)
    return found


def way_to(
    point: Situation, found: Mapping[Situation, tuple[float, CallEdge | None]]
) -> list[CallEdge]:
    """The longest way to a point, as `longest` found it."""
    edges: list[CallEdge] = []
    edge = found[point][1]
    while edge is not None:
        edges.append(edge)
        edge = found[edge.source][1]
    return edges[::-1]
