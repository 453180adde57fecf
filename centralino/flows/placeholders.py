"""What fills the placeholders of a prompt: the same data that routes the call, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Protocol

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calendar.layers import Layer
from centralino.calendar.timetable import Timetable
from centralino.flows.number import VirtualNumber
from centralino.languages import words
from centralino.languages.language import DAWN
from centralino.languages.registry import find_language

DatedWords = tuple[str, datetime, datetime]
"""Words, and the moments between which they hold."""


class Circumstances(Protocol):
    """What words are filled from: the number that is called, who calls, and when."""

    @property
    def number(self) -> VirtualNumber: ...

    @property
    def caller(self) -> str | None: ...

    @property
    def asked(self) -> Agenda | None:
        """What the last gate went by, if one was passed."""
        ...

    def state(self, agenda: Agenda) -> OpeningState: ...

    def at(self, tell: Callable[[datetime], DatedWords]) -> str:
        """What is told of the moment of the call."""
        ...


class Placeholders:
    """What can be told of a call in one language. What is not known is None."""

    def __init__(self, call: Circumstances, language: str, known: Mapping[str, str]) -> None:
        self._call = call
        self._number = call.number
        self._language = language
        self._known = known

    def get(self, name: str) -> str | None:
        if name in self._known:
            return self._known[name]
        tell = getattr(self, f"tell_{name}", None)
        return tell() if tell else None

    def tell_office(self) -> str | None:
        return self._number.office.get(self._language) or self.tell_organisation()

    def tell_organisation(self) -> str | None:
        return self._number.organisation.get(self._language)

    def tell_number(self) -> str:
        return words.speak_phone(self._number.number, self._language)

    def tell_email(self) -> str | None:
        emails = self._number.emails
        spoken = [words.speak_email(address, self._language) for address in emails]
        return words.list_items(spoken, self._language, "or") if spoken else None

    def tell_web(self) -> str | None:
        return words.speak_web(self._number.web, self._language) if self._number.web else None

    def tell_kept(self) -> str:
        return words.speak_duration(int(self._number.kept.total_seconds()), self._language)

    def tell_caller(self) -> str:
        caller = self._call.caller
        if caller:
            return words.speak_phone(caller, self._language)
        return find_language(self._language).steps["withheld"]

    def tell_hours(self) -> str | None:
        """The timetable of the day of the call; none where a special opening replaces it, nor in
        a season without any hours."""
        hours = self._agenda().hours
        if hours is None or self._is_special():
            return None
        return self._today(lambda now: self._speak_week(hours.on(now.date())))

    def _speak_week(self, week: Timetable) -> str:
        return "" if week.is_empty else words.speak_hours(week, self._language)

    def _is_special(self) -> bool:
        state = self._call.state(self._agenda())
        return state.layer is not Layer.HOURS and not state.closure

    def tell_reopens(self) -> str | None:
        state = self._call.state(self._agenda())
        reopens = state.reopens
        if reopens is None:
            return None
        dated = state.period is not None and state.period[0] != state.period[1]
        return self._today(
            lambda now: words.speak_moment(reopens, now, self._language, dated=dated)
        )

    def tell_reason(self) -> str | None:
        """In the caller's language alone: no voice reads another's words well."""
        return (self._call.state(self._agenda()).reason or {}).get(self._language)

    def tell_why(self) -> str | None:
        reason = None if self._is_special() else self.tell_reason()
        return words.speak_because(reason, self._language) if reason else None

    def tell_special(self) -> str | None:
        return self.tell_reason() if self._is_special() else None

    def tell_note(self) -> str | None:
        return (self._call.state(self._agenda()).note or {}).get(self._language)

    def _agenda(self) -> Agenda:
        """What the last gate went by, so that words and routing agree."""
        return self._call.asked or self._number.agenda

    def _today(self, tell: Callable[[datetime], str]) -> str:
        """Words that hold from a midnight or a dawn, local time, to the next of the two.

        "Tomorrow" is another day after midnight; before dawn it is not "tonight" yet.
        """
        zone = self._number.zone

        def told(now: datetime) -> DatedWords:
            local = now.astimezone(zone)
            midnight = datetime.combine(local.date(), time(), zone)
            dawn = midnight + timedelta(minutes=DAWN)
            if local.hour * 60 < DAWN:
                return tell(local), midnight, dawn
            return tell(local), dawn, midnight + timedelta(days=1)

        return self._call.at(told)
