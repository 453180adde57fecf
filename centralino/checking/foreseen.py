"""Turns that are watched, and turns that no clock decides: the real walk, seen from beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calls.call import Call
from centralino.calls.call_state import CallState
from centralino.checking.choices import Choices
from centralino.checking.situation import CalendarVerdict
from centralino.checking.worst_case import WorstCase, days_of
from centralino.core.texts import N_
from centralino.fields.legs import Leg, Order
from centralino.flows.number import VirtualNumber
from centralino.flows.placeholders import DatedWords
from centralino.flows.switches import NONE, Notice, Switches
from centralino.flows.turn import ALWAYS, Turn
from centralino.languages.helpful import COURTESIES
from centralino.languages.prompts import Audio, Prompt
from centralino.languages.registry import codes

T = TypeVar("T")

PASSES, ENDS = N_("a notice is in force"), N_("a notice ends the call")


@lru_cache(maxsize=4)
def notices_in(languages: tuple[str, ...]) -> tuple[Notice, Notice]:
    """One that lets the call go on, and one that ends it; their words are not known."""
    passing, final = (Prompt(dict.fromkeys(languages, f"({told})")) for told in (PASSES, ENDS))
    return Notice(passing, *ALWAYS), Notice(final, *ALWAYS, ends_call=True)


@dataclass(frozen=True)
class Said:
    """What a caller heard: `version` as it was written, `text` as it was filled.

    `name` is a named prompt's. `asks`: keys may be pressed meanwhile. `wanted` is the language that
    the caller chose, `language` the one that was spoken.
    """

    version: str | Audio
    text: str
    language: str
    wanted: str
    name: str = ""
    asks: bool = False
    prompt: Prompt | None = None
    around: bool = False

    @property
    def notice(self) -> str:
        """Which of the foreseen notices it is, whose words are not known; nothing of what is."""
        passing, final = notices_in(codes())
        return {id(passing.prompt): PASSES, id(final.prompt): ENDS}.get(id(self.prompt), "")

    @property
    def courtesy(self) -> bool:
        """Said around a message or a hunt: whatever the words, they are no information.

        Nor is a notice that lets the call go on: what it will say is not known.
        """
        return self.around or self.name in COURTESIES


@dataclass(frozen=True)
class Decision:
    """What time or a switch decided: a verdict on a number or a gate (`of`), or a notice.

    `of_number`: on the number's own hours and all the closures that come before them.
    """

    of: str
    verdict: CalendarVerdict | None = None
    notice: str = ""
    agenda: Agenda | None = None
    of_number: bool = True

    @property
    def is_final(self) -> bool:
        """A notice that ends the call, and so is taken to help."""
        return self.notice == ENDS


class Watched(Turn):
    """A turn that keeps all that was said, and which parts of its step were asked."""

    def __init__(
        self, number: VirtualNumber, call_state: CallState, call: Call, switches: Switches = NONE
    ) -> None:
        super().__init__(number, call_state, call, switches)
        self.said: list[Said] = []
        self.written: list[str] = []
        self._speaking = False
        self._around = False
        self._heard = ""

    def say_version(
        self,
        prompt: Prompt | str,
        wanted: str,
        found: tuple[str, str | Audio],
        to: Any,
        known: Mapping[str, str],
    ) -> None:
        spoken, version = found
        name = prompt if isinstance(prompt, str) else prompt.name
        whole = self.number.prompt(prompt)
        self._speaking, self._heard = True, ""
        super().say_version(prompt, wanted, found, to, known)
        self._speaking = False
        self.said.append(
            Said(
                version,
                self._heard,
                spoken,
                wanted,
                name,
                to is not None,
                whole,
                self._around,
            )
        )

    def say_around(self, prompt: Prompt | str) -> None:
        self._around = True
        super().say_around(prompt)
        self._around = False

    def url(self, part: str = "", caller: str | None = None) -> str:
        self.written.append(part)
        return super().url(part, caller)

    def say_words(self, text: str, language: str, to: Any = None) -> None:
        super().say_words(text, language, to)
        if self._speaking:
            self._heard = text
        else:
            self.said.append(Said(text, text, language, language, asks=to is not None))

    def words(self, prompt: Prompt) -> str | None:
        self._speaking = True
        found = super().words(prompt)
        self._speaking = False
        return found


class Foreseen(Watched):
    """A turn at any time: what calendars, switches and chance decide, `choices` does."""

    def __init__(
        self,
        number: VirtualNumber,
        call_state: CallState,
        call: Call,
        choices: Choices,
        outlook: WorstCase,
    ) -> None:
        super().__init__(number, call_state, call)
        self.choices, self.outlook = choices, outlook
        self.decided: dict[int, CalendarVerdict] = {}
        self.decisions: list[Decision] = []

    def state(self, agenda: Agenda) -> OpeningState:
        if self._speaking:
            return self.outlook.state(agenda, CalendarVerdict.OUTSIDE)
        verdict = self.decided.get(id(agenda))
        if verdict is None:
            verdict = self.choices.choose(self._verdicts(agenda))
            self.decided[id(agenda)] = verdict
            own = agenda is self.number.agenda
            of = self.number.slug if own else self.step
            self.decisions.append(Decision(of, verdict, agenda=agenda, of_number=own))
        return self.outlook.state(agenda, verdict)

    def notices(self) -> list[Notice]:
        passing, final = notices_in(codes())
        options: tuple[list[Notice], ...] = ([], [passing], [final])
        found = self.choices.choose(options)
        if found:
            told = ENDS if found[0].ends_call else PASSES
            self.decisions.append(Decision(self.number.slug, notice=told))
        return found

    def at(self, tell: Callable[[datetime], DatedWords]) -> str:
        moments = days_of(self.asked or self.number.agenda)
        return max((tell(moment)[0] for moment in moments), key=len)

    def in_order(self, legs: Sequence[T], order: Order) -> Sequence[T]:
        """Any leg may be at the present place; turns in which it and the next ring alike are one.

        As a random order is turned too, every leg comes to every place, though not after every
        other.
        """
        place = self.call_state.leg % len(legs)
        alike: dict[object, int] = {}
        for position, leg in enumerate(legs):
            alike.setdefault((_traits(leg), _traits(legs[(position + 1) % len(legs)])), position)
        chosen = self.choices.choose(tuple(alike.values()))
        shift = (chosen - place) % len(legs)
        return [*legs[shift:], *legs[:shift]]

    def _verdicts(self, agenda: Agenda) -> tuple[CalendarVerdict, ...]:
        """A live switch may close or open anything; a shared closure needs something shared."""
        if agenda is not self.number.agenda:
            return CalendarVerdict.OPEN, CalendarVerdict.OUTSIDE
        found = [CalendarVerdict.OPEN]
        if agenda.hours is not None or agenda.calendars:
            found.append(CalendarVerdict.OUTSIDE)
        found.append(CalendarVerdict.OWN_CLOSURE)
        return (*found, *(() if self.number.always_open else (CalendarVerdict.SHARED_CLOSURE,)))


def _traits(leg: object) -> object:
    return (leg.ring, leg.confirm) if isinstance(leg, Leg) else leg
