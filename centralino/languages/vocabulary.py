"""The words that a language must have besides its grammar, by where they are said or read.

What stands between braces is filled in; every language fills the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TypedWords:
    """How people type days and times; the first name of several is no better than the others.

    All that is typed may be in any of the languages, so no word may mean two things.
    """

    weekdays: tuple[str, str, str, str, str, str, str]
    """Monday's names first: "mon monday"."""
    every_day: tuple[str, ...]
    months: tuple[str, ...]
    """January's names first: "jan january"."""
    units: Mapping[str, str]
    """Names of `minutes`, `hours`, `days` and `weeks`: "m min minutes"."""
    ahead: Mapping[str, int]
    """Days by how far they are from today: "tomorrow"."""
    now: tuple[str, ...]
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    within: tuple[str, ...]
    """Before a length: "in" two hours."""
    joins: tuple[str, ...]
    """Between two lengths: one hour "e" 20 minutes."""
    little: tuple[str, ...]
    """Words that mean nothing in a moment: "at"."""
    names: Mapping[str, str]
    """Names of the flow language, each with the words that people type for it instead: errors then
    say which name to write. "opening_hours" is two words, however they are parted."""
    day_groups: Mapping[str, tuple[str, ...]]
    """Days that have a name together, and what may be written for it: "weekdays" as "mon-fri"."""


@dataclass(frozen=True)
class HelpfulWords:
    """What tells words that help a caller from mere courtesy.

    A sentence may be in another language than its caller's, so these are looked for in all texts.
    """

    courtesies: tuple[str, ...]
    """Beginnings of words, as regular expressions: a sentence that has one helps nobody."""
    addresses: tuple[str, ...] = ()
    """Words that are only said in an address, and make a sentence help in any case."""


@dataclass(frozen=True)
class PictureWords:
    """What a picture says besides the flow's own prompts."""

    call: str
    notices: str
    notices_first: str
    notice_ends: str
    notice: str
    closures: str
    closures_shared: str
    closures_own: str
    closed: str
    open: str
    closure: str
    information: str
    goodbye: str
    answered: str
    conversation: str
    about: str
    endings: str
    example_office: str
    blanks: Mapping[str, str]
    """What stands for a placeholder that depends on the moment."""


@dataclass(frozen=True)
class SheetWords:
    """The words of an office's sheet."""

    heading: str
    lead: str
    facts: str
    number: str
    hours: str
    any_hour: str
    seasons: str
    telephones: str
    telephone: str
    """The same of a single one, or of none."""
    enters_code: str
    enters_wrong_code: str
    a_key: str
    several_keys: str
    a_code: str
    a_wrong_code: str
    somebody_answers: str
    nobody_answers: str
    nobody_rings: str
    messages: str
    no_messages: str
    kept: str
    closures: str
    calls: str
    calls_lead: str
    open: str
    outside: str
    closure: str
    at: str
    presses: str
    rings: str
    answered: str
    unanswered: str
    talks: str
    leaves: str
    plays: str
    picture: str
    change: str
    made: str


@dataclass(frozen=True)
class FileComments:
    """The comments of a new flow file, and what it lets callers hear of codes."""

    head: str
    try_it: str
    email: str
    no_email: str
    site: str
    always_open: str
    no_hours: str
    ring: str
    confirm: str
    steps: str
    menu: str
    otherwise: str
    codes: str
    expect: str
    situations: Mapping[str, str]
    code_question: str
    code_choice: str
    code_closed: str


@dataclass(frozen=True)
class YearWords:
    """The words of a year's calendar; `marks` by the kind of day."""

    marks: Mapping[str, str]
    about: str
    any_time: str
    open: str
    closed: str


@dataclass(frozen=True)
class MailWords:
    """What mails say besides their templates. `date` is a pattern of Unicode's (CLDR)."""

    moment: str
    date: str
    withheld: str
    outcomes: Mapping[str, str]
    """How each telephone answered."""
    key: str
    """A key of which nothing more is known."""
    quoted: str
    """Words that callers hear."""
    then: str
    """Between two choices, one after the other."""
    was_open: str
    was_closed: str


@dataclass(frozen=True)
class SwitchWords:
    """Notices, closings and openings, and what was done with them."""

    kinds: Mapping[str, str]
    made: Mapping[str, str]
    ended: Mapping[str, str]
    acts: Mapping[str, str]
    audio: str
    everything: str
    site: str
    examples: Mapping[str, str]
    """The words of each kind, in mails that are only shown."""
