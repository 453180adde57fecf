"""What a language must be able to say: adding a language is adding a module that does."""

import datetime as dt
import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Literal

from centralino.calendar.timetable import DAY, Span
from centralino.languages.spoken_weeks import NamedDays
from centralino.languages.vocabulary import (
    FileComments,
    HelpfulWords,
    MailWords,
    PictureWords,
    SheetWords,
    SwitchWords,
    TypedWords,
    YearWords,
)

Unit = Literal["day", "hour", "minute", "second"]
ListKind = Literal["and", "or"]

MAIL_TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"
WHOLE_DAY = Span(0, DAY)
DAWN = 4 * 60
MORNING = 6 * 60
NOON = 12 * 60


class Nearness(Enum):
    """How far a day is from today, which decides how it is named."""

    TODAY = auto()
    TONIGHT = auto()
    """Before the dawn of tomorrow, said when today's dawn is over."""
    TOMORROW = auto()
    SOON = auto()
    """The day after tomorrow: its weekday alone names it."""
    YEAR = auto()
    """Its date is said: of a weekday alone listeners ask themselves which one is meant."""
    FAR = auto()
    """In another year, and far enough for that to be said."""


class Language(ABC):
    """One language. Minutes are counted from midnight, and may go past `DAY` for the day after.

    Its grammar is methods, its words are what is declared here: all are needed.
    """

    code: str
    """ISO 639-1, as flows name it."""
    locale: str
    """BCP 47, as Twilio's `language` attribute wants it."""
    name: str
    """In its own words: "italiano"."""
    name_after_for: str
    """As a menu says it: "l'italiano", after "per"."""
    switchboard: str
    """What an organisation is called that has no name that can be read."""
    voice: str
    """Twilio's voice that speaks it where a file names none."""
    typed: TypedWords
    helpful: HelpfulWords
    prompts: Mapping[str, str]
    """The built-in prompts. A sentence whose placeholder has no value is left out, so each stands
    by itself."""
    titles: Mapping[str, str]
    """What each kind of step is called."""
    steps: Mapping[str, str]
    """What pictures and callers are told of steps."""
    service_line: Mapping[str, str]
    """What the line for notices and closures says."""
    picture: PictureWords
    sheet: SheetWords
    comments: FileComments
    year: YearWords
    mails: MailWords
    switches: SwitchWords
    symbols: Mapping[str, str]
    """What the signs in addresses and on the telephone's keys are called."""
    vowels: str
    weekdays: Mapping[int, str]
    """Their names, Monday's at 0."""
    at_hand: Mapping[Nearness, str]
    """The days that need no name: "today"."""
    day_words: tuple[str, ...]
    """Words that mean another day, or nothing, once midnight has passed: "today"."""
    holidays: Mapping[str, str]
    """What people call public holidays, by the `holidays` library's names; others keep theirs."""
    never: str
    """The hours of a timetable that is never open."""

    @property
    def mail_templates(self) -> Path:
        """Where its mails are; a language that has none leaves them to another."""
        return MAIL_TEMPLATES / self.code

    @property
    def texts(self) -> Path:
        """The catalogue of what is read in terminals and pages; where there is none, English."""
        return Path(inspect.getfile(type(self))).parent / "texts.po"

    @abstractmethod
    def join_items(self, items: Sequence[str], kind: ListKind) -> str:
        """ "a, b and c", or "a, b or c"."""

    @abstractmethod
    def span(self, span: Span) -> str:
        """ "from 9 a.m. to noon"."""

    @abstractmethod
    def days(self, days: NamedDays) -> str:
        """The days of a week that some hours are for: "Monday to Friday"."""

    @abstractmethod
    def also(self, days: str, spans: str) -> str:
        """Hours that some days have over and above those just said."""

    @abstractmethod
    def only(self, hours: str) -> str:
        """Hours on a single day of the week."""

    @abstractmethod
    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Open without a break over several days; each end is a weekday and a minute."""

    @abstractmethod
    def date(self, day: dt.date, *, with_year: bool) -> str:
        """A date with its weekday."""

    @abstractmethod
    def period(self, first: dt.date, last: dt.date, *, with_year: bool) -> str:
        """Days from one to another; of one day, the day without its weekday."""

    @abstractmethod
    def moment(self, day: str, minute: int, near: Nearness) -> str:
        """A moment, as said after "reopens", given what its day is called."""

    @abstractmethod
    def because(self, reason: str) -> str:
        """A reason, as said after "is closed": "for the summer break"."""

    @abstractmethod
    def amount(self, count: int, unit: Unit) -> str:
        """ "20 minutes"."""

    @abstractmethod
    def choice(self, phrase: str, key: str) -> str:
        """One sentence of a menu."""


def ends_on_an_unclear_day(span: Span) -> bool:
    """Whether a listener would take the end of an overnight span for one of the same day."""
    end = span.end - DAY
    return end >= NOON or (end >= MORNING and span.start < NOON)
