"""Moments as a person writes them: "17:00", "domani 12:00", "2h", "lun 8:00", "23/11 17:00"."""

import re
from datetime import UTC, date, datetime, time, timedelta

from centralino.calendar.written_languages import WEEKDAYS
from centralino.core.input_errors import input_error
from centralino.core.texts import N_, _
from centralino.languages.typed_moments import gather_typed_words

EXAMPLES = N_("write it like 17:00, 'domani 12:00', 'lun 8:00', '2026-12-24 13:00' or 2h")
_DAY = timedelta(days=1)
_CENTURY = 2000  # of a year in two digits

_AMOUNT = re.compile(r"(\d+)\s*([^\W\d_]+)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ITALIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})[º°]? ([^\W\d]+)(?: (\d{4}))?")


def read_moment(
    text: str, now: datetime, *, last: bool = False, since: datetime | None = None
) -> datetime:
    """A moment after `now`, in the zone of `now` (aware, the organisation's).

    A time alone is today's; a weekday the next of that name; a length counts from `since`, or else
    from now. A time that comes twice when the clock goes back is the first one, or with `last` the
    second. Raises InputError, with a remedy, for what is no moment, is past, or is a time that the
    clock skips.
    """
    plain = " ".join(text.lower().replace("’", "'").split())
    found = _after(plain, since or now)
    if found is None:
        day_words, clock = _apart(_essential(plain))
        found = _at(day_words, clock, text, now, last=last)
        if found.astimezone(UTC) <= now:  # within one zone Python compares clocks, not moments
            raise input_error(
                _(
                    "{moment} is past: {later}",
                    moment=_told(found),
                    later=_later(day_words, clock, now),
                )
            )
    elif found <= now:
        raise input_error(_("no time at all: {examples}", examples=_(EXAMPLES)))
    return found


def _after(plain: str, now: datetime) -> datetime | None:
    """A length from now; None if it is none."""
    units = gather_typed_words().units
    match = gather_typed_words().length.fullmatch(plain)
    amounts = _AMOUNT.findall(match[1]) if match else []
    if not amounts or not all(unit in units for _count, unit in amounts):
        return None
    try:
        length = sum((timedelta(**{units[unit]: int(n)}) for n, unit in amounts), timedelta())
        return (now.astimezone(UTC) + length).astimezone(now.tzinfo)
    except OverflowError:
        raise input_error(
            _("'{plain}' is longer than any notice: {examples}", plain=plain, examples=_(EXAMPLES))
        ) from None


def _at(day_words: str, clock: int | None, written: str, now: datetime, *, last: bool) -> datetime:
    """A day and the time on the wall."""
    if clock is None:
        if _day(_essential(written.lower()), now, 0) is not None:
            raise input_error(
                _(
                    "'{written}' needs its time: write '{day} 12:00'",
                    written=written,
                    day=written.strip(),
                )
            )
        raise input_error(
            _("'{written}' is no moment: {examples}", written=written, examples=_(EXAMPLES))
        )
    day = _day(day_words, now, clock) if day_words else now.date()
    if day is None:
        raise input_error(
            _("'{written}' is no moment: {examples}", written=written, examples=_(EXAMPLES))
        )
    return on_the_wall(day, clock, now, last=last)


def _essential(plain: str) -> str:
    """Without the little words, and the T of ISO 8601."""
    spaced = re.sub(r"(?<=\d)t(?=\d)", " ", plain)
    return " ".join(gather_typed_words().little.sub(" ", spaced).replace(",", " ").split())


def _apart(words: str) -> tuple[str, int | None]:
    """The words of the day, and the minutes after midnight."""
    first, _blank, tail = words.rpartition(" ")
    if tail in ("am", "pm"):
        first, _blank, tail = first.rpartition(" ")[0], "", f"{first.rpartition(' ')[2]}{tail}"
    return first, _clock(tail)


def _clock(word: str) -> int | None:
    if word in gather_typed_words().times:
        return gather_typed_words().times[word]
    match = _CLOCK.fullmatch(word)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    found = hour * 60 + minute
    return found if minute < 60 and found <= 24 * 60 else None


def _day(words: str, now: datetime, clock: int) -> date | None:
    today = now.date()
    if words in gather_typed_words().ahead:
        return today + gather_typed_words().ahead[words] * _DAY
    weekday, _blank, rest = words.partition(" ")
    if weekday in WEEKDAYS and rest:
        return _of_that_name(_date(rest, today), weekday)
    if words in WEEKDAYS:
        ahead = (WEEKDAYS[words] - today.weekday()) % 7
        is_past = ahead == 0 and clock <= now.hour * 60 + now.minute
        return today + (7 if is_past else ahead) * _DAY
    return _date(words, today)


def _of_that_name(day: date | None, weekday: str) -> date | None:
    if day is not None and day.weekday() != WEEKDAYS[weekday]:
        raise input_error(
            _(
                "{day:%d/%m/%Y} is no {weekday}: leave out the day of the week or the date",
                day=day,
                weekday=weekday,
            )
        )
    return day


def _date(words: str, today: date) -> date | None:
    """A date; one without a year is the next of its name."""
    if iso := _ISO.fullmatch(words):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if italian := _ITALIAN.fullmatch(words):
        day, month, year = int(italian[1]), int(italian[2]), italian[3]
    else:
        named = _NAMED.fullmatch(words)
        if named is None or named[2] not in gather_typed_words().months:
            return None
        day, month, year = int(named[1]), gather_typed_words().months[named[2]], named[3]
    if year:
        return _made(int(year) + (_CENTURY if len(year) == 2 else 0), month, day)
    this_year = _made(today.year, month, day)
    return this_year if this_year >= today else _made(today.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise input_error(
            _(
                "there is no day {day}/{month}/{year}: {examples}",
                day=day,
                month=month,
                year=year,
                examples=_(EXAMPLES),
            )
        ) from None


def on_the_wall(day: date, clock: int, now: datetime, *, last: bool = False) -> datetime:
    """The moment at which the clock shows so many minutes after a day's midnight.

    Raises InputError for a time that the clock skips.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=clock)
    local = wall.replace(tzinfo=now.tzinfo, fold=int(last))
    back = local.astimezone(UTC).astimezone(now.tzinfo)
    if back.replace(tzinfo=None) != wall:
        after = wall.replace(minute=0) + timedelta(hours=1)
        raise input_error(
            _(
                "the clock skips {wall:%H:%M} on {wall:%d/%m/%Y}, when summer time "
                "begins: write {after:%H:%M}",
                wall=wall,
                after=after,
            )
        )
    return local


def _told(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


def _later(day_words: str, clock: int | None, now: datetime) -> str:
    """What was probably meant by a time that is past."""
    if clock is not None and (not day_words or gather_typed_words().ahead.get(day_words) == 0):
        time = f"{clock // 60:02}:{clock % 60:02}"
        return _("write 'domani {time}' for tomorrow", time=time)
    return _("it is {moment} now", moment=_told(now))
