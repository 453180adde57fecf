"""Hours of a day, from how people write them: "10:00-13:00", "9-12", ["9-12", "15.00-17.00"]."""

import re
from collections.abc import Iterable

from centralino.calendar.gathering import Gathering
from centralino.calendar.mistyped_hours import means_closed, meant_hours
from centralino.calendar.timetable import DAY, Span, join_spans
from centralino.core.input_errors import InputError, as_written, input_error, quote
from centralino.core.texts import N_, _

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}")


def read_spans(value: object) -> tuple[Span, ...]:
    """The spans of one day, from text (commas allowed) or a list. Raises InputError."""
    if isinstance(value, str) and value.strip():
        spans = _read_text(value)
    elif isinstance(value, list) and value:
        spans = _read_list(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        raise input_error(_("expected hours like \"10:00-13:00\", not '{value}'", value=value))
    else:
        raise input_error(
            _(
                'expected hours like "10:00-13:00", or a list of them; {closed_day}',
                closed_day=_(CLOSED_DAY),
            )
        )
    return of_one_day(spans)


CLOSED_DAY = N_("a day that is closed is left out of a timetable")


def _read_text(text: str) -> list[Span]:
    if means_closed(text):
        raise input_error(_(CLOSED_DAY))
    try:
        return [read_span(part.strip()) for part in text.split(",")]
    except InputError:
        if meant := _meant(text):
            raise input_error(
                _("'{text}' does not read as hours: write \"{meant}\"", text=text, meant=meant)
            ) from None
        raise


def _meant(text: str) -> str | None:
    """How hours that do not read can be written, where that reads; None if it is not clear."""
    meant = meant_hours(text)
    try:
        spans = [read_span(part.strip()) for part in meant.split(",")] if meant else []
    except InputError:
        return None
    return meant if spans and meant != text else None


def read_span(text: str) -> Span:
    """One span; an end at or before its start belongs to the next day. Raises InputError."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise input_error(_("expected hours like \"10:00-13:00\", not '{text}'", text=text))
    start, end = _minutes(match[1], match[2]), _minutes(match[3], match[4])
    if start == DAY:
        raise input_error(_("'{text}' starts at 24:00: write 00:00, on the day after", text=text))
    if start == end:
        raise input_error(
            _("'{text}' ends when it starts: a whole day is \"00:00-24:00\"", text=text)
        )
    return Span(start, end if end > start else end + DAY)


def of_one_day(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that begin on one day, joined. Raises InputError if any would last over 24 hours."""
    spans = tuple(spans)
    result = join_spans(spans)
    if max((span.end for span in spans), default=0) > max((s.end for s in result), default=0):
        raise input_error(
            _(
                "together these hours last more than 24: write what comes after "
                "midnight on the day after"
            )
        )
    return result


def _read_list(value: list[object]) -> list[Span]:
    meant = _meant(",".join(as_written(item) or "" for item in value))
    if meant and any(isinstance(item, int) for item in value):
        raise input_error(_('hours with a comma go between quotes: write "{meant}"', meant=meant))
    gathering = Gathering()
    spans: list[Span] = []
    for place, item in enumerate(value):
        with gathering.at(place):
            if not isinstance(item, str):
                raise input_error(
                    _('expected hours like "10:00-13:00", not {value}', value=quote(item))
                )
            spans += read_spans(item)
    gathering.finish()
    return spans


def _minutes(hours: str, minutes: str | None) -> int:
    total = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or total > DAY:
        raise input_error(
            _(
                "there is no {time}: a day goes from 00:00 to 24:00",
                time=f"{hours}:{minutes or '00'}",
            )
        )
    return total
