"""What Twilio and browsers fetch as it lies there: audio, fallback TwiML, assets of pages."""

from pathlib import Path

from flask import Response, send_from_directory

from handlers.access import Caller, DeclaredBlueprint, blueprint_for

ROOT = Path(__file__).resolve().parent.parent / "static"
KEPT = 3600  # seconds; Twilio keeps audio by ETag and Last-Modified beyond that


def blueprint(root: Path = ROOT) -> DeclaredBlueprint:
    """`GET /static/...`."""
    assets = blueprint_for("assets", Caller.ANYONE)

    @assets.get("/static/<path:name>")
    def asset(name: str) -> Response:
        return send_from_directory(root, name, max_age=KEPT)

    return assets
