"""Hours, dates, menus and addresses in words, as a person would say them to a caller.

Every function takes the language by its code and raises InputError for one that is not spoken.
What they return is meant for a text-to-speech voice: no abbreviation that it would stumble over.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from babel import Locale

from centralino.calendar.hours import Hours
from centralino.calendar.seasons import Season
from centralino.calendar.timetable import DAY, Span, Timetable
from centralino.languages import spelling
from centralino.languages.language import DAWN, WHOLE_DAY, Language, ListKind, Nearness, Unit
from centralino.languages.registry import find_language
from centralino.languages.spoken_weeks import Clause, OpenStretch, week

_SAME_YEAR: Final = 183  # days within which a date is thought to be the next of its name
_LEAP_YEARS: Final = (2024, 2028)
_SECONDS: Final[dict[Unit, int]] = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


def name_language(named: str, language: str) -> str:
    """What a language is called in another: "inglese"."""
    return Locale(named).get_display_name(language) or named


def locale_of(language: str) -> str:
    """The locale for Twilio's `language` attribute: "it-IT"."""
    return find_language(language).locale


def speak_hours(timetable: Timetable, language: str) -> str:
    """When it is open in a week, as said after "the office is open".

    "dal lunedì al venerdì dalle 10 alle 13, il martedì anche dalle 15 alle 17"
    """
    return _hours(timetable, find_language(language))


@lru_cache(maxsize=4096)
def _hours(timetable: Timetable, tongue: Language) -> str:
    said = week(timetable)
    alone = len(said.clauses) + len(said.stretches) == 1
    parts = [_clause(clause, tongue, alone=alone) for clause in said.clauses]
    parts += [_stretch(stretch, tongue) for stretch in said.stretches]
    if not parts:
        return tongue.never
    # Commas already at work within a part leave its end to the semicolon.
    text = ("; " if any("," in part for part in parts) else ", ").join(parts)
    return tongue.only(text) if alone and any(c.days.single for c in said.clauses) else text


def speak_all_year(usual: Hours, language: str) -> str:
    """The weekly hours and each season's, as said after "the office is open": true on any day.

    "dal lunedì al venerdì dalle 10 alle 13; dal primo luglio al 31 agosto, solo il lunedì ..."
    """
    week = (
        [speak_hours(usual.week, language)] if not (usual.week.is_empty and usual.seasons) else []
    )
    seasons = (
        f"{_every_year(season, language)}, {speak_hours(season.hours, language)}"
        for season in usual.seasons
    )
    return "; ".join([*week, *seasons])


def _every_year(season: Season, language: str) -> str:
    """The days of a season: in leap years, so that none of them is missing."""
    year = _LEAP_YEARS[season.last < season.first]
    first, last = dt.date(_LEAP_YEARS[0], *season.first), dt.date(year, *season.last)
    return find_language(language).period(first, last, with_year=False)


def _clause(clause: Clause, tongue: Language, *, alone: bool) -> str:
    days = tongue.days(clause.days)
    spans = _spans(clause.spans, tongue)
    if clause.also:
        return tongue.also(days, spans)
    if clause.days.barring or (alone and clause.spans == (WHOLE_DAY,)):
        return f"{days}, {spans}"
    return f"{days} {spans}"


def _stretch(stretch: OpenStretch, tongue: Language) -> str:
    first, last = (divmod(minute % (7 * DAY), DAY) for minute in (stretch.start, stretch.end))
    return tongue.stretch(first, last)


def speak_spans(spans: Sequence[Span], language: str) -> str:
    """Hours of a day: "dalle 9 alle 12 e dalle 15 alle 17"; of none, nothing."""
    return _spans(spans, find_language(language))


def _spans(spans: Sequence[Span], tongue: Language) -> str:
    return tongue.join_items([tongue.span(span) for span in spans], "and")


