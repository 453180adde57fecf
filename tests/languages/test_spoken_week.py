"""Any week's hours, understood again from the sentence alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centralino.calendar.timetable import DAY, Span, Timetable, timetable
from centralino.languages import words
from centralino.languages.english.grammar import WEEKDAYS as ENGLISH_WEEKDAYS
from centralino.languages.italian.grammar import WEEKDAYS as ITALIAN_WEEKDAYS
from centralino.languages.registry import codes

WEEK = 7 * DAY
QUARTER = 15


@dataclass(frozen=True)
class Ear:
    """How a listener understands one language: phrases in the order they are tried, and times."""

    weekdays: tuple[str, ...]
    phrases: str
    minute: Callable[[str], int]

    def heard(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Each opening that is said, in minutes after Monday's midnight."""
        days: list[int] = []
        hours_said = False
        for match in re.finditer(self.phrases, sentence):
            said = {name: text for name, text in match.groupdict().items() if text}
            if "break_from" in said:
                start = self.day(said["break_from"]) * DAY + self.minute(said["break_at"])
                end = self.day(said["break_to"]) * DAY + self.minute(said["break_end"])
                yield start, end if end > start else end + WEEK
                continue
            if "start" in said or "whole" in said:
                hours_said = True
                yield from (
                    (day * DAY + s, day * DAY + e) for day in days for s, e in [self.span(said)]
                )
                continue
            days = [*([] if hours_said else days), *self.days(said)]
            hours_said = False

    def span(self, said: dict[str, str]) -> tuple[int, int]:
        if "whole" in said:
            return 0, DAY
        start, end = self.minute(said["start"]), self.minute(said["end"])
        return start, end if end > start else end + DAY

    def days(self, said: dict[str, str]) -> list[int]:
        if "every" in said:
            barred = [day for day in range(7) if self.weekdays[day] in said.get("barring", "")]
            return [day for day in range(7) if day not in barred]
        if "one" in said:
            return [self.day(said["one"])]
        first, last = self.day(said["first"]), self.day(said["last"])
        return [day % 7 for day in range(first, last + (7 if last < first else 0) + 1)]

    def day(self, name: str) -> int:
        return self.weekdays.index(name)


def italian_minute(text: str) -> int:
    hour, _, minutes = text.partition(" e ")
    hours = {"mezzanotte": 0, "mezzogiorno": 12, "una": 1}
    return (hours[hour] if hour in hours else int(hour)) * 60 + int(minutes or 0)


def english_minute(text: str) -> int:
    if text in ("midnight", "noon"):
        return 0 if text == "midnight" else 720
    time, half = text.split()
    hour, _, minutes = time.partition(":")
    return (int(hour) % 12 + (12 if half == "p.m." else 0)) * 60 + int(minutes or 0)


def names(weekdays: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(weekdays)})"


ITALIAN = tuple(ITALIAN_WEEKDAYS[day] for day in range(7))
ENGLISH = tuple(ENGLISH_WEEKDAYS[day] for day in range(7))
IT_DAY, EN_DAY = names(ITALIAN), names(ENGLISH)
IT_TIME = r"(?:mezzanotte|mezzogiorno|una|\d+)(?: e \d+)?"
IT_AT = r"(?:alle |all'|a )"
EN_TIME = r"(?:midnight|noon|\d+(?::\d\d)? [ap]\.m\.)"
EARS = {
    "it": Ear(
        ITALIAN,
        rf"senza interruzione dall?a? (?P<break_from>{IT_DAY}) {IT_AT}(?P<break_at>{IT_TIME})"
        r"(?: di notte| del mattino)? "
        rf"all?a? (?P<break_to>{IT_DAY}) {IT_AT}(?P<break_end>{IT_TIME})"
        rf"|(?P<whole>24 ore su 24)"
        rf"|(?:dalle |dall'|da )(?P<start>{IT_TIME})(?: di notte| del mattino)? "
        rf"{IT_AT}(?P<end>{IT_TIME})"
        rf"|(?P<every>tutti i giorni)(?: tranne (?P<barring>(?:(?: e )?(?:il|la) {IT_DAY})+))?"
        rf"|dall?a? (?P<first>{IT_DAY}) all?a? (?P<last>{IT_DAY})"
        rf"|(?:il|la) (?P<one>{IT_DAY})",
        italian_minute,
    ),
    "en": Ear(
        ENGLISH,
        rf"without a break from (?P<break_from>{EN_DAY}) at (?P<break_at>{EN_TIME}) "
        rf"to (?P<break_to>{EN_DAY}) at (?P<break_end>{EN_TIME})"
        rf"|(?P<whole>24 hours a day)"
        rf"|from (?P<start>{EN_TIME}) to (?P<end>{EN_TIME})"
        rf"|(?P<every>every day)(?: except (?P<barring>(?:(?: and )?{EN_DAY})+))?"
        rf"|(?P<first>{EN_DAY}) to (?P<last>{EN_DAY})"
        rf"|(?P<one>{EN_DAY})",
        english_minute,
    ),
}
LANGUAGES = pytest.mark.parametrize("language", codes())


