"""Whom a view is for: every view of the pages says so, and what says nothing is for nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from centralino.people.roles import PeopleRole, Rights

V = TypeVar("V", bound=Callable[..., Any])
DECLARED = "audience"
NUMBER = "number"
"""The name, in every URL, of the number that a view shows: an office sees its own alone."""


@dataclass(frozen=True)
class Audience:
    """Whoever has one of these roles; `signed_in`: whoever is, with or without a role; `anyone`."""

    roles: frozenset[PeopleRole] = frozenset()
    signed_in: bool = False
    anyone: bool = False

    def admits(self, rights: Rights, number: str | None) -> bool:
        """Of those who are signed in. `number` is what the view shows, if it shows one."""
        held = self.roles & rights.roles
        if number is not None and number not in rights.numbers:
            held -= {PeopleRole.OFFICE}
        return self.anyone or self.signed_in or bool(held)


ANYONE = Audience(anyone=True)
SIGNED_IN = Audience(signed_in=True)
ANY_ROLE = Audience(frozenset(PeopleRole))


def for_roles(*roles: PeopleRole) -> Audience:
    return Audience(frozenset(roles))


def open_to(audience: Audience) -> Callable[[V], V]:
    """Declare whom a view is for. Stands below the route."""

    def declare(view: V) -> V:
        setattr(view, DECLARED, audience)
        return view

    return declare


def audience_of(view: object) -> Audience | None:
    """What a view has declared; None for one that is therefore for nobody."""
    found = getattr(view, DECLARED, None)
    return found if isinstance(found, Audience) else None
