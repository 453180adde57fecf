"""Calls under what is switched: the words of its notices and closings, held to the rules.

The check itself foresees any notice and closing, but cannot know what they will say.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
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
from centralino.core.readable import write_moment
from centralino.core.texts import N_, _
from centralino.flows.flow import Flow
from centralino.flows.switches import Aim, Switches
from centralino.loading.loader import ORGANISATION
from centralino.switching.aims import describe_aim
from centralino.switching.outlived import Outlived, find_outlived, find_outlived_reason
from centralino.switching.requests import main_language

RULES: tuple[Rule, ...] = (endings.endings, spoken_words.lengths, spoken_words.languages)
NOTICE = N_(
    "a notice that is in force for {aim} says “{sentence}” until {end}: from {since} on that is "
    "wrong, as '{word}' is another day then"
)
CLOSING = N_(
    "a closing that is in force for {aim} says “{sentence}” until {end}: from {since} on that is "
    "wrong, as '{word}' is another day then"
)
DATED = N_(
    "`centralino notice list` shows what is switched: end that, and put it up again with the date"
)
HINT = N_("`centralino notice list` shows what is switched: end that, and put better words up")


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
                message = _("under what is switched, {message}", message=found.message)
                yield replace(found, message=message, hint=found.hint if found.place else _(HINT))


def outlived(check: Check, flows: Iterable[Flow], switches: Switches) -> Iterator[Finding]:
    """CW020: of all that reaches one of the flows, each sentence once."""
    house = check.loaded.house
    reached = [(flow.slug, flow.site) for flow in flows if not flow.is_service]
    zone, main = house.own.zone, main_language(house)
    for notice in switches.notices:
        if any(notice.aim.reaches(*each) for each in reached):
            for found in find_outlived(notice, zone, main):
                yield _outlived(check, NOTICE, notice.aim, found, notice.end.astimezone(zone))
    for each in switches.switched:
        if any(each.aim.reaches(*one) for one in reached):
            for found in find_outlived_reason(each.switch, zone):
                yield _outlived(check, CLOSING, each.aim, found, each.switch.end.astimezone(zone))


def _outlived(check: Check, told: str, aim: Aim, found: Outlived, end: datetime) -> Finding:
    file = next((str(each) for each in check.loaded.documents if each.name == ORGANISATION), "")
    message = _(
        told,
        aim=describe_aim(aim),
        sentence=found.sentence,
        end=write_moment(end),
        since=write_moment(found.since),
        word=found.word,
    )
    return Finding("CW020", file, 1, 1, "", message, _(DATED))


def _moments(flow: Flow, switches: Switches, now: datetime) -> list[datetime]:
    """When something that reaches the number begins, those that began before as of now."""
    starts = [each.start for each in switches.notices_for(flow.slug, flow.site)]
    starts += [each.start for each in switches.closings(flow.slug, flow.site)]
    return sorted({max(start, now).astimezone(flow.zone) for start in starts})
