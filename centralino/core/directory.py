"""Who stands behind each number: what deliveries, notices and reports need to know of an office.

Made from the flows when they are loaded; plain data, so that nothing below the flows imports them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

MissedCalls = Literal["each", "daily", "off"]
Words = Mapping[str, str]  # language to text


@dataclass(frozen=True)
class Meaning:
    """What an outcome that a step remembers stands for; `is_quoted`: in words that callers hear."""

    words: Words
    is_quoted: bool = False


@dataclass(frozen=True)
class StepWords:
    """What people are told of a step: its outcomes, and its telephones' names by their slugs."""

    meanings: Mapping[str, Meaning]
    telephones: Mapping[str, str]


@dataclass(frozen=True)
class Office:
    """One virtual number's office. `number` is E.164; `slug` is how URLs and files name it."""

    number: str
    slug: str
    name: Words
    addresses: tuple[str, ...]
    language: str
    missed_calls: MissedCalls
    site: str | None = None
    steps: Mapping[str, StepWords] = field(default_factory=dict)


@dataclass(frozen=True)
class Mail:
    """`sender` is the From of every mail; `helpdesk` is told of what no office can mend. `link`:
    mails of voicemails lead to the message on the pages."""

    sender: str
    helpdesk: str
    link: bool = False


@dataclass(frozen=True)
class Retention:
    """How long each kind of personal data is kept."""

    recordings: timedelta = timedelta(days=30)
    calls: timedelta = timedelta(days=90)


@dataclass(frozen=True)
class Directory:
    """Every office by the slug of its number, what they share, and the sites that have a name."""

    organisation: Words
    zone: ZoneInfo
    language: str
    mail: Mail
    retention: Retention = Retention()
    offices: Mapping[str, Office] = field(default_factory=dict)
    sites: Mapping[str, Words] = field(default_factory=dict)
