"""All calls as a tree that people read: what makes no difference to them is one, and where ways
join again the tree is folded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from centralino.calls.ending import Ending
from centralino.checking import call_words
from centralino.checking.call_edge import CallEdge
from centralino.checking.exploring import Graph
from centralino.checking.foreseen import Decision
from centralino.checking.situation import CalendarVerdict, Situation
from centralino.core import numbers
from centralino.core.texts import N_, _
from centralino.flows.flow import Flow

SERVICE = N_("the service line asks for an office and its PIN")


class Stage(NamedTuple):
    """A point as people see it: how often a question was put, or when, is left out."""

    flow: str
    step: str
    jump: str
    waits: bool
    language: str
    leg: int
    verdict: CalendarVerdict | None
    settled: Ending | None
    in_each_tongue: bool


@dataclass
class Way:
    """From one stage to the next, or to the end: on which acts, and what is said then."""

    labels: list[str]
    said: tuple[str, ...]
    to: Stage | None
    ending: Ending | None


@dataclass
class Folded:
    """The ways that lead on from each stage; `joins` are the stages that several ways lead to."""

    root: Stage
    ways: dict[Stage, list[Way]] = field(default_factory=dict)
    joins: set[Stage] = field(default_factory=set)


def stage_of(point: Situation) -> Stage:
    return Stage(
        point.flow,
        point.step,
        point.jump,
        point.waits,
        point.language,
        point.leg,
        point.verdict,
        point.settled,
        point.in_each_tongue,
    )


def fold_graph(graph: Graph, flows: Mapping[str, Flow], *, as_written: bool) -> Folded:
    """`as_written`: words with their placeholders, for no time in particular."""
    found = Folded(stage_of(graph.root))
    asked = _documents(graph)
    for edge in graph.edges():
        source = stage_of(edge.source)
        target = stage_of(edge.target) if edge.target else None
        if target == source:
            continue  # the question is put again
        said = tuple(line.what for line in call_words.lines_heard(edge.said, as_written=as_written))
        said += tuple(
            _("rings {number}", number=numbers.format_number(number))
            for number in call_words.telephones(edge.twiml)
        )
        said += (_("records a message"),) if "<Record" in edge.twiml else ()
        flow = flows[edge.source.flow]
        way = Way([_label(edge, asked.get(source, ""), flow)], said, target, edge.ending)
        if edge.source.step and flow.steps[edge.source.step].is_service:
            way.said, way.ending = (*said, _(SERVICE)), None
        _add(found.ways.setdefault(source, []), way)
    into = Counter(way.to for ways in found.ways.values() for way in ways if way.to)
    found.joins = {stage for stage, count in into.items() if count > 1}
    return found


def _documents(graph: Graph) -> dict[Stage, str]:
    """What asked for the answers that each stage waits for."""
    return {
        stage_of(edge.target): edge.twiml
        for edge in graph.edges()
        if edge.target and edge.target.waits
    }


def _add(ways: list[Way], way: Way) -> None:
    """Acts that come to the same are one way."""
    for known in ways:
        if (known.said, known.to, known.ending) == (way.said, way.to, way.ending):
            known.labels += [label for label in way.labels if label not in known.labels]
            return
    ways.append(way)


def _label(edge: CallEdge, document: str, flow: Flow) -> str:
    decided = ", ".join(_decided(edge.decisions))
    if edge.given is None:
        return decided
    act = call_words.name_act(edge.given, document, edge.act)
    if (
        not edge.act
        and edge.given.digits
        and edge.given.digits not in flow.steps[edge.source.step].digits_at(flow)
    ):
        act = _("presses something else")
    return f"{act}, {decided}" if decided else act


def _decided(decisions: Sequence[Decision]) -> Iterator[str]:
    for each in decisions:
        if each.notice:
            yield _(each.notice)
        elif each.verdict is not None:
            yield _(each.verdict.value)
