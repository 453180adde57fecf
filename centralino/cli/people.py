"""`centralino people`: who may see what on the pages, and why."""

import json
from collections.abc import Iterable, Iterator

import click
from sqlalchemy.exc import SQLAlchemyError

from centralino.cli.chosen_flow import load_flows, warn_of
from centralino.core.addresses import is_email
from centralino.core.numbers import format_number
from centralino.core.settings import Settings
from centralino.core.texts import N_, _, _n
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded
from centralino.people.grant_reasons import GrantReason, locate_grants
from centralino.people.roles import PeopleRole, all_grants, grants_for
from centralino.people.sessions import Sessions
from centralino.store.store import Store, StoreNotReadyError

TITLES = {
    PeopleRole.HELPDESK: N_("Helpdesk (sees and changes everything)"),
    PeopleRole.AUDITOR: N_("Auditors (read the trail, statistics and settings)"),
    PeopleRole.STAFF: N_("Staff (may ask for a number)"),
}
MAY = {
    PeopleRole.HELPDESK: N_("{address} sees and changes everything"),
    PeopleRole.AUDITOR: N_("{address} reads the trail, statistics and settings"),
    PeopleRole.STAFF: N_("{address} may ask for a number"),
    PeopleRole.OFFICE: N_("{address} sees {number}"),
}


@click.command()
@click.argument("address", required=False)
@click.option("--group", "groups", multiple=True, help="A group that ADDRESS is in; repeatable.")
@click.option("--sign-out", is_flag=True, help="End every session that ADDRESS has.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def people(address: str | None, groups: tuple[str, ...], sign_out: bool, as_json: bool) -> None:
    """Tell what ADDRESS may see on the pages, and through which line of which file.

    Without ADDRESS: who sees each number, and who has which role. Exits with 1 for an address that
    may see nothing.
    """
    if address is not None and not is_email(address):
        raise click.UsageError(
            _(
                "'{written}' is no e-mail address: write it like urp@example.org",
                written=address,
            )
        )
    if sign_out:
        end_sessions(address)
        return
    loaded = load_flows()
    warn_of(loaded)
    house = loaded.house
    grants = all_grants(house) if address is None else grants_for(address, groups, house)
    found = list(locate_grants(grants, loaded))
    if as_json:
        click.echo(json.dumps(_as_data(address, found, loaded), ensure_ascii=False, indent=2))
    else:
        for line in _all(found, loaded) if address is None else _one(address, found, loaded):
            click.echo(line)
    raise SystemExit(1 if address is not None and not found else 0)


def end_sessions(address: str | None) -> None:
    """Raises click.UsageError without an address, and click.ClickException for the database."""
    if address is None:
        raise click.UsageError(_("--sign-out needs the ADDRESS to sign out"))
    store = Store(Settings().database_url)
    try:
        count = Sessions(store).end_all(address.lower())
    except StoreNotReadyError as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        why = str(error).partition("\n")[0]
        raise click.ClickException(
            _("nobody is signed out: the database says: {why}", why=why)
        ) from error
    finally:
        store.close()
    told = _n(
        "{address} is signed out: {count} session ended.",
        "{address} is signed out: {count} sessions ended.",
        count,
        address=address,
    )
    click.echo(told)


def _all(found: Iterable[GrantReason], loaded: Loaded) -> Iterator[str]:
    reasons = list(found)
    for role, title in TITLES.items():
        yield click.style(_(title), bold=True)
        yield from _entries(each for each in reasons if each.grant.role is role)
    for flow in loaded.house.flows.values():
        yield click.style(_name(flow), bold=True)
        yield from _entries(each for each in reasons if each.grant.number == flow.slug)


def _one(address: str, found: Iterable[GrantReason], loaded: Loaded) -> Iterator[str]:
    reasons = list(found)
    if not reasons:
        yield _("{address} may see nothing: no `people` and no `email` names it.", address=address)
    for each in reasons:
        grant = each.grant
        number = _name(loaded.house.flows[grant.number]) if grant.number else ""
        yield _(MAY[grant.role], address=address, number=number)
        yield "    " + _("through {entry}: {where}", entry=grant.entry, where=each.where)


def _entries(reasons: Iterable[GrantReason]) -> Iterator[str]:
    lines = [f"    {each.grant.entry!s:32}  {each.where}" for each in reasons]
    yield from lines or ["    " + _("nobody")]


def _name(flow: Flow) -> str:
    office = flow.office.get(flow.language) or next(iter(flow.office.values()))
    return f"{format_number(flow.number)}  {office}"


def _as_data(
    address: str | None, found: Iterable[GrantReason], loaded: Loaded
) -> dict[str, object]:
    reasons = list(found)
    seen = {each.grant.number for each in reasons}
    sees_all = any(each.grant.role is PeopleRole.HELPDESK for each in reasons)
    numbers = [slug for slug in loaded.house.flows if slug in seen or sees_all]
    return {
        "address": address,
        "roles": sorted({each.grant.role.value for each in reasons}),
        "numbers": numbers if address else list(loaded.house.flows),
        "grants": [each.as_data() for each in reasons],
    }
