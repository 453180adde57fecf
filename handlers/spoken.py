"""`GET /spoken/<name>`: the audio of a notice, under a name that cannot be guessed."""

from flask import Response, abort, send_file
from sqlalchemy.exc import SQLAlchemyError

from centralino.switching.spoken import TYPES, URL, SpokenNotices
from handlers.access import Caller, DeclaredBlueprint, blueprint_for

KEPT = 86_400  # seconds; what a name stands for never changes


def blueprint(notices: SpokenNotices) -> DeclaredBlueprint:
    """Served with an ETag, by which Twilio keeps it."""
    spoken = blueprint_for("spoken", Caller.ANYONE)

    @spoken.get(f"{URL}<name>")
    def audio(name: str) -> Response:
        try:
            file = notices.file(name)
        except SQLAlchemyError:
            abort(503)
        if file is None:
            abort(404)
        kind = TYPES[name.rpartition(".")[2]]
        return send_file(file.resolve(), mimetype=kind, conditional=True, max_age=KEPT)

    return spoken
