"""What a person wants switched, from words to values. What does not fit is a InputError."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from centralino.calendar.layers import Switch
from centralino.calendar.reasons import Reason
from centralino.core import numbers
from centralino.core.input_errors import input_error
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Aim, Switched, Switches
from centralino.languages.prompts import DEFAULT, Audio, Prompt, placeholders, read_prompt
from centralino.languages.typed_moments import gather_typed_words
from centralino.languages.voices import fits
from centralino.loading.compiling import DEFAULTS, voices_of
from centralino.loading.organisation import Organisation
from centralino.switching.aims import flows_aimed_at
from centralino.switching.next_opening import next_open_day, next_opening, state_of
from centralino.switching.reading_times import read_moment

OFFERED = "24h"
LONGEST = timedelta(days=366)
FILLED = ("office", "organisation", "number", "hours", "reopens", "reason", "why", "email", "web")


def read_start(text: str | None, now: datetime) -> datetime:
    """Now, unless a later moment is written."""
    if text is None or text.strip().lower() in gather_typed_words().now:
        return now
    return read_moment(text, now)


def read_end(text: str, start: datetime, now: datetime) -> datetime:
    """A length counts from the start. Raises InputError for an end that is none."""
    end = read_moment(text, now, last=True, since=start)
    check_end(end, start, now)
    return end


def check_end(end: datetime, start: datetime, now: datetime) -> None:
    """Raises InputError for an end that is none."""
    if end <= start:
        raise input_error(
            _("it would end ({end:%d/%m/%Y %H:%M}) before it begins: give a later moment", end=end),
            "end",
        )
    if end - now > LONGEST:
        raise input_error(
            _("it would stand for more than a year: that belongs in the flow files"), "end"
        )


def read_words(house: Organisation, texts: Mapping[str, str]) -> Prompt:
    """A notice's words, a text per language; one without a language is in the organisation's.

    Raises InputError for none, too many, or a placeholder nothing fills.
    """
    main = main_language(house)
    others = {language: text for language, text in _by_language(house, texts).items() if text}
    text = others.pop(main, "")
    if others and not text:
        raise input_error(
            _(
                "the text in the organisation's language ({main}) is missing: "
                "callers who speak no other hear that one",
                main=main,
            ),
            "words",
        )
    return _checked(house, read_prompt({main: text, **others}))


def spoken_prompt(path: str, house: Organisation, texts: Mapping[str, str]) -> Prompt:
    """A recording for everybody, or with texts for those who speak another language."""
    main = main_language(house)
    others = {language: text for language, text in _by_language(house, texts).items() if text}
    if not others:
        return Prompt({DEFAULT: Audio(path)})
    return Prompt({main: Audio(path), **_checked(house, read_prompt(others)).versions})


def read_reason(house: Organisation, texts: Mapping[str, str]) -> Reason | None:
    """A reason per language. Raises InputError for one that is empty."""
    given = {code: text.strip() for code, text in _by_language(house, texts).items()}
    if any(not text for text in given.values()):
        raise input_error(_("an empty reason: leave it out, or write one"), "reason")
    return given or None


def _by_language(house: Organisation, texts: Mapping[str, str]) -> dict[str, str]:
    """Raises InputError for two texts in one language."""
    main = main_language(house)
    if {DEFAULT, main} <= set(texts):
        raise input_error(
            _("two texts in the organisation's language ({main}): write one of them", main=main)
        )
    return {language or main: text for language, text in texts.items()}


def _checked(house: Organisation, prompt: Prompt) -> Prompt:
    for language, version in prompt.versions.items():
        _check(str(version), voices_of(house.organisation)[language].limit)
    return prompt


def main_language(house: Organisation) -> str:
    return house.organisation.language or str(DEFAULTS["language"])


def closings_until_next_opening(
    house: Organisation, aim: Aim, start: datetime, switches: Switches, reason: Reason | None
) -> list[Switched]:
    """One for each number, as each opens at its own time; a site's lasts until its next open day.

    Raises InputError for a number that is closed by then anyway, or has no opening in sight.
    """
    if not aim.numbers:
        end = _next_open_day(house, aim, start)
        return [_switched(aim, opens=False, start=start, end=end, reason=reason)]
    return [
        _switched(
            Aim(numbers=frozenset({flow.slug})),
            opens=False,
            start=start,
            end=_next_opening(flow, start, switches),
            reason=reason,
        )
        for flow in flows_aimed_at(house, aim)
    ]


def make_switchings(
    aim: Aim, *, opens: bool, start: datetime, end: datetime, reason: Reason | None
) -> list[Switched]:
    return [_switched(aim, opens=opens, start=start, end=end, reason=reason)]


def _switched(
    aim: Aim, *, opens: bool, start: datetime, end: datetime, reason: Reason | None
) -> Switched:
    return Switched(Switch(aim.layer, opens, start, end, reason), aim)


def _next_opening(flow: Flow, start: datetime, switches: Switches) -> datetime:
    told = numbers.format_number(flow.number)
    opening = next_opening(flow, start, switches)
    if opening is None:
        raise input_error(_("{told} has no opening in sight: say until when", told=told), "end")
    if state_of(flow, start, switches).open:
        return opening
    later = next_opening(flow, opening, switches) or opening + timedelta(days=1)
    raise input_error(
        _(
            "{told} is closed then, and reopens {opening:%d/%m/%Y %H:%M}: to stay closed longer "
            "say until when, like '{later:%Y-%m-%d %H:%M}'",
            told=told,
            opening=opening,
            later=later.astimezone(flow.zone),
        ),
        "end",
    )


def _next_open_day(house: Organisation, aim: Aim, start: datetime) -> datetime:
    """Of a site, or of everything, the day on which all that it shares is open again."""
    days = [next_open_day(flow.agenda.shared(), start) for flow in flows_aimed_at(house, aim)]
    found = [day for day in days if day is not None]
    if not found:
        raise input_error(_("no opening is in sight: say until when"), "end")
    return min(found)


def _check(text: str, limit: int) -> None:
    if not fits(text, limit):
        raise input_error(
            _(
                "{count} characters are more than Twilio speaks at once; shorten it",
                count=len(text),
            ),
            "words",
        )
    unknown = sorted(placeholders(text) - set(FILLED))
    if unknown:
        raise input_error(
            _(
                "a notice cannot fill '{placeholder}'; known: {names}",
                placeholder=f"{{{unknown[0]}}}",
                names=", ".join(FILLED),
            ),
            "words",
        )


def each_reached(house: Organisation, aims: Iterable[Aim]) -> Mapping[str, Flow]:
    """Every number that one of these reaches, by slug."""
    return {flow.slug: flow for aim in aims for flow in flows_aimed_at(house, aim)}
