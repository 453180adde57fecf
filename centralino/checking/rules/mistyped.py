"""What is well formed, and yet hardly what was meant."""

from collections.abc import Iterator
from typing import Any

import phonenumbers

from centralino.calendar.reading_spans import read_spans
from centralino.calendar.timetable import DAY
from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.checking.rules.hunts import hunts_of, place_of
from centralino.core import numbers
from centralino.core.input_errors import InputError, Place
from centralino.core.readable import write_length
from centralino.core.texts import _
from centralino.fields.legs import Leg

LONGEST_NIGHT = 16 * 60  # minutes, from five in the afternoon to nine in the morning
WITH_HOURS = ("hours", "calendar")
OF_DATES = ("from", "to", "on", "reason", "ical")  # `07-01` is a date there


def prefixes(subject: RuleContext) -> Iterator[Finding]:
    """CW013. Possible, though no plan has it: a house's own extension, or a prefix that lacks."""
    for place, leg in _legs(subject):
        if not phonenumbers.is_valid_number(phonenumbers.parse(leg.number)):
            told = numbers.format_number(leg.number)
            message = _("{number} is in no numbering plan: it may never ring", number=told)
            yield subject.finding("CW013", place, message, _with_prefix(subject, leg))


def twice(subject: RuleContext) -> Iterator[Finding]:
    """CW014."""
    for name, telephones in hunts_of(subject):
        rung: set[str] = set()
        for position, leg in enumerate(telephones.legs):
            if leg.number in rung:
                told = numbers.format_number(leg.number)
                message = _("{number} stands twice in this hunt", number=told)
                hint = _("leave it out here, or let it ring longer the first time")
                place = (*place_of(name, telephones), position)
                yield subject.finding("CW014", place, message, hint)
            rung.add(leg.number)


def nights(subject: RuleContext) -> Iterator[Finding]:
    """CW015: an end before its start is of the next day, which is rarely so far away."""
    for place, hours in _hours(subject.document(subject.flow.slug).data, ()):
        try:
            spans = read_spans(hours)
        except InputError:
            continue  # no hours, but a reason or a date
        for span in spans:
            if span.end > DAY and span.end - span.start > LONGEST_NIGHT:
                message = _(
                    "'{hours}' is open for {length}, into the next day",
                    hours=hours,
                    length=write_length((span.end - span.start) * 60),
                )
                hint = _(
                    "write the opening first; if it is meant, write what is of the next day there"
                )
                yield subject.finding("CW015", place, message, hint)


def _legs(subject: RuleContext) -> Iterator[tuple[Place, Leg]]:
    for name, telephones in hunts_of(subject):
        place = place_of(name, telephones)
        yield from (((*place, position), leg) for position, leg in enumerate(telephones.legs))


def _with_prefix(subject: RuleContext, leg: Leg) -> str:
    """The same after the beginning of the virtual number that it is as long as."""
    own, short = subject.flow.slug, leg.slug
    whole = phonenumbers.parse(own[: max(len(own) - len(short), 0)] + short, numbers.COUNTRY)
    if len(short) < len(own) and phonenumbers.is_valid_number(whole):
        style = phonenumbers.PhoneNumberFormat.NATIONAL
        number = phonenumbers.format_number(whole, style)
        return _("with its prefix it would be {number}", number=number)
    return _("write it with its prefix")


def _hours(value: Any, place: Place, within: bool = False) -> Iterator[tuple[Place, str]]:
    """Texts of a file that may be hours, where they stand."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in OF_DATES:
                yield from _hours(item, (*place, str(key)), within or key in WITH_HOURS)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _hours(item, (*place, position), within)
    elif within and isinstance(value, str):
        yield place, value
