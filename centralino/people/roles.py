"""Roles, computed from the flow files that are served: who has left a list is out at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from centralino.core.addresses import is_email
from centralino.core.input_errors import Place
from centralino.fields.people import PeopleEntry, address_entry
from centralino.flows.flow import Flow
from centralino.loading.organisation import Organisation


class PeopleRole(StrEnum):
    """What somebody is to the switchboard."""

    OFFICE = "office"
    """Of a number: sees and switches it."""
    HELPDESK = "helpdesk"
    """Sees and changes everything."""
    AUDITOR = "auditor"
    """Reads the trail, statistics and settings; no caller's number, no message."""
    STAFF = "staff"
    """Asks for a number."""


@dataclass(frozen=True)
class Grant:
    """One entry of a file that gives a role; of an office, `number` is its slug.

    `setting` is where the entry stands: in the number's file, or in the organisation's.
    """

    role: PeopleRole
    entry: PeopleEntry
    setting: Place
    number: str = ""


@dataclass(frozen=True)
class Rights:
    """What somebody may. `numbers` are the slugs of the offices that are theirs."""

    roles: frozenset[PeopleRole] = frozenset()
    numbers: frozenset[str] = frozenset()

    def sees(self, number: str) -> bool:
        """Whether a number (its slug) is theirs, or everything is."""
        return PeopleRole.HELPDESK in self.roles or number in self.numbers


NO_RIGHTS = Rights()
ALL_RIGHTS = Rights(frozenset({PeopleRole.HELPDESK}))


def rights_of(address: str, groups: Collection[str], house: Organisation) -> Rights:
    """What whoever has this address and is in these groups may, by what `house` serves."""
    found = list(grants_for(address, groups, house))
    return Rights(
        frozenset(grant.role for grant in found),
        frozenset(grant.number for grant in found if grant.number),
    )


def grants_for(address: str, groups: Collection[str], house: Organisation) -> Iterator[Grant]:
    """Every entry through which they may something."""
    return (grant for grant in all_grants(house) if grant.entry.admits(address, groups))


def all_grants(house: Organisation) -> Iterator[Grant]:
    """Every entry of every file: the organisation's first, then number by number."""
    people = house.organisation.people
    for role, setting, entries in (
        (PeopleRole.HELPDESK, "helpdesk", people.helpdesk),
        (PeopleRole.AUDITOR, "auditors", people.auditors),
        (PeopleRole.STAFF, "staff", people.staff),
    ):
        for position, entry in enumerate(entries):
            yield Grant(role, entry, ("people", setting, position))
    for flow in house.flows.values():
        yield from office_grants(flow)


def office_grants(flow: Flow) -> Iterator[Grant]:
    """Who sees one number. A service line has no office: only who is named there sees it."""
    if flow.people is not None:
        for position, entry in enumerate(flow.people):
            yield Grant(PeopleRole.OFFICE, entry, ("people", position), flow.slug)
    elif not flow.is_service:
        for position, address in enumerate(flow.addresses):
            if is_email(address):
                yield Grant(
                    PeopleRole.OFFICE, address_entry(address), ("email", position), flow.slug
                )
