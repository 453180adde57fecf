"""The service line's webhooks: its conversation, and what was recorded on it."""

from dataclasses import dataclass

import structlog
from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError

from centralino.calls import urls
from centralino.calls.caller_input import CallerInput, recording_of
from centralino.core.clock import Clock
from centralino.core.input_errors import InputError
from centralino.store.store import StoreNotReadyError
from centralino.switching.service_line.all_lines import TrialLines
from centralino.switching.service_line.recorder import Recorder
from centralino.twilio.api import NoAccountError, is_sid
from centralino.twilio.errors import AccountError
from handlers.access import Caller, DeclaredBlueprint, Resource, blueprint_for
from handlers.twilio.voice import twiml

log = structlog.get_logger()


def blueprint(room: TrialLines, recorder: Recorder, clock: Clock) -> DeclaredBlueprint:
    """`POST /voice/control/<number>`, and what its recordings call back."""
    lines = Lines(room, recorder, clock)
    control = blueprint_for(
        "control", Caller.TWILIO, uses=Resource.DATABASE, otherwise=lines.declines
    )
    path = f"{urls.SERVICE_LINE}/<number>"
    control.add_url_rule(path, "answers", lines.answers, methods=["POST"])
    control.add_url_rule(f"{path}/recorded", "recorded", lines.recorded, methods=["POST"])
    return control


@dataclass(frozen=True)
class Lines:
    """Answers for the service lines. With the database away nothing is switched, and it is told."""

    room: TrialLines
    recorder: Recorder
    clock: Clock

    def answers(self, number: str) -> Response:
        line = self.room.line(number)
        if line is None:
            log.error("no service line", call_sid=request.form.get("CallSid", ""), number=number)
            return twiml(self.room.help())
        call = urls.read_call(request.form, {}, self.clock())
        place = urls.read_line_state(request.args)
        try:
            return twiml(line.answer(call, place, CallerInput.read(request.form)))
        except (SQLAlchemyError, StoreNotReadyError) as error:
            log.error("nothing switched", call_sid=call.sid, error=type(error).__name__)
        except Exception:
            log.exception("service line failed", call_sid=call.sid, part=place.part)
        return twiml(line.failed(call))

    def declines(self) -> Response:
        """With the database stuck: who calls hears that nothing was switched."""
        if request.endpoint == "control.recorded":
            return Response(status=500)
        line = self.room.line((request.view_args or {})["number"])
        if line is None:
            return twiml(self.room.help())
        call = urls.read_call(request.form, {}, self.clock())
        log.error("nothing switched", call_sid=call.sid, error="no thread left to wait")
        return twiml(line.failed(call))

    def recorded(self, number: str) -> Response:
        """204 once the audio is ours; 500, and Twilio tries again, while it cannot be had."""
        sid = recording_of(request.form)
        if self.room.line(number) is None or not is_sid(sid, "RE"):
            return Response(status=204)
        told = log.bind(call_sid=request.form.get("CallSid", "")[:34], recording=sid)
        try:
            self.recorder.keep(sid, self.clock())
        except (AccountError, SQLAlchemyError, StoreNotReadyError) as error:
            told.warning("notice not fetched yet", error=type(error).__name__)
            return Response(status=500)
        except (InputError, NoAccountError) as error:
            told.error("notice cannot be fetched", error=str(error))
        return Response(status=204)
