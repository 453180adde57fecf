"""Hunts end in time, and ring nobody's number but a telephone's."""

from collections.abc import Iterator, Sequence

from centralino.checking.call_edge import Edge
from centralino.checking.findings import Finding
from centralino.checking.rule_context import Subject
from centralino.checking.situation import Point
from centralino.core import numbers
from centralino.core.input_errors import Place
from centralino.fields.legs import Leg
from centralino.flows import screening
from centralino.flows.kinds.dial import Dial


def own_numbers(subject: Subject) -> Iterator[Finding]:
    """CE004, with the call that comes there if there is one."""
    for name, step in subject.flow.steps.items():
        if not isinstance(step, Dial):
            continue
        place, legs = legs_of(subject, name, step)
        for position, leg in enumerate(legs):
            if leg.number in subject.own:
                number = numbers.formatted(leg.number)
                message = f"{number} is a virtual number of ours: the call would call us again"
                hint = f"write a telephone's number, or `goto: {subject.own[leg.number]}`"
                yield subject.finding(
                    "CE004", (*place, position), message, hint, _waiting_at(subject, name)
                )


def caps(subject: Subject) -> Iterator[Finding]:
    """CE009."""
    for name, step in subject.flow.steps.items():
        if isinstance(step, Dial) and (worst := _longest(subject, name)) is not None:
            spent, rings, screened = worst.hunt or (0, 0, False)
            most = spent + rings + (screening.SECONDS if screened else 0)
            if most > step.cap:
                message = f"this hunt can last {most} s, more than its cap of {step.cap} s"
                hint = f"a `cap` of {most}s or more; a telephone cannot ring for less than 5 s"
                call = subject.graph.call_to(worst)
                yield subject.finding("CE009", ("steps", name, "cap"), message, hint, call)


def left_out(subject: Subject) -> Iterator[Finding]:
    """CW005: the places of a hunt that never come if those before do not answer."""
    for name, step in subject.flow.steps.items():
        if not isinstance(step, Dial) or step.order == "all at once":
            continue
        place, legs = legs_of(subject, name, step)
        rung = _rung_to_the_end(subject, name)
        if rung and rung < len(legs):
            left = len(legs) - rung
            message = f"{left} of these {len(legs)} telephones never ring if the others ring out"
            hint = f"the hunt ends within its `cap` of {step.cap} s: a longer cap, or shorter rings"
            yield subject.finding("CW005", (*place, rung), message, hint)


def legs_of(subject: Subject, name: str, step: Dial) -> tuple[Place, Sequence[Leg]]:
    if step.dial is None:
        return ("ring",), subject.flow.ring
    return ("steps", name, "dial"), step.dial


def _ringing(subject: Subject, name: str) -> list[Point]:
    slug = subject.flow.slug
    points = subject.graph.reached
    return [each for each in points if each.waits and (each.flow, each.step) == (slug, name)]


def _waiting_at(subject: Subject, name: str) -> list[Edge]:
    found = _ringing(subject, name)
    return subject.graph.call_to(found[0]) if found else []


def _longest(subject: Subject, name: str) -> Point | None:
    found = [point for point in _ringing(subject, name) if point.hunt]
    return max(found, key=lambda point: sum(point.hunt or ()), default=None)


def _rung_to_the_end(subject: Subject, name: str) -> int:
    """How many ring when none of them answers: each as long as it may."""
    found = _ringing(subject, name)
    rung = 0
    while point := next((each for each in found if each.leg == rung), None):
        rung += 1
        onward = subject.graph.onward.get(point, ())
        found = [
            edge.target
            for edge in onward
            if edge.target and edge.given and edge.given.dial_status == "no-answer"
        ]
    return rung
