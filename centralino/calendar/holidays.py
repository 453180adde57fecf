"""Public holidays, by country and province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from centralino.calendar.entries import Calendar, CalendarEntry, Cut
from centralino.calendar.gathering import Gathering
from centralino.calendar.reasons import Reason
from centralino.calendar.written_languages import HOLIDAYS, codes
from centralino.core.input_errors import as_written, input_error, nearest, quote, unknown_setting
from centralino.core.texts import _


@dataclass(frozen=True)
class Holidays:
    """The public holidays of a country (ISO 3166, "IT"), with those of a province ("SI")."""

    country: str
    province: str | None = None

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        reason = _names(self.country, self.province, day.year, codes()).get(day)
        return (CalendarEntry(day, day, reason),) if reason else ()

    def cuts(self, day: date) -> Sequence[Cut]:
        return ()


def read_holidays(value: object) -> Calendar:
    """`{country: IT, province: SI}`; a province may also go by its name. Raises InputError."""
    if not isinstance(value, dict) or "country" not in value:
        raise input_error(
            _(
                "expected a country and perhaps a province, like {example}",
                example="{country: IT, province: SI}",
            )
        )
    gathering = Gathering()
    for key in value:
        with gathering.at(key):
            if key not in ("country", "province"):
                raise unknown_setting(key, ("country", "province"))
    country, province = "", None
    with gathering.at("country"):
        country = _read_country(value["country"])
    with gathering.at("province"):
        if country and value.get("province") is not None:
            province = _read_province(country, value["province"])
    gathering.finish()
    return Calendar((Holidays(country, province),))


def _read_country(value: object) -> str:
    known = [code for code in holidays.list_supported_countries() if len(code) == 2]
    code = str(value).strip().upper() if isinstance(value, str) else ""
    if code not in known:
        if as_written(value) is None:
            raise input_error(_("expected a country's two letters, like IT"))
        hint = nearest(code[:2], known)
        raise input_error(
            _(
                "{value} is no country: write its two letters, like IT; {hint}",
                value=quote(value),
                hint=hint,
            )
        )
    return code


def _read_province(country: str, value: object) -> str:
    names = _provinces(country)
    found = names.get(str(value).strip().casefold()) if isinstance(value, str) else None
    if found is None:
        known = [name.title() if len(name) > 3 else name.upper() for name in names]
        raise input_error(
            _(
                "{country} has no province {value}; {hint}",
                country=country,
                value=quote(value),
                hint=nearest(value, known),
            )
        )
    return found


@lru_cache(maxsize=8)
def _provinces(country: str) -> dict[str, str]:
    """Every code and name that a country's provinces go by, in lower case, with their code."""
    calendar = holidays.country_holidays(country)
    names = {code.casefold(): code for code in calendar.subdivisions}
    for code, aliases in calendar.get_subdivision_aliases().items():
        names |= {alias.casefold(): code for alias in aliases}
    return names


@lru_cache(maxsize=64)
def _names(
    country: str, province: str | None, year: int, languages: tuple[str, ...]
) -> dict[date, Reason]:
    """A year's holidays with their names. Whole years, so that threads share no half-made one."""
    names: dict[date, dict[str, str]] = {}
    for language, tag in _tags(country, languages).items():
        found = holidays.country_holidays(
            country, subdiv=province, years=year, expand=False, language=tag
        )
        for day, name in found.items():
            names.setdefault(day, {})[language] = called(name, HOLIDAYS.get(language, {}))
    return dict(names)


def called(name: str, by_people: Mapping[str, str]) -> str:
    """A holiday as people call it; several of one day by one name, or each by its own."""
    return by_people.get(name) or ", ".join(by_people.get(one, one) for one in name.split("; "))


@lru_cache(maxsize=8)
def _tags(country: str, languages: tuple[str, ...]) -> dict[str, str | None]:
    """The languages to name holidays in, with the library's tag: our own where it knows them."""
    about = holidays.country_holidays(country)
    known: dict[str, str | None] = {
        tag[:2]: tag for tag in about.supported_languages if tag[:2] in languages
    }
    return known or {(about.default_language or "en")[:2]: None}
