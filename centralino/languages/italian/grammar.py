"""Italian, as a careful office would say it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from centralino.calendar.timetable import DAY, Span
from centralino.languages.italian.reasons import because
from centralino.languages.language import (
    DAWN,
    MORNING,
    NOON,
    WHOLE_DAY,
    Language,
    ListKind,
    Nearness,
    Unit,
    ends_on_an_unclear_day,
)
from centralino.languages.spoken_weeks import SUNDAY, NamedDays

WEEKDAYS: Mapping[int, str] = get_day_names("wide", locale="it")
NUMBERS = ("zero", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci")
UNITS: Mapping[Unit, tuple[str, str]] = {
    "day": ("un giorno", "giorni"),
    "hour": ("un'ora", "ore"),
    "minute": ("un minuto", "minuti"),
    "second": ("un secondo", "secondi"),
}
_EUPHONIC = re.compile(r"[eèé](?!-?mail)", re.IGNORECASE)
_FOR = re.compile(r"^per\s+", re.IGNORECASE)


class ItalianGrammar(Language):
    vowels = "aeiou"
    weekdays = WEEKDAYS
    at_hand: Mapping[Nearness, str] = MappingProxyType(
        {Nearness.TODAY: "oggi", Nearness.TONIGHT: "stanotte", Nearness.TOMORROW: "domani"}
    )
    never = "solo in date stabilite di volta in volta"
    symbols: Mapping[str, str] = MappingProxyType(
        {
            ".": "punto",
            "@": "chiocciola",
            "-": "trattino",
            "_": "trattino basso",
            "/": "barra",
            "+": "più",
            "*": "asterisco",
            "#": "cancelletto",
            ":": "due punti",
            "?": "punto interrogativo",
            "=": "uguale",
            "&": "e commerciale",
            "%": "per cento",
            "~": "tilde",
            ",": "virgola",
            ";": "punto e virgola",
            "!": "punto esclamativo",
            "'": "apostrofo",
        }
    )

    def join_items(self, items: Sequence[str], kind: ListKind) -> str:
        text = format_list(items, "or" if kind == "or" else "standard", locale="it")
        last = items[-1] if items else ""
        if kind == "and" and len(items) > 1 and _EUPHONIC.match(last):
            return f"{text.removesuffix(f' e {last}')} ed {last}"
        return text

    def span(self, span: Span) -> str:
        if span == WHOLE_DAY:
            return "24 ore su 24"
        after = " del giorno dopo" if ends_on_an_unclear_day(span) else ""
        return f"{_since(span.start)} {_at(span.end)}{after}"

    def days(self, days: NamedDays) -> str:
        if days.runs:
            return self.join_items([_run(run) for run in days.runs], "and")
        barring = self.join_items([_weekday(day) for day in days.barring], "and")
        return f"tutti i giorni tranne {barring}" if barring else "tutti i giorni"

    def also(self, days: str, spans: str) -> str:
        return f"{days} anche {spans}"

    def only(self, hours: str) -> str:
        return f"solo {hours}"

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        start = f"{_from_weekday(first[0])} {_at(first[1])}"
        return f"senza interruzione {start} {_to_weekday(last[0])} {_at(last[1])}"

    def date(self, day: dt.date, *, with_year: bool) -> str:
        named = f"{WEEKDAYS[day.weekday()]} {_day_of_month(day)} {_month(day)}"
        return named + _year(day, said=with_year)

    def period(self, first: dt.date, last: dt.date, *, with_year: bool) -> str:
        if first == last:
            the = "l'" if _is_elided(first) else "il "
            return f"{the}{_day_of_month(first)} {_month(first)}" + _year(first, said=with_year)
        same_year = first.year == last.year
        same_month = same_year and first.month == last.month
        month = "" if same_month else f" {_month(first)}"
        start = f"{_article('da', first)}{month}{_year(first, said=with_year and not same_year)}"
        return f"{start} {_article('a', last)} {_month(last)}{_year(last, said=with_year)}"

    def moment(self, day: str, minute: int, near: Nearness) -> str:
        if near is Nearness.TONIGHT:
            return f"{day} {_clock(minute)}"
        # "Lunedì a mezzanotte" leaves open which of its two midnights is meant.
        return f"{day} alle ore zero{_past(minute)}" if minute < 60 else f"{day} {_at(minute)}"

    def because(self, reason: str) -> str:
        return because(reason)

    def amount(self, count: int, unit: Unit) -> str:
        one, many = UNITS[unit]
        if count == 1:
            return one
        return f"{NUMBERS[count] if count < len(NUMBERS) else count} {many}"

    def choice(self, phrase: str, key: str) -> str:
        return f"Per {_FOR.sub('', phrase)}, prema {key}."


def _clock(minute: int) -> str:
    """The time of day after "a": "alle 15 e 30", "all'una", "a mezzogiorno"."""
    minute %= DAY
    if minute == NOON:
        return "a mezzogiorno"
    hour = minute // 60
    name = {0: "a mezzanotte", 1: "all'una"}.get(hour, f"alle {hour}")
    return name + _past(minute)


def _past(minute: int) -> str:
    past = minute % 60
    return f" e {past}" if past else ""


def _at(minute: int) -> str:
    """The time of day, with the part of the day where a listener would think of the afternoon."""
    minute %= DAY
    if 60 <= minute < DAWN:
        return f"{_clock(minute)} di notte"
    if DAWN <= minute < MORNING:
        return f"{_clock(minute)} del mattino"
    return _clock(minute)


def _since(minute: int) -> str:
    return f"d{_at(minute)}"  # alle, all' and a become dalle, dall' and da


def _run(run: tuple[int, ...]) -> str:
    if len(run) == 1:
        return _weekday(run[0])
    return f"{_from_weekday(run[0])} {_to_weekday(run[1])}"


def _weekday(day: int) -> str:
    return f"{'la' if day == SUNDAY else 'il'} {WEEKDAYS[day]}"


def _from_weekday(day: int) -> str:
    return f"{'dalla' if day == SUNDAY else 'dal'} {WEEKDAYS[day]}"


def _to_weekday(day: int) -> str:
    return f"{'alla' if day == SUNDAY else 'al'} {WEEKDAYS[day]}"


def _day_of_month(day: dt.date) -> str:
    return "primo" if day.day == 1 else str(day.day)


def _month(day: dt.date) -> str:
    return format_date(day, "MMMM", locale="it")


def _article(preposition: str, day: dt.date) -> str:
    """The day of the month with its articulated preposition: "dal 10", "dall'8", "al primo"."""
    if _is_elided(day):
        return f"{preposition}ll'{day.day}"
    return f"{preposition}l {_day_of_month(day)}"


def _is_elided(day: dt.date) -> bool:
    return day.day in (8, 11)  # otto and undici begin with a vowel


def _year(day: dt.date, *, said: bool) -> str:
    return f" {day.year}" if said else ""
