"""Calls under what is switched: the words of its notices and closings, held to the rules.

The check itself foresees any notice and closing, but cannot know what they will say.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from centralino.checking.at_time import SteppingAt
from centralino.checking.call_edge import CallEdge
from centralino.checking.checked import Check
from centralino.checking.examples import example_at
from centralino.checking.exploring import explore
from centralino.checking.findings import Example, Finding
from centralino.checking.rule_context import RuleContext
from centralino.checking.rules import Rule, endings, spoken_words
from centralino.flows.flow import Flow
from centralino.flows.switches import Switches

RULES: tuple[Rule, ...] = (endings.endings, spoken_words.lengths, spoken_words.languages)
HINT = "`centralino notice list` shows what is switched: end that, and put better words up"


@dataclass(frozen=True)
class SwitchedSubject(RuleContext):
    """Calls at `now`, under what is switched then."""

    def shown(self, call: Sequence[CallEdge]) -> Example:
        return example_at(call, self.stepping.flows, self.now)


def under(
    check: Check, flow: Flow, switches: Switches, known: Collection[Finding]
) -> Iterator[Finding]:
    """What is wrong with a number's calls whenever something switched begins, beyond `known`."""
    told = {(each.id, each.file, each.place) for each in known}
    for moment in _moments(flow, switches, check.now):
        stepping = SteppingAt(check.loaded.house.flows, moment, switches)
        graph = explore(flow, stepping)
        subject = SwitchedSubject(
            check.loaded, flow, graph, stepping, moment, check.audio, check.own
        )
        for found in (finding for rule in RULES for finding in rule(subject)):
            if (found.id, found.file, found.place) not in told:
                told.add((found.id, found.file, found.place))
                message = f"under what is switched, {found.message}"
                yield replace(found, message=message, hint=found.hint if found.place else HINT)


def _moments(flow: Flow, switches: Switches, now: datetime) -> list[datetime]:
    """When something that reaches the number begins, those that began before as of now."""
    starts = [each.start for each in switches.notices_for(flow.slug, flow.site)]
    starts += [each.start for each in switches.closings(flow.slug, flow.site)]
    return sorted({max(start, now).astimezone(flow.zone) for start in starts})
