"""A WSGI app that answers each path with what it was given, and keeps what it was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twilio.request_validator import RequestValidator
from werkzeug.wrappers import Request, Response

from centralino.simulator import (
    CallClock,
    Event,
    InProcess,
    Person,
    Telephone,
    Transcript,
    script_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PUBLIC_URL = "https://switchboard.example.org"
TOKEN = "a token"
NUMBER, CALLER = "+390577235501", "+393330000000"
FIRST, SECOND = "+390577235010", "+390577235011"


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    query: str
    form: dict[str, str]


class LittleApp:
    """Paths that were given nothing answer 404; callbacks are taken. Refuses wrong signatures."""

    def __init__(self, public_url: str = PUBLIC_URL) -> None:
        self.public_url = public_url
        self.answers: dict[str, list[Response]] = {}
        self.received: list[Received] = []
        self.on("/voice/status", Response(status=204))

    def on(self, path: str, *answers: "str | Response") -> "LittleApp":
        """One answer after the other, the last for good; text is the inside of a <Response>."""
        self.answers[path] = [a if isinstance(a, Response) else twiml(a) for a in answers]
        return self

    def sent(self, path: str) -> list[Received]:
        return [received for received in self.received if received.path == path]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "Iterable[bytes]":
        request = Request(environ)
        query = request.query_string.decode()
        form = request.form.to_dict()
        self.received.append(Received(request.method, request.path, query, form))
        return self._answer(request, query)(environ, start_response)

    def _answer(self, request: Request, query: str) -> Response:
        url = self.public_url + request.path + (f"?{query}" if query else "")
        signature = request.headers.get("X-Twilio-Signature", "")
        if not RequestValidator(TOKEN).validate(url, request.form, signature):
            return Response("signature", 403)
        answers = self.answers.get(request.path, [Response("nothing here", 404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


def twiml(inside: str) -> Response:
    document = f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'
    return Response(document, content_type="text/xml")


def ring(
    app: LittleApp,
    *,
    press: str | None = None,
    speak: str | None = None,
    dial: str | None = None,
    record: str | None = None,
    hang_up: str | None = None,
    from_: str = CALLER,
    clock: CallClock | None = None,
    person: Person | None = None,
    listen: Callable[[Event], None] | None = None,
    documents: int = 100,
) -> Transcript:
    return Telephone(
        InProcess(app, app.public_url, TOKEN),
        script_words.read_script(_one(press), _one(speak), _one(dial), _one(record), hang_up),
        public_url=app.public_url,
        clock=clock,
        person=person,
        listen=listen or (lambda event: None),
        documents=documents,
    ).call(NUMBER, from_)


def _one(word: str | None) -> list[str]:
    return [] if word is None else [word]
