"""Who may call, how much may be sent, and what is waited for: every blueprint declares it here.

Nothing is served that declares nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from flask import Blueprint, Flask, Response, abort, request
from flask.sansio.blueprints import BlueprintSetupState

from handlers.database_share import FullError, Share
from handlers.edge import LARGEST_REQUEST
from handlers.signature import Verifier


class Caller(Enum):
    """Who may call the views of a blueprint."""

    TWILIO = "Twilio, by its signature"
    ANYONE = "anyone"
    PEOPLE = "people, each view those that it declares: handlers/pages/view_access.py"


class Resource(Enum):
    """What the views of a blueprint may have to wait for."""

    DATABASE = "the database"


def unavailable() -> Response:
    return Response(status=503)


@dataclass(frozen=True)
class Declared:
    """`largest` is the largest request that is read, in bytes. What uses the database waits for it
    in a seat of its own; where there is none left, `otherwise` answers instead of the view.
    """

    access: Caller
    uses: Resource | None = None
    otherwise: Callable[[], Response] = unavailable
    largest: int = LARGEST_REQUEST


class DeclaredBlueprint(Blueprint):
    """A blueprint that says who may call it, and what it needs."""

    declared: Declared

    @property
    def access(self) -> Caller:
        return self.declared.access


def blueprint_for(
    name: str,
    access: Caller,
    import_name: str = __name__,
    *,
    uses: Resource | None = None,
    otherwise: Callable[[], Response] = unavailable,
    largest: int = LARGEST_REQUEST,
) -> DeclaredBlueprint:
    """A blueprint whose views see only requests that are as it declares: see Declared."""
    blueprint = DeclaredBlueprint(name, import_name)
    blueprint.declared = Declared(access, uses, otherwise, largest)
    blueprint.record_once(_refuse_what_is_too_large)
    if access is Caller.TWILIO:
        blueprint.record_once(_admit_only_twilio)
    if uses is Resource.DATABASE:
        blueprint.record_once(_wait_in_a_seat)
    return blueprint


def list_undeclared(app: Flask) -> list[str]:
    """The endpoints of an app that no declared blueprint serves."""
    names = [each.name for each in list_declared(app)]
    endpoints = [rule.endpoint for rule in app.url_map.iter_rules()]
    return [each for each in endpoints if each.rpartition(".")[0] not in names]


def list_declared(app: Flask) -> list[DeclaredBlueprint]:
    return [each for each in app.blueprints.values() if isinstance(each, DeclaredBlueprint)]


def largest_by_path(app: Flask) -> Callable[[str], int]:
    """How large a request may be, in bytes, by its path: for who reads it before a view does."""
    sizes = {each.name: each.declared.largest for each in list_declared(app)}
    larger = [
        (rule.rule.partition("<")[0], sizes[owner])
        for rule in app.url_map.iter_rules()
        if sizes.get(owner := rule.endpoint.rpartition(".")[0], 0) > LARGEST_REQUEST
    ]

    def largest(path: str) -> int:
        fitting = (size for start, size in larger if path.startswith(start))
        return max(fitting, default=LARGEST_REQUEST)

    return largest


def find_pages(app: Flask) -> Callable[[str], bool]:
    """Whether a path is of the pages: theirs is all that is under no other blueprint's name."""
    owners = {each.name: each.access for each in list_declared(app)}
    others = {
        _first_part(rule.rule)
        for rule in app.url_map.iter_rules()
        if owners.get(rule.endpoint.rpartition(".")[0]) is not Caller.PEOPLE
    }
    return lambda path: _first_part(path) not in others


def _first_part(path: str) -> str:
    return path.lstrip("/").partition("/")[0]


def _refuse_what_is_too_large(state: BlueprintSetupState) -> None:
    largest = _of(state).largest

    def not_too_large() -> None:
        if (request.content_length or 0) > largest:
            abort(413)
        if largest != LARGEST_REQUEST:
            request.max_content_length = request.max_form_memory_size = largest

    run_before(state, not_too_large)


def _admit_only_twilio(state: BlueprintSetupState) -> None:
    verifier: Verifier = state.app.extensions["verifier"]

    def only_twilio() -> None:
        if not verifier.is_from_twilio(request):
            abort(403)

    run_before(state, only_twilio)


def _wait_in_a_seat(state: BlueprintSetupState) -> None:
    access = _of(state).access
    share: Share = state.app.extensions["pages_share" if access is Caller.PEOPLE else "share"]
    is_stranger = access is Caller.ANYONE

    def takes() -> Response | None:
        try:
            share.take(stranger=is_stranger)
        except FullError:
            return _of(state).otherwise()
        return None

    def leaves(error: BaseException | None) -> None:
        share.leave()

    run_before(state, takes)
    state.app.teardown_request_funcs.setdefault(state.name, []).append(leaves)


def run_before(state: BlueprintSetupState, do: Callable[[], Response | None]) -> None:
    """Before each view, after what was so declared earlier."""
    state.app.before_request_funcs.setdefault(state.name, []).append(do)


def _of(state: BlueprintSetupState) -> Declared:
    if not isinstance(state.blueprint, DeclaredBlueprint):
        raise TypeError(f"{state.name} declares nothing")
    return state.blueprint.declared
