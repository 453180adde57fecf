"""Hunts end in time, and ring nobody's number but a telephone's."""

from collections.abc import Iterator

from centralino.calls.outcomes import NO_ANSWER
from centralino.checking.call_edge import CallEdge
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.checking.situation import Situation
from centralino.core import numbers
from centralino.core.input_errors import Place
from centralino.core.texts import _, _n
from centralino.flows import screening
from centralino.flows.step_facts import Telephones


def own_numbers(subject: RuleContext) -> Iterator[Finding]:
    """CE004, with the call that comes there if there is one."""
    for name, telephones in hunts_of(subject):
        place = place_of(name, telephones)
        for position, leg in enumerate(telephones.legs):
            if leg.number in subject.own:
                number = numbers.format_number(leg.number)
                message = _(
                    "{number} is a virtual number of ours: the call would call us again",
                    number=number,
                )
                hint = _(
                    "write a telephone's number, or `goto: {slug}`", slug=subject.own[leg.number]
                )
                yield subject.finding(
                    "CE004", (*place, position), message, hint, _waiting_at(subject, name)
                )


def caps(subject: RuleContext) -> Iterator[Finding]:
    """CE009."""
    for name, telephones in hunts_of(subject):
        cap, worst = telephones.cap, _longest(subject, name)
        if cap is not None and worst is not None:
            spent, rings, screened = worst.hunt or (0, 0, False)
            most = spent + rings + (screening.SECONDS if screened else 0)
            if most > cap:
                message = _(
                    "this hunt can last {most} s, more than its `cap` of {cap} s",
                    most=most,
                    cap=cap,
                )
                hint = _(
                    "a `cap` of {most}s or more; a telephone cannot ring for less than 5 s",
                    most=most,
                )
                call = subject.graph.call_to(worst)
                yield subject.finding("CE009", ("steps", name, "cap"), message, hint, call)


def left_out(subject: RuleContext) -> Iterator[Finding]:
    """CW005: the places of a hunt that never come if those before do not answer."""
    for name, telephones in hunts_of(subject):
        if not telephones.one_by_one or telephones.cap is None:
            continue
        rung, count = _rung_to_the_end(subject, name), len(telephones.legs)
        never = count - rung
        if rung and never:
            message = _n(
                "{count} of these {all} telephones never rings if the others ring out",
                "{count} of these {all} telephones never ring if the others ring out",
                never,
                all=count,
            )
            hint = _(
                "the hunt ends within its `cap` of {cap} s: a longer cap, or shorter rings",
                cap=telephones.cap,
            )
            yield subject.finding("CW005", (*place_of(name, telephones), rung), message, hint)


def hunts_of(subject: RuleContext) -> Iterator[tuple[str, Telephones]]:
    """The steps that ring telephones, by name."""
    for name, step in subject.flow.steps.items():
        telephones = step.telephones(subject.flow)
        if telephones is not None:
            yield name, telephones


def place_of(name: str, telephones: Telephones) -> Place:
    return telephones.place if telephones.of_number else ("steps", name, *telephones.place)


def _ringing(subject: RuleContext, name: str) -> list[Situation]:
    slug = subject.flow.slug
    points = subject.graph.reached
    return [each for each in points if each.waits and (each.flow, each.step) == (slug, name)]


def _waiting_at(subject: RuleContext, name: str) -> list[CallEdge]:
    found = _ringing(subject, name)
    return subject.graph.call_to(found[0]) if found else []


def _longest(subject: RuleContext, name: str) -> Situation | None:
    found = [point for point in _ringing(subject, name) if point.hunt]
    return max(found, key=lambda point: sum(point.hunt or ()), default=None)


def _rung_to_the_end(subject: RuleContext, name: str) -> int:
    """How many ring when none of them answers: each as long as it may."""
    found = _ringing(subject, name)
    rung = 0
    while point := next((each for each in found if each.leg == rung), None):
        rung += 1
        onward = subject.graph.onward.get(point, ())
        found = [
            edge.target
            for edge in onward
            if edge.target and edge.given and edge.given.dial_status == NO_ANSWER
        ]
    return rung
