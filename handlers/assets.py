"""What Twilio and browsers fetch as it lies there: audio, fallback TwiML, the look of pages."""

import json
import mimetypes
from functools import cache
from pathlib import Path

from flask import Response, request, send_from_directory
from werkzeug.security import safe_join

from handlers.access import Caller, DeclaredBlueprint, blueprint_for

ROOT = Path(__file__).resolve().parent.parent / "static"
BUILT = "built/"
"""Made by `python -m tools.assets`: each name has the hash of what is in it."""
GZIPPED = ".gz"
KEPT = 3600  # seconds; Twilio keeps audio by ETag and Last-Modified beyond that
A_YEAR = 365 * 24 * 3600


def blueprint(root: Path = ROOT) -> DeclaredBlueprint:
    """`GET /static/...`."""
    assets = blueprint_for("assets", Caller.ANYONE)

    @assets.get("/static/<path:name>")
    def asset(name: str) -> Response:
        if not name.startswith(BUILT):
            return send_from_directory(root, name, max_age=KEPT)
        found = send_built(root, name)
        found.cache_control.immutable = True
        return found

    return assets


def send_built(root: Path, name: str) -> Response:
    """Compressed, if it was so laid beside and the browser takes it. Aborts with 404."""
    kind = mimetypes.guess_type(name)[0]
    pressed = safe_join(str(root), name + GZIPPED)
    if pressed is None or not Path(pressed).is_file():
        return send_from_directory(root, name, max_age=A_YEAR)
    if request.accept_encodings.quality("gzip") > 0:
        found = send_from_directory(root, name + GZIPPED, mimetype=kind, max_age=A_YEAR)
        found.content_encoding = "gzip"
    else:
        found = send_from_directory(root, name, max_age=A_YEAR)
    found.vary.add("Accept-Encoding")
    return found


def find_asset(name: str, root: Path = ROOT) -> str | None:
    """The path of what was built under a name, like `pages.css`; None where nothing was."""
    built = manifest(root)
    return f"/static/{BUILT}{built[name]}" if name in built else None


@cache
def manifest(root: Path) -> dict[str, str]:
    """What was built, by name, as it was when it was first asked for."""
    try:
        names: dict[str, str] = json.loads((root / BUILT / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return names
