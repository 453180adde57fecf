"""Signing in by the organisation's own OpenID provider: code flow with PKCE, state and nonce."""

from collections.abc import Mapping
from typing import Any, cast

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app, session
from joserfc.errors import JoseError
from requests import RequestException

from centralino.core.addresses import is_email
from centralino.core.settings import Settings
from centralino.people.signed_in import SignedIn, SignInMeans
from handlers.access import DeclaredBlueprint
from handlers.pages.admission import SIGN_IN, made_here, pages_blueprint
from handlers.pages.page_services import page_services
from handlers.pages.rendering import render
from handlers.pages.sign_in import begin
from handlers.pages.view_access import ANYONE, open_to

NAME = "provider"
EXTENSION = "openid_provider"
PATIENCE = 5.0  # seconds for each of its answers
MOST_GROUPS = 500
LONGEST_GROUP = 200  # characters
BEGUN = f"_state_{NAME}_"
"""What begins Authlib's keys in the form's cookie, which would overflow with several."""
log = structlog.get_logger(__name__)


class ProviderError(RuntimeError):
    """The provider says what it may not, or not what it must."""


FAILURES = (AuthlibBaseError, JoseError, RequestException, ProviderError, ValueError, KeyError)


def blueprint() -> DeclaredBlueprint:
    """`/sign-in/provider`, where one is set, and the way back from it."""
    pages = pages_blueprint("provider", __name__)
    pages.add_url_rule(f"{SIGN_IN}/provider", "go_there", go_there, methods=["GET"])
    pages.add_url_rule(f"{SIGN_IN}/provider/back", "come_back", come_back, methods=["GET"])
    return pages


def set_up_provider(app: Flask, settings: Settings) -> None:
    """Nothing is fetched before somebody signs in."""
    if not settings.has_provider:
        return
    app.extensions[EXTENSION] = OAuth(app).register(
        NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


@open_to(ANYONE)
def go_there() -> Response:
    """By GET: a form that led to another host would be held back by our own policy."""
    for key in [each for each in session if each.startswith(BEGUN)]:
        session.pop(key)
    try:
        provider = _provider()
        _check_issuer(provider.load_server_metadata())
        back = f"{page_services().settings.public_url}{SIGN_IN}/provider/back"
        return made_here(provider.authorize_redirect(back))
    except FAILURES as error:
        return _failed(error)


@open_to(ANYONE)
def come_back() -> Response:
    """Who the provider says it is; a session only for a verified address with a role."""
    try:
        claims = _claims()
        person = person_of(claims)
    except FAILURES as error:
        return _failed(error)
    if person is None:
        log.info("signing in refused: no verified address")
        return render("unverified.html", 403)
    return begin(person)


def person_of(claims: Mapping[str, Any]) -> SignedIn | None:
    """None unless the provider has verified the address."""
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str):
        return None
    if not is_email(address):
        return None
    return SignedIn(address.lower(), SignInMeans.PROVIDER, groups_of(claims.get("groups")))


def groups_of(told: object) -> tuple[str, ...]:
    """Their names: a list of texts, or one text; what is neither names no group."""
    named = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    found = (each for each in named if isinstance(each, str) and len(each) <= LONGEST_GROUP)
    return tuple(dict.fromkeys(found))[:MOST_GROUPS]


def _claims() -> dict[str, Any]:
    """Of the ID token, whose signature, issuer, audience, times and nonce Authlib has checked; what
    that lacks, of the user's endpoint, if it is the same user."""
    provider = _provider()
    token = provider.authorize_access_token()
    claims = dict(token.get("userinfo") or {})
    if not claims.get("sub"):
        raise ProviderError("no ID token")
    if {"email", "email_verified", "groups"} <= claims.keys():
        return claims
    if not provider.load_server_metadata().get("userinfo_endpoint"):
        return claims
    more = dict(provider.userinfo(token=token))
    if more.get("sub") != claims["sub"]:
        raise ProviderError("the user's endpoint tells of another user")
    return {**more, **claims}


def _check_issuer(metadata: Mapping[str, Any]) -> None:
    """OpenID Connect Discovery 1.0, 4.3."""
    if str(metadata.get("issuer", "")).rstrip("/") != _issuer():
        raise ProviderError("it calls itself by another name than OIDC_ISSUER")


def _issuer() -> str:
    return page_services().settings.oidc_issuer.rstrip("/")


def _provider() -> Any:
    found = current_app.extensions.get(EXTENSION)
    if found is None:
        raise ProviderError("none is set")
    return cast(Any, found)


def _failed(error: Exception) -> Response:
    """Its answer may name people: only its kind is logged, and our own words."""
    why = str(error) if isinstance(error, ProviderError) else getattr(error, "error", "")
    log.warning("signing in by the provider failed", error=type(error).__name__, why=str(why)[:100])
    return render("provider_failed.html", 502)
