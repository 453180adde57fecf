"""What callers hear of opening hours, sentence by sentence."""

from collections.abc import Iterator

import pytest

from centralino.calendar.timetable import DAY, Span, Timetable, timetable
from centralino.core.input_errors import InputError
from centralino.languages import words
from centralino.languages.registry import codes

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def weekdays(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        yield from (day % 7 for day in range(start, end + (7 if end < start else 0) + 1))


def span(text: str) -> Span:
    start, end = (
        int(hour) * 60 + int(minute or 0)
        for hour, _, minute in (time.partition(":") for time in text.split("-"))
    )
    return Span(start, end if end > start else end + DAY)


def written(text: str) -> Timetable:
    """A timetable from a shorthand: "mon-fri 10-13; tue 15-17:30"."""
    days: dict[int, list[Span]] = {}
    for entry in filter(None, text.split("; ")):
        names, *times = entry.split()
        for weekday in weekdays(names):
            days.setdefault(weekday, []).extend(map(span, times))
    return timetable({weekday: tuple(spans) for weekday, spans in days.items()})


HOURS = [
    (
        "mon-fri 10-13; tue 15-17",
        "dal lunedì al venerdì dalle 10 alle 13, il martedì anche dalle 15 alle 17",
        "Monday to Friday from 10 a.m. to 1 p.m., and also on Tuesday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-fri 9-13; tue,thu 15-17",
        "dal lunedì al venerdì dalle 9 alle 13, il martedì e il giovedì anche dalle 15 alle 17",
        "Monday to Friday from 9 a.m. to 1 p.m., "
        "and also on Tuesday and Thursday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-fri 9-13; tue 15-17; thu 14-16",
        "dal lunedì al venerdì dalle 9 alle 13, "
        "il martedì anche dalle 15 alle 17, il giovedì anche dalle 14 alle 16",
        "Monday to Friday from 9 a.m. to 1 p.m., and also on Tuesday from 3 p.m. to 5 p.m., "
        "and also on Thursday from 2 p.m. to 4 p.m.",
    ),
    (
        "mon-fri 9-13; tue-thu 14-16; wed,thu 17-18; thu 19-20",
        "dal lunedì al venerdì dalle 9 alle 13, dal martedì al giovedì anche dalle 14 alle 16, "
        "il mercoledì e il giovedì anche dalle 17 alle 18, il giovedì anche dalle 19 alle 20",
        "Monday to Friday from 9 a.m. to 1 p.m., "
        "and also Tuesday to Thursday from 2 p.m. to 4 p.m., "
        "and also on Wednesday and Thursday from 5 p.m. to 6 p.m., "
        "and also on Thursday from 7 p.m. to 8 p.m.",
    ),
    (
        "mon-fri 10-13; mon,wed 15-17",
        "tutti i giorni tranne il sabato e la domenica, dalle 10 alle 13; "
        "il lunedì e il mercoledì anche dalle 15 alle 17",
        "every day except Saturday and Sunday, from 10 a.m. to 1 p.m.; "
        "and also on Monday and Wednesday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-sat 9-13; sat 15-17",
        "tutti i giorni tranne la domenica, dalle 9 alle 13; il sabato anche dalle 15 alle 17",
        "every day except Sunday, from 9 a.m. to 1 p.m.; "
        "and also on Saturday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-sun 9-13; sat,sun 15-19",
        "tutti i giorni dalle 9 alle 13, il sabato e la domenica anche dalle 15 alle 19",
        "every day from 9 a.m. to 1 p.m., and also on Saturday and Sunday from 3 p.m. to 7 p.m.",
    ),
    (
        "mon-fri 14-17; wed 9-11",
        "dal lunedì al venerdì dalle 14 alle 17, il mercoledì anche dalle 9 alle 11",
        "Monday to Friday from 2 p.m. to 5 p.m., and also on Wednesday from 9 a.m. to 11 a.m.",
    ),
    (
        "mon 10-13; tue 10-13 15-17; wed 15-17",
        "il lunedì dalle 10 alle 13, il martedì dalle 10 alle 13 e dalle 15 alle 17, "
        "il mercoledì dalle 15 alle 17",
        "on Monday from 10 a.m. to 1 p.m., on Tuesday from 10 a.m. to 1 p.m. and "
        "from 3 p.m. to 5 p.m., on Wednesday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-fri 9-13 15-17:30",
        "dal lunedì al venerdì dalle 9 alle 13 e dalle 15 alle 17 e 30",
        "Monday to Friday from 9 a.m. to 1 p.m. and from 3 p.m. to 5:30 p.m.",
    ),
    (
        "mon-fri 8-9 10-11 12-13",
        "dal lunedì al venerdì dalle 8 alle 9, dalle 10 alle 11 e da mezzogiorno alle 13",
        "Monday to Friday from 8 a.m. to 9 a.m., from 10 a.m. to 11 a.m. and from noon to 1 p.m.",
    ),
    (
        "mon-thu 9-17; fri 9-13",
        "dal lunedì al giovedì dalle 9 alle 17, il venerdì dalle 9 alle 13",
        "Monday to Thursday from 9 a.m. to 5 p.m., on Friday from 9 a.m. to 1 p.m.",
    ),
    (
        "mon,wed,fri 9-12; tue 15-17",
        "il lunedì, il mercoledì e il venerdì dalle 9 a mezzogiorno; il martedì dalle 15 alle 17",
        "on Monday, Wednesday and Friday from 9 a.m. to noon; on Tuesday from 3 p.m. to 5 p.m.",
    ),
    (
        "tue 15-17",
        "solo il martedì dalle 15 alle 17",
        "only on Tuesday from 3 p.m. to 5 p.m.",
    ),
    ("sun 9-12", "solo la domenica dalle 9 a mezzogiorno", "only on Sunday from 9 a.m. to noon"),
    (
        "tue 9-11 15-17",
        "solo il martedì dalle 9 alle 11 e dalle 15 alle 17",
        "only on Tuesday from 9 a.m. to 11 a.m. and from 3 p.m. to 5 p.m.",
    ),
    (
        "sat,sun 9-12",
        "il sabato e la domenica dalle 9 a mezzogiorno",
        "on Saturday and Sunday from 9 a.m. to noon",
    ),
    (
        "sat-mon 9-12",
        "dal sabato al lunedì dalle 9 a mezzogiorno",
        "Saturday to Monday from 9 a.m. to noon",
    ),
    (
        "sun,mon 9-12",
        "la domenica e il lunedì dalle 9 a mezzogiorno",
        "on Sunday and Monday from 9 a.m. to noon",
    ),
    (
        "sun-thu 9-15",
        "dalla domenica al giovedì dalle 9 alle 15",
        "Sunday to Thursday from 9 a.m. to 3 p.m.",
    ),
    (
        "mon,wed,sun 9-15",
        "il lunedì, il mercoledì e la domenica dalle 9 alle 15",
        "on Monday, Wednesday and Sunday from 9 a.m. to 3 p.m.",
    ),
    (
        "tue-sun 10-19",
        "dal martedì alla domenica dalle 10 alle 19",
        "Tuesday to Sunday from 10 a.m. to 7 p.m.",
    ),
    (
        "mon-sat 8-20",
        "dal lunedì al sabato dalle 8 alle 20",
        "Monday to Saturday from 8 a.m. to 8 p.m.",
    ),
    (
        "thu-tue 9-12",
        "tutti i giorni tranne il mercoledì, dalle 9 a mezzogiorno",
        "every day except Wednesday, from 9 a.m. to noon",
    ),
    (
        "thu-tue 9-12; wed 15-17",
        "dal giovedì al martedì dalle 9 a mezzogiorno, il mercoledì dalle 15 alle 17",
        "Thursday to Tuesday from 9 a.m. to noon, on Wednesday from 3 p.m. to 5 p.m.",
    ),
    (
        "mon-wed,fri 9-13",
        "dal lunedì al mercoledì e il venerdì dalle 9 alle 13",
        "Monday to Wednesday and Friday from 9 a.m. to 1 p.m.",
    ),
    (
        "mon-fri 9-12:30; sat 10-12",
        "dal lunedì al venerdì dalle 9 alle 12 e 30, il sabato dalle 10 a mezzogiorno",
        "Monday to Friday from 9 a.m. to 12:30 p.m., on Saturday from 10 a.m. to noon",
    ),
    (
        "mon-fri 8:05-13:45",
        "dal lunedì al venerdì dalle 8 e 5 alle 13 e 45",
        "Monday to Friday from 8:05 a.m. to 1:45 p.m.",
    ),
    ("mon-sun 0-24", "tutti i giorni, 24 ore su 24", "every day, 24 hours a day"),
    (
        "mon-sun 8-8",
        "tutti i giorni, 24 ore su 24",
        "every day, 24 hours a day",
    ),
    ("mon-fri 0-24", "dal lunedì al venerdì, 24 ore su 24", "Monday to Friday, 24 hours a day"),
    ("wed 0-24", "solo il mercoledì, 24 ore su 24", "only on Wednesday, 24 hours a day"),
    (
        "mon-fri 8-20; sat,sun 0-24",
        "dal lunedì al venerdì dalle 8 alle 20, il sabato e la domenica 24 ore su 24",
        "Monday to Friday from 8 a.m. to 8 p.m., on Saturday and Sunday 24 hours a day",
    ),
    (
        "mon-fri 8-24; sat 0-24",
        "dal lunedì al venerdì dalle 8 a mezzanotte, il sabato 24 ore su 24",
        "Monday to Friday from 8 a.m. to midnight, on Saturday 24 hours a day",
    ),
    (
        "mon-sun 0-6",
        "tutti i giorni da mezzanotte alle 6",
        "every day from midnight to 6 a.m.",
    ),
    (
        "mon-fri 22-6",
        "dal lunedì al venerdì dalle 22 alle 6",
        "Monday to Friday from 10 p.m. to 6 a.m.",
    ),
    (
        "mon-sun 0-6 22-24",
        "tutti i giorni dalle 22 alle 6",
        "every day from 10 p.m. to 6 a.m.",
    ),
    (
        "mon-sat 18-1",
        "dal lunedì al sabato dalle 18 all'una di notte",
        "Monday to Saturday from 6 p.m. to 1 a.m.",
    ),
    (
        "fri,sat 19-2:30",
        "il venerdì e il sabato dalle 19 alle 2 e 30 di notte",
        "on Friday and Saturday from 7 p.m. to 2:30 a.m.",
    ),
    (
        "mon-fri 1-5",
        "dal lunedì al venerdì dall'una di notte alle 5 del mattino",
        "Monday to Friday from 1 a.m. to 5 a.m.",
    ),
    (
        "sun 20-0:30",
        "solo la domenica dalle 20 a mezzanotte e 30",
        "only on Sunday from 8 p.m. to 12:30 a.m.",
    ),
    (
        "mon 8-8",
        "solo il lunedì dalle 8 alle 8 del giorno dopo",
        "only on Monday from 8 a.m. to 8 a.m. the next day",
    ),
    (
        "fri 20-14",
        "solo il venerdì dalle 20 alle 14 del giorno dopo",
        "only on Friday from 8 p.m. to 2 p.m. the next day",
    ),
    (
        "fri 18-24; sat,sun 0-24; mon 0-8",
        "senza interruzione dal venerdì alle 18 al lunedì alle 8",
        "without a break from Friday at 6 p.m. to Monday at 8 a.m.",
    ),
    (
        "mon-thu 9-12; fri 18-24; sat 0-24; sun 0-1",
        "dal lunedì al giovedì dalle 9 a mezzogiorno, "
        "senza interruzione dal venerdì alle 18 alla domenica all'una di notte",
        "Monday to Thursday from 9 a.m. to noon, "
        "without a break from Friday at 6 p.m. to Sunday at 1 a.m.",
    ),
    (
        "",
        "solo in date stabilite di volta in volta",
        "only on dates announced from time to time",
    ),
]


@pytest.mark.parametrize(("shorthand", "italian", "english"), HOURS)
def test_a_timetable_is_said_as_a_person_would_say_it(
    shorthand: str, italian: str, english: str
) -> None:
    hours = written(shorthand)
    assert (words.speak_hours(hours, "it"), words.speak_hours(hours, "en")) == (italian, english)


SPANS = [
    (
        "9-12 15-17",
        "dalle 9 a mezzogiorno e dalle 15 alle 17",
        "from 9 a.m. to noon and from 3 p.m. to 5 p.m.",
    ),
    ("9-12:01", "dalle 9 alle 12 e 1", "from 9 a.m. to 12:01 p.m."),
    ("12-15", "da mezzogiorno alle 15", "from noon to 3 p.m."),
    ("0-24", "24 ore su 24", "24 hours a day"),
    ("21-1", "dalle 21 all'una di notte", "from 9 p.m. to 1 a.m."),
    ("0:15-4", "da mezzanotte e 15 alle 4 del mattino", "from 12:15 a.m. to 4 a.m."),
    ("13-14", "dalle 13 alle 14", "from 1 p.m. to 2 p.m."),
    ("", "", ""),
]


@pytest.mark.parametrize(("shorthand", "italian", "english"), SPANS)
def test_the_hours_of_one_day_are_said_without_their_day(
    shorthand: str, italian: str, english: str
) -> None:
    spans = [span(time) for time in shorthand.split()]
    assert (words.speak_spans(spans, "it"), words.speak_spans(spans, "en")) == (italian, english)


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="known: it, en"):
        words.speak_hours(written("mon 9-12"), "fr")


def test_every_language_has_its_locale() -> None:
    assert [words.locale_of(language) for language in codes()] == ["it-IT", "en-GB"]
