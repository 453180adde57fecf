"""A stand-in for Twilio's REST API: a real server on this machine, scripted per recording.

`routes` takes more resources: a function of what is asked that answers, or None to pass.
"""

import json
import time
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, parse_qsl, urlsplit

from centralino.core.clock import utc_now

ACCOUNT = "AC" + "a" * 32
TOKEN = "the-account-token"
MP3 = b"ID3\x04\x00" + bytes(range(256)) * 16


@dataclass(frozen=True)
class Reply:
    """One answer. `lie` is a Content-Length other than the body's; `trickle` never ends it.

    `wait` is how many seconds it takes to come.
    """

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    lie: int | None = None
    trickle: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


@dataclass(frozen=True)
class Asked:
    """A request with good credentials: its path, query and form."""

    method: str
    path: str
    query: dict[str, list[str]]
    form: dict[str, str]


Route = Callable[[Asked], Reply | None]
NOT_FOUND = Reply(404, b'{"code": 20404}')
UNKNOWN = Reply(401, b'{"code": 20003, "message": "Authenticate", "status": 401}')


@dataclass
class Kept:
    """A recording as the account lists it."""

    sid: str
    call_sid: str
    taken_at: datetime
    seconds: int = 12
    source: str = "RecordVerb"
    status: str = "completed"
    encryption: dict[str, str] | None = None


@dataclass
class TwilioApi:
    """What the account holds, what was asked of it, and what it answers next.

    `odd` are entries that its list of recordings has besides. With two on a page, paging is always
    needed. Without `remembers`, what was asked is let go.
    """

    url: str = ""
    audio: bytes = MP3
    recordings: dict[str, Kept] = field(default_factory=dict)
    calls: dict[str, dict[str, str]] = field(default_factory=dict)
    scripts: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    outage: Reply | None = None
    asked: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    odd: list[object] = field(default_factory=list)
    on_a_page: int = 2
    remembers: bool = True
    lock: Lock = field(default_factory=Lock)

    def keep(self, sid: str, call_sid: str, **more: object) -> None:
        kept = Kept(sid, call_sid, utc_now())
        for name, value in more.items():
            setattr(kept, name, value)
        self.recordings[sid] = kept

    def answer(self, asked: Asked) -> Reply:
        with self.lock:
            if self.remembers:
                self.asked.append(f"{asked.method} {asked.path}")
            if self.outage:
                return self.outage
            name = asked.path.rpartition("/")[2].partition(".")[0]
            if asked.method == "GET" and self.scripts[name]:
                return self.scripts[name].pop(0)
            for route in self.routes:
                found = route(asked)
                if found is not None:
                    return found
            if f"/Accounts/{ACCOUNT}/" not in asked.path:
                return UNKNOWN
            return self._resource(asked.method, asked.path, name, asked.query)

    def _resource(self, method: str, path: str, name: str, query: dict[str, list[str]]) -> Reply:
        if method == "DELETE":
            self.deleted.append(name)
            known = self.recordings.pop(name, None) or self.calls.pop(name, None)
            return Reply(204) if known else NOT_FOUND
        if path.endswith("/Recordings.json"):
            return self._list(query)
        if name in self.calls:
            return Reply(body=json.dumps(self.calls[name]).encode())
        if path.endswith(f"/Recordings/{name}.json") and name in self.recordings:
            return Reply(body=json.dumps(listed(self.recordings[name])).encode())
        if path.endswith(".mp3") and name in self.recordings:
            return Reply(200, self.audio, "audio/mpeg")
        return NOT_FOUND

    def _list(self, query: dict[str, list[str]]) -> Reply:
        size = self.on_a_page
        since, start = query.get("DateCreated>", [""])[0], int(query.get("Page", ["0"])[0]) * size
        found = [
            one for one in list(self.recordings.values()) if f"{one.taken_at:%Y-%m-%d}" >= since
        ]
        following = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings.json?Page={start // size + 1}"
        page = {
            "recordings": [listed(one) for one in found[start : start + size]]
            + ([] if start else self.odd),
            "next_page_uri": following if len(found) > start + size else None,
        }
        return Reply(body=json.dumps(page).encode())


def listed(kept: Kept) -> dict[str, object]:
    return {
        "sid": kept.sid,
        "call_sid": kept.call_sid,
        "duration": str(kept.seconds),
        "status": kept.status,
        "source": kept.source,
        "date_created": format_datetime(kept.taken_at),
        "encryption_details": kept.encryption,
    }


class ApiServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, api: TwilioApi) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.api = api
        api.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a client that keeps its connection waits 40 ms each time
    server: ApiServer

    def respond(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        asked = Asked(self.command, parts.path, parse_qs(parts.query), form)
        self._write(self.server.api.answer(asked) if self._is_known() else UNKNOWN)

    do_GET = do_POST = do_DELETE = respond  # noqa: N815 -- http.server's names

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Not on the terminal."""

    def _is_known(self) -> bool:
        scheme, _, word = self.headers.get("Authorization", "").partition(" ")
        return scheme == "Basic" and b64decode(word) == f"{ACCOUNT}:{TOKEN}".encode()

    def _write(self, reply: Reply) -> None:
        time.sleep(reply.wait)
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("Content-Type", reply.kind)
        if reply.status != 204:
            length = 10**9 if reply.trickle else reply.lie
            self.send_header("Content-Length", str(length or len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)
        while reply.trickle:
            time.sleep(0.02)
            self.wfile.write(b"x")
        if reply.lie is not None:
            self.close_connection = True


@contextmanager
def twilio_api() -> Iterator[TwilioApi]:
    """An account's API, served until the end."""
    api = TwilioApi()
    server = ApiServer(api)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
