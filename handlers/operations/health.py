"""Whether the process lives, and whether it can serve."""

from flask import Response, jsonify

from centralino.switchboard.switchboard import Switchboard
from handlers.access import Caller, DeclaredBlueprint, blueprint_for


def blueprint(board: Switchboard) -> DeclaredBlueprint:
    """`GET /healthz` and `GET /readyz`."""
    health = blueprint_for("health", Caller.ANYONE)

    @health.get("/healthz")
    def alive() -> Response:
        return Response("alive\n", content_type="text/plain; charset=utf-8")

    @health.get("/readyz")
    def ready() -> tuple[Response, int]:
        """503 where no number is served; `degraded` where some file has errors."""
        report = board.report()
        return jsonify(report), 200 if report["numbers"] else 503

    return health
