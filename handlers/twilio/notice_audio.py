"""`GET /spoken/<name>`: the audio of a notice, under a name that cannot be guessed."""

from flask import Response, abort, send_file
from sqlalchemy.exc import SQLAlchemyError

from centralino.switching.spoken_notices import TYPES, URL, SpokenNotices
from handlers.access import Caller, DeclaredBlueprint, blueprint_for
from handlers.database_share import FullError, Share

KEPT = 86_400  # seconds; what a name stands for never changes


def blueprint(notices: SpokenNotices, share: Share) -> DeclaredBlueprint:
    """Served with an ETag, by which Twilio keeps it. A seat is taken only for what has no copy."""
    spoken = blueprint_for("spoken", Caller.ANYONE)

    @spoken.get(f"{URL}<name>")
    def audio(name: str) -> Response:
        file = notices.copy(name)
        if file is None:
            try:
                with share.strangers_seat():
                    file = notices.file(name)
            except (FullError, SQLAlchemyError):
                abort(503)
        if file is None:
            abort(404)
        kind = TYPES[name.rpartition(".")[2]]
        return send_file(file.resolve(), mimetype=kind, conditional=True, max_age=KEPT)

    return spoken