def speak_moment(when: dt.datetime, now: dt.datetime, language: str, *, dated: bool = False) -> str:
    """A moment yet to come, as said after "reopens": "domani alle 10".

    Both are aware; `when` is told in the time zone of `now`, and to the minute. `dated`: of the
    day after tomorrow too the date is said, as it is of all that come later.
    """
    tongue, when = find_language(language), when.astimezone(now.tzinfo)
    near = _nearness(when, now)
    if dated and near is Nearness.SOON:
        near = Nearness.YEAR
    return tongue.moment(_day(when.date(), near, tongue), when.hour * 60 + when.minute, near)


def _nearness(when: dt.datetime, now: dt.datetime) -> Nearness:
    ahead = (when.date() - now.date()).days
    if ahead == 0:
        return Nearness.TODAY
    if ahead == 1:
        by_night = when.hour * 60 < DAWN <= now.hour * 60
        return Nearness.TONIGHT if by_night else Nearness.TOMORROW
    if ahead == 2:
        return Nearness.SOON
    is_next = 0 < ahead < _SAME_YEAR
    return Nearness.YEAR if is_next or when.year == now.year else Nearness.FAR


def _day(day: dt.date, near: Nearness, tongue: Language) -> str:
    if near in tongue.at_hand:
        return tongue.at_hand[near]
    if near is Nearness.SOON:
        return tongue.weekdays[day.weekday()]
    return tongue.date(day, with_year=near is Nearness.FAR)


def speak_because(reason: str, language: str) -> str:
    """A reason, as said after "is closed": "per la festa dell'Immacolata"."""
    return find_language(language).because(reason)


def speak_date(day: dt.date, today: dt.date, language: str) -> str:
    """A date with its weekday, and its year if it is not today's: "martedì primo dicembre"."""
    return find_language(language).date(day, with_year=day.year != today.year)


def speak_period(first: dt.date, last: dt.date, today: dt.date, language: str) -> str:
    """Days from one to another, both included: "dal 10 al 21 agosto"; one day is a date.

    The years are said unless it is this year's, or the turn of this year to its neighbour.
    """
    if first == last:
        return speak_date(first, today, language)
    near = today.year in (first.year, last.year) and last.year - first.year <= 1
    with_year = not near or (last - first).days > 365
    return find_language(language).period(first, last, with_year=with_year)


def speak_duration(seconds: int, language: str) -> str:
    """A length of time, from zero up: "un'ora e 20 minuti"."""
    tongue, left, amounts = find_language(language), seconds, []
    for unit, size in _SECONDS.items():
        count, left = divmod(left, size)
        if count:
            amounts.append(tongue.amount(count, unit))
    return tongue.join_items(amounts or [tongue.amount(0, "second")], "and")


def list_items(items: Sequence[str], language: str, kind: ListKind = "and") -> str:
    """ "a, b e c" or "a, b o c"; of no items, nothing."""
    return find_language(language).join_items(items, kind)


def speak_choices(options: Sequence[tuple[str, str]], language: str) -> str:
    """A menu of keys and what they are for: "Per le immatricolazioni, prema 1." and so on."""
    tongue = find_language(language)
    return " ".join(
        tongue.choice(phrase.strip().rstrip(".,;:"), speak_key(symbol, language))
        for symbol, phrase in options
    )


def speak_key(symbol: str, language: str) -> str:
    """A key of the telephone: a digit as it is, "asterisco", "cancelletto"."""
    return find_language(language).symbols.get(symbol, symbol)


def speak_digits(text: str, language: str) -> str:
    """A reference or a code, character by character: "7 F 3, 0 2"."""
    return spelling.spell_digits(text, find_language(language))


def speak_phone(number: str, language: str) -> str:
    """A telephone number in groups that a caller can write down; Italian ones without +39."""
    return spelling.spell_phone(number, find_language(language))


def speak_email(address: str, language: str) -> str:
    """ "urp chiocciola example punto org" """
    return spelling.spell_address(address, find_language(language))


def speak_web(url: str, language: str) -> str:
    """A page without its scheme: "www punto example punto org barra orari"."""
    return spelling.spell_page(url, find_language(language))
