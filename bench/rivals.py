"""What Centralino's call path is measured against: the same webhook answered by less.

Each is a gunicorn application that answers `POST /voice`.
"""

from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from centralino.core.settings import Settings

SETTINGS = Settings()
MENU = (
    "Per le immatricolazioni, prema 1. Per tasse e contributi, prema 2. "
    "Per parlare con un operatore, prema 3."
)


def constant() -> Flask:
    """(a) A route that returns a constant, and checks nothing."""
    app, answer = Flask("constant"), _menu()

    @app.post("/voice")
    def voice() -> Response:
        return Response(answer, mimetype="text/xml")

    return app


def validated() -> Flask:
    """(b) The same behind twilio's RequestValidator: what any honest webhook costs at the least."""
    app, answer = Flask("validated"), _menu()
    validator = RequestValidator(SETTINGS.auth_token)

    @app.post("/voice")
    def voice() -> Response:
        _check(validator)
        return Response(answer, mimetype="text/xml")

    return app


def quickstart() -> Flask:
    """(c) The quickstart's pattern: the validator, and a VoiceResponse built for each request."""
    app = Flask("quickstart")
    validator = RequestValidator(SETTINGS.auth_token)

    @app.post("/voice")
    def voice() -> Response:
        _check(validator)
        return Response(_menu(), mimetype="text/xml")

    return app


def centralino() -> Flask:
    """(d) Centralino as it is deployed, its log going nowhere."""
    import app

    made: Flask = app.app
    return made


def _check(validator: RequestValidator) -> None:
    signature = request.headers.get("X-Twilio-Signature", "")
    if not validator.validate(request.url, request.form, signature):
        abort(403)


def _menu() -> str:
    response = VoiceResponse()
    gather = response.gather(num_digits=1, action="/voice/menu", method="POST", timeout=5)
    gather.say(MENU, voice="Polly.Bianca-Neural", language="it-IT")
    response.redirect("/voice/menu", method="POST")
    return str(response)
