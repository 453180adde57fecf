"""What is switched and outlives the day that its words speak of: "tomorrow", after midnight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.layers import Switch
from centralino.core.readable import write_moment
from centralino.core.texts import _
from centralino.flows.switches import Notice
from centralino.languages.day_words import find_day_words
from centralino.languages.prompts import Audio


@dataclass(frozen=True)
class Outlived:
    """A sentence that is wrong from `since` on, in the organisation's zone, and the word in it."""

    language: str
    sentence: str
    word: str
    since: datetime


def find_outlived(notice: Notice, zone: ZoneInfo, main: str) -> Iterator[Outlived]:
    """The sentences of a notice that are wrong before it ends. `main` is the organisation's
    language; recordings are not heard."""
    words = {
        language or main: text
        for language, text in notice.prompt.versions.items()
        if not isinstance(text, Audio)
    }
    yield from _find_outlived(words, notice.start, notice.end, zone)


def find_outlived_reason(switch: Switch, zone: ZoneInfo) -> Iterator[Outlived]:
    """The same of the reason of a closing; an opening's is told to nobody who calls."""
    if not switch.opens:
        yield from _find_outlived(switch.reason or {}, switch.start, switch.end, zone)


def _find_outlived(
    words: Mapping[str, str], start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[Outlived]:
    midnight = _next_midnight(start, zone)
    if midnight < end:
        for language, text in words.items():
            for sentence, word in find_day_words(text, language):
                yield Outlived(language, sentence, word, midnight)


def _next_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    tomorrow = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC).astimezone(zone)


def tell_outlived(found: Outlived, zone: ZoneInfo) -> str:
    """Which sentence will be wrong, from when on, and what to write instead."""
    return _(
        "Warning: from {since} on this is wrong, as '{word}' is another day then: "
        "“{sentence}” Write the date instead, or end it by midnight.",
        since=write_moment(found.since, zone),
        word=found.word,
        sentence=found.sentence,
    )
