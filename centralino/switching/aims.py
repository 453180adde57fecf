"""Whom a switch is aimed at: read from what a person wrote, and told to people."""

from collections.abc import Iterable

from centralino.core import numbers
from centralino.core.input_errors import InputError, InputIssue, input_error, nearest
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Aim
from centralino.loading.organisation import Organisation


def read_aim(
    house: Organisation, *, everything: bool = False, site: str = "", number: Iterable[str] = ()
) -> Aim:
    """Everything, a site or numbers, exactly one of them. Raises InputError."""
    written = tuple(number)
    if [everything, bool(site), bool(written)].count(True) != 1:
        raise input_error(_("say whom it is for: everything, a site, or numbers"), "aim")
    if site and site not in house.organisation.sites:
        known = nearest(site, house.organisation.sites)
        raise input_error(
            _("the organisation's file has no site '{site}'; {known}", site=site, known=known),
            "site",
        )
    return Aim(site, _slugs(house, written))


def flows_aimed_at(house: Organisation, aim: Aim) -> list[Flow]:
    """The numbers that an aim reaches, in order; a line for our own people is none of them."""
    flows = sorted(house.flows.values(), key=lambda flow: flow.slug)
    return [flow for flow in flows if aim.reaches(flow.slug, flow.site) and not flow.is_service]


def describe_aim(aim: Aim) -> str:
    """`all numbers`, `site arezzo`, `0577 235501`."""
    if aim.numbers:
        return ", ".join(numbers.format_number(_telephone(slug)) for slug in sorted(aim.numbers))
    return _("site {site}", site=aim.site) if aim.site else _("all numbers")


def _slugs(house: Organisation, written: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    misfits: list[InputIssue] = []
    for text in written:
        try:
            found.add(_known(house, text))
        except InputError as error:
            misfits += [misfit.below("number") for misfit in error.misfits]
    if misfits:
        raise InputError(*misfits)
    return frozenset(found)


def _known(house: Organisation, text: str) -> str:
    slug = numbers.slug_of_number(numbers.e164(text))
    if slug not in house.flows:
        raise input_error(
            _("no number {text} is here; {hint}", text=text, hint=nearest(slug, house.flows))
        )
    if house.flows[slug].is_service:
        raise input_error(
            _("{text} is the service line: nothing that is switched reaches it", text=text)
        )
    return slug


def _telephone(slug: str) -> str:
    return slug if slug.startswith(("0", "3", "8")) else f"+{slug}"
