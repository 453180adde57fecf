"""A WSGI application that tells what reached it, for trying the server underneath."""

import json
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

LARGE = 6_000_000  # bytes, more than any socket's buffers take
PIECE = b"0123456789" * 10_000


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/slow/<seconds>`, `/file` and `/made` (both large), `/broken`; all else is told."""
    path = environ["PATH_INFO"]
    if path.startswith("/slow/"):
        time.sleep(float(path.removeprefix("/slow/")))
    if path == "/file":
        start_response("200 OK", [("Content-Length", str(LARGE))])
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](Path("large").open("rb"))  # noqa: SIM115 - the server closes it
        return wrapped
    if path == "/made":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return (PIECE for _ in range(LARGE // len(PIECE)))
    if path == "/broken":
        start_response("200 OK", [("Content-Length", "10")])
        return _broken()
    told = json.dumps(_told(environ)).encode()
    start_response("200 OK", [("Content-Length", str(len(told)))])
    return [told]


def _told(environ: dict[str, Any]) -> dict[str, Any]:
    body = environ["wsgi.input"].read()
    return {
        "method": environ["REQUEST_METHOD"],
        "uri": environ["RAW_URI"],
        "length": len(body),
        "sha256": sha256(body).hexdigest(),
    }


def _broken() -> Iterable[bytes]:
    yield b"half"
    raise RuntimeError("an application that breaks in the middle of its answer")
