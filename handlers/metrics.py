"""`GET /metrics`: for Prometheus. Counts and states only: it names no caller."""

from http import HTTPStatus
from time import perf_counter

from flask import Response, g
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from centralino.clock import Clock
from centralino.metrics.families import exposition
from centralino.metrics.meter import Meter
from centralino.metrics.standing import Standings
from handlers.access import Caller, DeclaredBlueprint, blueprint_for


def blueprint(meter: Meter, standings: Standings, clock: Clock) -> DeclaredBlueprint:
    """Whichever process answers tells of all of them."""
    metrics = blueprint_for("metrics", Caller.ANYONE)

    @metrics.get("/metrics")
    def told() -> Response:
        body = exposition(meter.total(), standings.at(clock()))
        return Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return metrics


def timed(blueprint: DeclaredBlueprint, meter: Meter) -> DeclaredBlueprint:
    """The blueprint, each of its answers measured by its name; not those to strangers."""

    def begins() -> None:
        g.began = perf_counter()

    def ends(response: Response) -> Response:
        if response.status_code != HTTPStatus.FORBIDDEN:
            meter.took(blueprint.name, perf_counter() - g.began)
        return response

    blueprint.before_request(begins)
    blueprint.after_request(ends)
    return blueprint
