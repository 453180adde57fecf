"""What fills the placeholders of a prompt: the same data that routes the call, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from centralino.calendar.agenda import Agenda
from centralino.calendar.layers import Layer
from centralino.languages import words
from centralino.languages.language import DAWN

if TYPE_CHECKING:
    from centralino.flows.turn import Visit


class Facts:
    """The facts that one visit can tell in one language. What is not known is None."""

    def __init__(self, visit: "Visit", language: str, known: Mapping[str, str]) -> None:
        self._visit = visit
        self._flow = visit.flow
        self._language = language
        self._known = known

    def get(self, name: str) -> str | None:
        if name in self._known:
            return self._known[name]
        tell = getattr(self, f"_{name}", None)
        return tell() if tell else None

    def _office(self) -> str | None:
        return self._flow.office.get(self._language) or self._organisation()

    def _organisation(self) -> str | None:
        return self._flow.organisation.get(self._language)

    def _number(self) -> str:
        return words.phone(self._flow.number, self._language)

    def _email(self) -> str | None:
        addresses = self._flow.addresses
        spoken = [words.email(address, self._language) for address in addresses]
        return words.listed(spoken, self._language, "or") if spoken else None

    def _web(self) -> str | None:
        return words.web(self._flow.web, self._language) if self._flow.web else None

    def _kept(self) -> str:
        return words.duration(int(self._flow.kept.total_seconds()), self._language)

    def _caller(self) -> str:
        caller = self._visit.caller
        withheld = {"it": "un numero riservato", "en": "a withheld number"}
        return words.phone(caller, self._language) if caller else withheld[self._language]

    def _hours(self) -> str | None:
        """The timetable of the day of the call; none where a special opening replaces it."""
        hours = self._agenda().hours
        if hours is None or self._is_special():
            return None
        return self._today(lambda now: words.hours(hours.on(now.date()), self._language))

    def _is_special(self) -> bool:
        state = self._visit.state(self._agenda())
        return state.layer is not Layer.HOURS and not state.closure

    def _reopens(self) -> str | None:
        reopens = self._visit.state(self._agenda()).reopens
        if reopens is None:
            return None
        return self._today(lambda now: words.moment(reopens, now, self._language))

    def _reason(self) -> str | None:
        reason = self._visit.state(self._agenda()).reason or {}
        return reason.get(self._language) or next(iter(reason.values()), None)

    def _agenda(self) -> Agenda:
        """What the last gate went by, so that words and routing agree."""
        return self._visit.asked or self._flow.agenda

    def _today(self, tell: Callable[[datetime], str]) -> str:
        """Words that hold from a midnight or a dawn, local time, to the next of the two.

        "Tomorrow" is another day after midnight; before dawn it is not "tonight" yet.
        """
        zone = self._flow.zone

        def told(now: datetime) -> tuple[str, datetime, datetime]:
            local = now.astimezone(zone)
            midnight = datetime.combine(local.date(), time(), zone)
            dawn = midnight + timedelta(minutes=DAWN)
            if local.hour * 60 < DAWN:
                return tell(local), midnight, dawn
            return tell(local), dawn, midnight + timedelta(days=1)

        return self._visit.at(told)
