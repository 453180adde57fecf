"""`GET /metrics`: for Prometheus. Counts and states only: it names no caller."""

from datetime import datetime
from http import HTTPStatus
from time import perf_counter

from flask import Response, g
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from centralino.core.clock import Clock
from centralino.metrics.families import exposition
from centralino.metrics.gauges import Gauge, Standings
from centralino.metrics.meter import Meter
from handlers.access import Caller, DeclaredBlueprint, blueprint_for
from handlers.database_share import FullError, Share

STRANGERS = (HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def blueprint(meter: Meter, standings: Standings, clock: Clock, share: Share) -> DeclaredBlueprint:
    """Whichever process answers tells of all of them.

    It takes a seat by itself: with none left, all that needs no database is told.
    """
    metrics = blueprint_for("metrics", Caller.ANYONE)

    @metrics.get("/metrics")
    def told() -> Response:
        body = exposition(meter.total(), standing(standings, clock(), share))
        return Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return metrics


def standing(standings: Standings, now: datetime, share: Share) -> list[Gauge]:
    try:
        with share.strangers_seat():
            return list(standings.at(now))
    except FullError:
        return list(standings.without_database(now))


def measure_blueprint(blueprint: DeclaredBlueprint, meter: Meter) -> DeclaredBlueprint:
    """The blueprint, each of its answers measured by its name; not those to strangers."""

    def begins() -> None:
        g.began = perf_counter()

    def ends(response: Response) -> Response:
        if response.status_code not in STRANGERS:
            meter.took(blueprint.name, perf_counter() - g.began)
        return response

    blueprint.before_request(begins)
    blueprint.after_request(ends)
    return blueprint
