"""The rule of missed calls, held to every way in which a call to the example flows can end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from centralino.calls import missed
from centralino.calls.caller_input import is_too_short
from centralino.calls.ending import Ending
from centralino.checking.call_edge import CallEdge
from centralino.checking.exploring import Graph, explore
from centralino.checking.situation import Situation
from centralino.checking.stepping import Stepping
from centralino.checking.worst_case import WorstCase
from centralino.loading.loader import Loaded, load
from checking.office import NOW

ROOT = Path(__file__).parents[2]
SLUGS = sorted(
    slug for slug, flow in load(ROOT / "flows").house.flows.items() if not flow.is_service
)


@dataclass(frozen=True)
class Log:
    """What is learned of a call, as the store puts it together; `told`: as the check judges."""

    helped: bool | None = None
    told: bool = False
    message: bool = False
    empty: bool = False

    def after(self, edge: CallEdge) -> "Log":
        given = edge.given
        recorded = given is not None and bool(given.recording)
        empty = recorded and is_too_short(given.seconds if given else None)
        learned = edge.learned_helped
        rings = "<Dial" in edge.twiml
        return replace(
            self,
            helped=self.helped if learned is None else learned,
            told=not rings and (self.told or edge.helps),
            message=self.message or (recorded and not empty),
            empty=self.empty or empty,
        )

    def is_missed(self, ending: Ending | None) -> bool:
        return missed.is_missed(
            ending, self.helped, has_message=self.message, left_nothing=self.empty
        )


@cache
def loaded() -> Loaded:
    return load(ROOT / "flows")


@cache
def graph(slug: str) -> Graph:
    flows = loaded().house.flows
    return explore(flows[slug], Stepping(flows, WorstCase(NOW)))


def ends(slug: str) -> Iterator[tuple[CallEdge, Ending | None, Log]]:
    """Every end of every call: where the flow ends it, and wherever its caller may hang up."""
    calls = graph(slug)
    seen: set[tuple[Situation, Log]] = set()
    pending = [(calls.root, Log())]
    while pending:
        point, before = pending.pop()
        for edge in calls.onward.get(point, ()):
            log = before.after(edge)
            if edge.target is None:
                yield edge, edge.ending, log
                continue
            if edge.target.waits:
                yield edge, None, log
            if (edge.target, log) not in seen:
                seen.add((edge.target, log))
                pending.append((edge.target, log))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_call_that_got_something_is_not_missed(slug: str) -> None:
    for _, ending, log in ends(slug):
        if ending is Ending.CONVERSATION or log.message:
            assert not log.is_missed(ending)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_call_is_missed_where_the_check_finds_no_help_since_telephones_rang(slug: str) -> None:
    for edge, ending, log in ends(slug):
        if ending is not Ending.CONVERSATION and not log.message and not log.empty:
            assert log.is_missed(ending) is not log.told, (edge, log)


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_message_is_missed_whatever_was_told(slug: str) -> None:
    for _, ending, log in ends(slug):
        if log.empty and not log.message and ending is not Ending.CONVERSATION:
            assert log.is_missed(ending)


def test_every_sort_of_end_is_among_them() -> None:
    found = {
        (ending, log.told, log.message, log.empty)
        for slug in SLUGS
        for _, ending, log in ends(slug)
    }
    endings = {ending for ending, *_ in found}
    assert endings == {None, *Ending}
    assert {(None, True, False, False), (None, False, False, False)} <= found


def test_the_documentation_quotes_the_rule() -> None:
    page = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")
    heading, rule = str(missed.__doc__).strip().split("\n\n")
    quoted = re.sub(r"\n> ", " ", page)
    assert heading in page
    assert " ".join(rule.split()) in quoted
