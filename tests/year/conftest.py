"""Agendas as flow files would have them."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from centralino.calendar.agenda import Agenda
from centralino.calendar.entries import Calendar, CalendarEntry, calendar
from centralino.calendar.holidays import read_holidays
from centralino.calendar.hours import read_hours

ROME = ZoneInfo("Europe/Rome")
WORKDAYS = {"mon-fri": "10-13"}
Agendas = Callable[..., Agenda]


def closed(first: str, last: str = "", reason: str = "chiusura") -> CalendarEntry:
    begins = date.fromisoformat(first)
    return CalendarEntry(begins, date.fromisoformat(last) if last else begins, {"it": reason})


@pytest.fixture
def agenda() -> Agendas:
    """`agenda(closed("2026-08-10", "2026-08-21"), hours={...})`, with Siena's holidays."""

    def build(
        *entries: CalendarEntry, hours: object = WORKDAYS, number: Calendar | None = None
    ) -> Agenda:
        return Agenda(
            ROME,
            read_hours(hours) if hours else None,
            number=number,
            organisation=calendar(*entries) if entries else None,
            holidays=read_holidays({"country": "IT", "province": "SI"}),
        )

    return build
