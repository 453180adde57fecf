"""`flows/centralino.yaml`: the organisation, and the defaults of its numbers."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from centralino.calendar.entries import Calendar
from centralino.calendar.holidays import read_holidays
from centralino.core.input_errors import InputError, InputIssue, as_written, input_error, nearest
from centralino.core.texts import _
from centralino.fields.people import People
from centralino.fields.schedules import CalendarField
from centralino.fields.shapes import Shape
from centralino.fields.values import Duration, Word, read_email
from centralino.languages.registry import codes, find_language, is_spoken
from centralino.languages.voices import Voice, voice
from centralino.loading.shared_settings import Common, WordsField

STATIC = Path(__file__).resolve().parents[2] / "static"
LOGO = re.compile(
    r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*\.(?:svg|png|webp|jpg)"
)


def read_zone(value: object) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    if not isinstance(value, str) or value not in available_timezones():
        if as_written(value) is None:
            raise input_error(_("expected a time zone, like Europe/Rome"))
        hint = nearest(value, available_timezones())
        raise input_error(
            _("'{value}' is no time zone; {hint}", value=as_written(value), hint=hint)
        )
    return ZoneInfo(value)


def read_voices(value: object) -> dict[str, Voice]:
    """Language to voice. Raises InputError for a voice that does not speak that language."""
    if not isinstance(value, dict):
        raise input_error(
            _("expected voices per language, like {example}", example="{it: Polly.Bianca-Neural}")
        )
    found: dict[str, Voice] = {}
    misfits: list[InputIssue] = []
    for language, name in value.items():
        try:
            found[str(language)] = name if isinstance(name, Voice) else _voice(language, name)
        except InputError as error:
            misfits += [each.below(str(language)) for each in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return found


def _voice(language: object, name: object) -> Voice:
    if not is_spoken(language):
        raise input_error(
            _(
                "'{language}' is no language; {hint}",
                language=language,
                hint=nearest(language, codes()),
            )
        )
    own = voice(find_language(str(language)).voice).locale
    if not isinstance(name, str):
        raise input_error(_("expected a voice of Twilio's, like Polly.Bianca-Neural"))
    found = voice(name, str(language), own)
    if not found.locale.startswith(f"{language}-"):
        raise input_error(
            _(
                "{name} speaks {locale}: a voice for '{language}' was expected",
                name=name,
                locale=found.locale,
                language=language,
            )
        )
    return found


def read_logo(value: object) -> str:
    """A picture under static/, by its path from there: `pages/logo.svg`."""
    if not isinstance(value, str) or not LOGO.fullmatch(value):
        raise input_error(
            _("expected the path of a picture under static/, like {example}", example="logo.svg")
        )
    if not (STATIC / value).is_file():
        raise input_error(_("'{file}' is not under static/: put it there", file=value))
    return value


HOLIDAYS_SCHEMA = {
    "type": "object",
    "properties": {"country": {"type": "string"}, "province": {"type": "string"}},
    "additionalProperties": False,
}
HolidaysField = Annotated[Calendar, PlainValidator(read_holidays), WithJsonSchema(HOLIDAYS_SCHEMA)]


class MailShape(Shape):
    """Who mails are from, and who is told of what no office can mend."""

    sender: Annotated[str, BeforeValidator(read_email)] = Field(alias="from")
    helpdesk: Annotated[str, BeforeValidator(read_email)]
    link: bool = Field(
        False, description="Mails of voicemails carry a link to the message on the pages."
    )


class RetentionShape(Shape):
    """How long personal data is kept; the recordings' is what callers are told."""

    recordings: Duration = Field(30 * 86400, ge=3600)
    calls: Duration = Field(90 * 86400, ge=3600)


class PeopleShape(Shape):
    """Who does what on the pages, beside the offices."""

    helpdesk: People = Field((), description="Whoever sees and changes everything.")
    auditors: People = Field((), description="Whoever reads the trail, statistics and settings.")
    staff: People = Field((), description="Whoever may ask for a number.")


class Site(Shape):
    """A building or campus: notices and closures can be aimed at it."""

    short: ClassVar[Mapping[str, Any] | None] = {"type": "null"}

    name: WordsField | None = None
    calendar: CalendarField | None = None
    holidays: HolidaysField | None = Field(
        None, description="Another province's public holidays, instead of the organisation's."
    )


def read_sites(value: object) -> Any:
    return (
        {str(key): site or {} for key, site in value.items()} if isinstance(value, dict) else value
    )


class OrganisationFile(Common):
    """The organisation's own settings; the rest are defaults of every number."""

    organisation: WordsField = Field(description="Its spoken name.")
    logo: Annotated[str, BeforeValidator(read_logo)] = Field(
        "", description="Its logo on the pages: a picture under `static/`."
    )
    timezone: Annotated[ZoneInfo, PlainValidator(read_zone), WithJsonSchema({"type": "string"})] = (
        Field(ZoneInfo("Europe/Rome"), description="All times are in it.")
    )
    voices: Annotated[
        dict[Word, Voice],
        PlainValidator(read_voices),
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
    ] = Field(default_factory=dict, description="Twilio's voice for each language.")
    holidays: HolidaysField | None = Field(
        None, description="Public holidays, by country and province."
    )
    calendar: CalendarField | None = Field(None, description="Closures and special openings.")
    sites: Annotated[dict[Word, Site], BeforeValidator(read_sites)] = Field(
        default_factory=dict, description="Buildings and campuses, with calendars of their own."
    )
    mail: MailShape | None = Field(None, description="`from`, `helpdesk` and `link`.")
    people: PeopleShape = Field(
        default_factory=PeopleShape, description="`helpdesk`, `auditors` and `staff`."
    )
    retention: RetentionShape = Field(
        default_factory=RetentionShape, description="How long recordings and calls are kept."
    )
    recording_notice: bool = Field(
        True, description="Say before the beep that messages are recorded, and kept how long."
    )
