"""Whether what a real webhook did is among what was foreseen."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from centralino.calls.ending import Ending
from centralino.checking.call_edge import CallEdge
from centralino.checking.exploring import Graph
from centralino.checking.situation import Situation
from centralino.flows.flow import Flow
from checking.shapes import Shape, joined, shape_of


class Place(NamedTuple):
    """Where a call waits, as its URL tells it."""

    flow: str
    step: str
    language: str
    tries: int
    leg: int


def place_of(url: str, flows: dict[str, Flow]) -> Place:
    """From the URL at which a document wants its answer."""
    parts = urlsplit(url)
    _, _, slug, step = unquote(parts.path).split("/")
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    language = query.get("l", "")
    return Place(
        slug,
        step,
        "" if language == flows[slug].language else language,
        int(query.get("t", 0)),
        int(query.get("i", 0)),
    )


@dataclass(frozen=True)
class Foresight:
    """The documents that were foreseen, step by step."""

    graph: Graph

    @cached_property
    def waiting(self) -> dict[Place, list[Situation]]:
        found: dict[Place, list[Situation]] = {}
        for point in self.graph.reached:
            if point.waits:
                found.setdefault(_place(point), []).append(point)
        return found

    def admits(
        self, place: Place | None, path: list[str], ending: str | None, shape: Shape, to: object
    ) -> bool:
        """Whether from a place (None: the call arrives) some way has this path, end and shape."""
        points = [self.graph.root] if place is None else self.waiting[place]
        ways: list[tuple[CallEdge, Shape]] = [
            (edge, _shape(edge)) for point in points for edge in self._onward(point)
        ]
        for name in path:
            ways = [
                (following, joined(so_far + _shape(following)))
                for edge, so_far in ways
                if edge.target is not None and not edge.target.waits
                for following in self._onward(edge.target)
                if (following.source.jump or following.source.step) == name
            ]
        return any(so_far == shape and _end(edge) == (ending or to) for edge, so_far in set(ways))

    def _onward(self, point: Situation) -> list[CallEdge]:
        return self.graph.onward.get(point, [])


def _end(edge: CallEdge) -> object:
    if edge.target is None:
        return str(edge.ending) if isinstance(edge.ending, Ending) else None
    return _place(edge.target) if edge.target.waits else None


def _place(point: Situation) -> Place:
    return Place(point.flow, point.step, point.language, point.tries, point.leg)


@lru_cache(maxsize=100_000)
def _shape(edge: CallEdge) -> Shape:
    return shape_of(edge.twiml)
