"""Who may call: every blueprint declares it here, and nothing is served that declares nothing."""

from enum import Enum

from flask import Blueprint, Flask, abort, request
from flask.sansio.blueprints import BlueprintSetupState

from handlers.signature import Verifier


class Caller(Enum):
    """Who may call the views of a blueprint."""

    TWILIO = "Twilio, by its signature"
    ANYONE = "anyone"


class DeclaredBlueprint(Blueprint):
    """A blueprint that says who may call it."""

    access: Caller


def blueprint_for(name: str, access: Caller, import_name: str = __name__) -> DeclaredBlueprint:
    """A blueprint whose requests come from `access` alone by the time a view sees them."""
    blueprint = DeclaredBlueprint(name, import_name)
    blueprint.access = access
    if access is Caller.TWILIO:
        blueprint.record_once(_admit_only_twilio)
    return blueprint


def undeclared(app: Flask) -> list[str]:
    """The endpoints of an app that no declared blueprint serves."""
    declared = [
        name for name, each in app.blueprints.items() if isinstance(each, DeclaredBlueprint)
    ]
    endpoints = [rule.endpoint for rule in app.url_map.iter_rules()]
    return [each for each in endpoints if each.rpartition(".")[0] not in declared]


def _admit_only_twilio(state: BlueprintSetupState) -> None:
    verifier: Verifier = state.app.extensions["verifier"]

    def only_twilio() -> None:
        if not verifier.is_from_twilio(request):
            abort(403)

    state.app.before_request_funcs.setdefault(state.name, []).append(only_twilio)
