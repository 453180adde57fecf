"""The switchboard: every number's flow, and an answer to every webhook, whatever happens."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from centralino.calls.call import Call
from centralino.calls.call_state import AT_FIRST, CallState
from centralino.calls.caller_input import NOTHING, CallerInput
from centralino.core import numbers
from centralino.core.directory import Directory
from centralino.core.input_errors import InputError
from centralino.flows.flow import Flow
from centralino.flows.switches import Nothing, SwitchSource
from centralino.flows.turn import Turn
from centralino.flows.walk import Answer, Walk, answer
from centralino.loading.loader import Loaded
from centralino.switchboard.answer_cache import AnswerCache
from centralino.switchboard.spoken_help import help_of


class Switchboard:
    """Answers calls from what was loaded. `base` is the path at which PUBLIC_URL has us."""

    def __init__(
        self, loaded: Loaded, switches: SwitchSource | None = None, base: str = ""
    ) -> None:
        self.loaded = loaded
        self.house = loaded.house
        self.base = base
        self.switches: SwitchSource = switches or Nothing()
        self._memo = AnswerCache()
        self._by_number = {flow.number: flow for flow in self.house.flows.values()}
        self._help = help_of(self.house.own, base)
        self._helps = {
            (slug, chosen): help_of(flow, base, chosen)
            for slug, flow in self.house.flows.items()
            for chosen in ("", *flow.languages)
        }

    def directory(self) -> Directory:
        """Who stands behind the numbers."""
        return self.house.directory

    @property
    def zone(self) -> ZoneInfo:
        return self.house.own.zone

    def find(self, number: str) -> Flow | None:
        """The flow of a number: E.164 as Twilio sends it, a slug, or as people write it."""
        house = self.house
        found = self._by_number.get(number) or house.flows.get(number)
        if found is not None:
            return found
        try:
            return self._by_number.get(numbers.e164(number))
        except InputError:
            return None

    def answer(
        self,
        flow: Flow,
        call: Call,
        step: str = "",
        call_state: CallState = AT_FIRST,
        given: CallerInput = NOTHING,
    ) -> Answer:
        """The answer to one webhook. Raises what walk.answer raises."""
        walk = Walk(flow, step, call_state, given)
        switches = self.switches.current()
        kept = self._memo.get(walk, call.now, switches)
        if kept is not None:
            return kept
        found = answer(walk, call, self.house.flows, switches, self.base)
        self._memo.keep(walk, found, switches)
        return found

    def is_open(self, flow: Flow, now: datetime) -> bool:
        """Whether a number's office is open, with what is switched now."""
        call = Call("", None, now)
        return Turn(flow, AT_FIRST, call, self.switches.current()).state(flow.agenda).open

    def help(self, flow: Flow | None, chosen: str = "") -> str:
        """TwiML made when the flows were loaded, for when nothing else can be said.

        In the language that the caller has chosen, if it is one of the number's.
        """
        slug = flow.slug if flow else ""
        known = self._helps.get((slug, chosen)) or self._helps.get((slug, ""))
        return known or self._help

    def report(self) -> dict[str, Any]:
        """Whether it can serve, for whoever watches: `ready`, `degraded` or `unable`."""
        problems = [problem.in_public() for problem in self.loaded.problems]
        trouble = self.switches.trouble()
        serves = bool(self.house.flows)
        return {
            "status": ("degraded" if problems or trouble else "ready") if serves else "unable",
            "numbers": len(self.house.flows),
            "problems": problems,
            "switches": trouble or "up to date",
            "serving_last_good": list(self.loaded.stale),
        }
