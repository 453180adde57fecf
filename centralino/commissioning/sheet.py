"""The office's sheet: what its callers will hear and when, with the picture, as HTML to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from centralino.commissioning.proving import exchange
from centralino.commissioning.scenes import Sheet, scenes
from centralino.core.addresses import shown
from centralino.core.numbers import format_number
from centralino.drawing.graphviz import EngineError
from centralino.drawing.sketching import sketch
from centralino.drawing.svg import svg, width_of
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.registry import find_language
from centralino.languages.vocabulary import SheetWords
from centralino.loading.loader import Loaded
from centralino.year.almanac import Date, year_of
from centralino.year.periods import closures_and_holidays

FOLDER = Path(__file__).parents[2] / "templates"
COLUMN = 300.0  # points: the picture's column beside the calls
WIDEST = 400.0  # points of a picture that is still read with ease in that column
BRIEFLY = 34  # characters of each prompt in the picture: the calls beside it have the whole
NEXT = 5  # closures to tell of


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class SheetPicture:
    svg: Markup
    wide: bool


def make_sheet(flow: Flow, loaded: Loaded, now: datetime, language: str = "") -> str:
    """The HTML, which needs no other file. Without an engine to draw it has no picture."""
    language = language or flow.language
    said = find_language(language).sheet
    today = now.astimezone(flow.zone).date()
    mail = loaded.house.organisation.mail
    return _template().render(
        language=language,
        said=said,
        number=format_number(flow.number),
        office=_name(flow, language),
        organisation=flow.organisation.get(language, ""),
        facts=list(facts(flow, today, language)),
        scenes=scenes(
            flow, exchange(loaded), Sheet(find_language(language), today, _secrets(loaded))
        ),
        picture=_picture(flow, language),
        helpdesk=mail.helpdesk if mail else "",
        today=words.speak_date(today, date.min, language),
    )


def facts(flow: Flow, today: date, language: str) -> Iterator[Fact]:
    said = find_language(language).sheet
    yield Fact(said.number, format_number(flow.number))
    yield Fact(said.hours, _hours(flow, said, language))
    telephones, recipients = _telephones(flow), dict.fromkeys(_recipients(flow))
    label = said.telephones if len(telephones) > 1 else said.telephone
    yield Fact(label, "; ".join(telephones) or said.nobody_rings)
    yield Fact(said.messages, ", ".join(recipients) or said.no_messages)
    if recipients:
        yield Fact(said.kept, words.speak_duration(int(flow.kept.total_seconds()), language))
    ahead = list(islice(_closures_ahead(flow, today, language), NEXT))
    if ahead:
        yield Fact(said.closures, "; ".join(ahead))


def _secrets(loaded: Loaded) -> frozenset[str]:
    """The codes of every flow: a call may go on from one to another."""
    steps = (step for each in loaded.house.flows.values() for step in each.steps.values())
    return frozenset(code for step in steps for code in step.secrets())


def _telephones(flow: Flow) -> list[str]:
    """Whatever any of its steps rings, each once, by a name if some step gives it one."""
    named: dict[str, str] = {}
    for step in flow.steps.values():
        telephones = step.telephones(flow)
        for leg in telephones.legs if telephones else ():
            named[leg.number] = named.get(leg.number) or leg.name or ""
    return [", ".join(filter(None, (name, format_number(tel)))) for tel, name in named.items()]


def _recipients(flow: Flow) -> Iterator[str]:
    """Whomever any of its steps takes messages for."""
    for step in flow.steps.values():
        yield from map(shown, step.recipients(flow))


def _hours(flow: Flow, said: SheetWords, language: str) -> str:
    hours = flow.agenda.hours
    if hours is None:
        return said.any_hour
    told = words.speak_hours(hours.week, language)
    return f"{told}; {said.seasons}" if hours.seasons else told


def _closures_ahead(flow: Flow, today: date, language: str) -> Iterator[str]:
    dates: list[Date] = [
        *year_of(flow.agenda, today.year),
        *year_of(flow.agenda, today.year + 1),
    ]
    still = [each for each in dates if each.day >= today]
    for each in closures_and_holidays(still, language):
        period = _period(each.first, each.last, today, language)
        yield f"{period} ({each.reason})" if each.reason else period


def _period(first: date, last: date, today: date, language: str) -> str:
    """With the year wherever it is not this one's: a sheet is read for long."""
    if first == last:
        return words.speak_date(first, today, language)
    with_year = today.year not in (first.year, last.year) or first.year != last.year
    return find_language(language).period(first, last, with_year=with_year)


def _picture(flow: Flow, language: str) -> SheetPicture | None:
    """Beside the calls where it fits there, else below them, with more words in it."""
    try:
        beside = svg(sketch(flow, language, names=False, longest=BRIEFLY), page=COLUMN)
        if width_of(beside) <= WIDEST:
            return SheetPicture(_trusted(beside), wide=False)
        return SheetPicture(_trusted(svg(sketch(flow, language, names=False))), wide=True)
    except EngineError:
        return None


def _trusted(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 -- written by the XML library, which escapes every word


def _name(flow: Flow, language: str) -> str:
    return flow.office.get(language) or next(iter(flow.office.values()), "")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html")
