"""The check itself: every flow of a folder, against every rule."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from centralino.checking.exploring import Graph, explore
from centralino.checking.findings import Finding, of_problem
from centralino.checking.rule_context import RuleContext
from centralino.checking.rules import RULES, bounds
from centralino.checking.stepping import Stepping
from centralino.checking.worst_case import WorstCase
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded

AUDIO = Path("static/audio")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Proof:
    """What was seen of one number. `silence`: seconds after which a caller who does nothing is
    done; `first_word`, seconds up to the first thing that is of use to such a caller. Both None
    without a bound, and where not every call was seen (`is_whole`)."""

    number: str
    states: int
    ways: int
    silence: float | None
    first_word: float | None
    findings: tuple[Finding, ...]
    is_whole: bool = True


class Check:
    """Checks the flows that were loaded, as of `now`. `audio` is where recorded prompts are.

    `region` is Twilio's, as in TWILIO_REGION.
    """

    def __init__(
        self, loaded: Loaded, now: datetime, audio: Path = AUDIO, region: str = ""
    ) -> None:
        self.loaded, self.now, self.audio, self.region = loaded, now, audio, region
        self.stepping = Stepping(loaded.house.flows, WorstCase(now))
        self.own = {flow.number: flow.slug for flow in loaded.house.flows.values()}

    def refused(self) -> list[Finding]:
        """What did not even load."""
        return [of_problem(problem) for problem in self.loaded.problems]

    def explored(self, flow: Flow) -> Graph:
        return explore(flow, self.stepping)

    def prove(self, flow: Flow) -> Proof:
        """Explore one number's calls and hold them to every rule.

        A rule that fails, by a fault of ours, is a finding too: other numbers are served.
        """
        graph = self.explored(flow)
        subject = RuleContext(
            self.loaded, flow, graph, self.stepping, self.now, self.audio, self.own, self.region
        )
        silence = first_word = None
        try:
            found = {finding for rule in RULES for finding in rule(subject)}
            if graph.is_whole:
                silence, first_word = subject.silence.seconds, subject.first_word.seconds
        except Exception as error:
            log.exception("a flow could not be checked", number=flow.slug)
            found = {bounds.report_failed_check(subject, error)}
        return Proof(
            number=flow.slug,
            states=len(graph.reached),
            ways=sum(1 for _ in graph.edges()),
            silence=silence,
            first_word=first_word,
            findings=tuple(sorted(found, key=lambda finding: finding.order)),
            is_whole=graph.is_whole,
        )