def quarters(start: int, end: int) -> Iterator[int]:
    return (minute % WEEK for minute in range(start, end, QUARTER))


def open_quarters(hours: Timetable) -> set[int]:
    return {
        quarter
        for weekday in range(7)
        for span in hours.on(weekday)
        for quarter in quarters(weekday * DAY + span.start, weekday * DAY + span.end)
    }


@st.composite
def any_span(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 95) | st.sampled_from([0, 32, 48])) * QUARTER
    length = draw(st.integers(1, 96)) * QUARTER
    return Span(start, draw(st.sampled_from([start + length, max(DAY, start + QUARTER)])))


@st.composite
def any_timetable(draw: st.DrawFn) -> Timetable:
    """A few spans, dealt out to days, so that days often have hours in common."""
    pool = draw(st.lists(any_span(), min_size=1, max_size=4))
    dealt = st.lists(st.sampled_from(pool), max_size=3)
    return timetable({weekday: draw(dealt) for weekday in range(7)})


@st.composite
def one_opening_a_day(draw: st.DrawFn) -> Timetable:
    """By daylight, so that no opening runs on into the next day's."""
    start = st.integers(4, 48)
    openings = st.builds(
        lambda s, n: [Span(s * QUARTER, (s + n) * QUARTER)], start, st.integers(1, 40)
    )
    pool = draw(st.lists(openings, min_size=1, max_size=3))
    return timetable({weekday: draw(st.sampled_from([[], *pool])) for weekday in range(7)})


@LANGUAGES
@given(any_timetable())
def test_a_listener_can_tell_every_minute_that_is_open(language: str, hours: Timetable) -> None:
    heard = EARS[language].heard(words.speak_hours(hours, language))
    said = [quarter for start, end in heard for quarter in quarters(start, end)]
    assert set(said) == open_quarters(hours)
    assert len(said) == len(set(said)), "an hour is said twice"


@LANGUAGES
@given(one_opening_a_day())
def test_no_weekday_and_no_hours_are_named_twice(language: str, hours: Timetable) -> None:
    sentence = words.speak_hours(hours, language)
    ear = EARS[language]
    assert all(sentence.count(weekday) <= 1 for weekday in ear.weekdays)
    spans = [match[0] for match in re.finditer(ear.phrases, sentence) if match["start"]]
    assert len(spans) == len(set(spans))


@LANGUAGES
@given(st.sets(st.integers(0, 6)), st.integers(9, 12), st.integers(14, 18))
def test_added_afternoons_name_no_weekday_twice(
    language: str, afternoons: set[int], noon: int, evening: int
) -> None:
    morning, afternoon = Span(8 * 60, noon * 60), Span(13 * 60, evening * 60)
    for last in (4, 5, 6):
        days = range(last + 1)
        hours = timetable({day: [morning, *([afternoon] * (day in afternoons))] for day in days})
        sentence = words.speak_hours(hours, language)
        assert all(sentence.count(weekday) <= 1 for weekday in EARS[language].weekdays)
        assert sentence.count(words.speak_spans([morning], language)) == 1
