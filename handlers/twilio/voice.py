"""The call path: a call comes in, and whatever its caller or a telephone answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter

import structlog
from flask import Response, request
from werkzeug.routing import BaseConverter

from centralino.calls import urls
from centralino.calls.call import Call
from centralino.calls.call_log import PROBE, CallLog, Learned
from centralino.calls.caller_input import CallerInput
from centralino.core.clock import Clock
from centralino.core.numbers import mask_number
from centralino.flows import kinds
from centralino.flows.flow import Flow
from centralino.flows.walk import Answer
from centralino.metrics.meter import Meter
from centralino.switchboard.switchboard import Switchboard
from handlers.access import Caller, DeclaredBlueprint, blueprint_for

log = structlog.get_logger()


def blueprint(
    board: Switchboard, call_log: CallLog, clock: Clock, meter: Meter | None = None
) -> DeclaredBlueprint:
    """`POST /voice`, `POST /voice/<number>/<step>` and `/voice/fallback`; and whatever else Twilio
    signs below /voice: somebody is on the line there too.
    """
    voice = blueprint_for("voice", Caller.TWILIO)
    desk = VoiceViews(board, call_log, clock, meter or Meter())
    voice.add_url_rule(urls.VOICE, "arrives", desk.arrives, methods=["POST"])
    voice.add_url_rule(f"{urls.VOICE}/<number>/<step>", "answers", desk.answers, methods=["POST"])
    voice.record_once(lambda state: state.app.url_map.converters.update(anything=Anything))
    rest = f"{urls.VOICE}/<anything:rest>"
    voice.add_url_rule(rest, "strays", desk.strays, methods=["POST"], merge_slashes=False)
    voice.add_url_rule(urls.FALLBACK, "falls_back", desk.falls_back, methods=["GET", "POST"])
    return voice


class Anything(BaseConverter):
    """The rest of a path, slashes and all; or nothing."""

    part_isolating = False
    regex = ".*?"


@dataclass(frozen=True)
class VoiceViews:
    """Answers Twilio. A fault of ours is logged, and its caller still helped."""

    board: Switchboard
    call_log: CallLog
    clock: Clock
    meter: Meter

    def arrives(self) -> Response:
        return self.respond(request.form.get("To", ""), "")

    def answers(self, number: str, step: str) -> Response:
        return self.respond(number, step)

    def strays(self, rest: str) -> Response:
        """No step has such a name: the call begins again, as for a step that is no more."""
        number, _, step = rest.partition("/")
        log.error("webhook of no step", number=number, step=step)
        return self.respond(number, step)

    def falls_back(self) -> Response:
        """Twilio could not use our last answer, and says which and why."""
        values = request.values
        self.meter.fault("fallback")
        log.error(
            "Twilio could not use an answer",
            call_sid=values.get("CallSid", ""),
            error_code=values.get("ErrorCode"),
            error_url=values.get("ErrorUrl", "").partition("?")[0],
        )
        flow = self.board.find(values.get("To", ""))
        return twiml(self.board.help(flow, urls.read_language_of(values.get("ErrorUrl", ""))))

    def respond(self, number: str, step: str) -> Response:
        started, form = perf_counter(), request.form
        flow = self.board.find(number)
        try:
            call = urls.read_call(form, request.args if step else {}, self.clock())
            if flow is None:
                self.meter.fault("no flow")
                log.error("no flow for this number", call_sid=call.sid, number=number[:32])
                return twiml(self.answer(self.board.house.own, step, call).twiml)
            answer = self.answer(flow, step, call)
        except Exception:
            self.meter.fault("exception")
            log.exception("webhook failed", call_sid=form.get("CallSid", ""), step=step)
            return twiml(self.board.help(flow, urls.read_language(request.args)))
        response = twiml(answer.twiml)
        response.call_on_close(lambda: self.close(flow, step, call, answer, started))
        return response

    def answer(self, flow: Flow, step: str, call: Call) -> Answer:
        if not step:
            return self.board.answer(flow, call)
        query = request.args
        given = CallerInput.read(request.form, urls.read_part(query))
        return self.board.answer(flow, call, step, urls.read_state(query), given)

    def close(self, flow: Flow, step: str, call: Call, answer: Answer, started: float) -> None:
        """After the answer has gone: log it, count it, note it. A probe is only logged."""
        seconds = perf_counter() - started
        self.tell(flow, step, call, answer, seconds)
        if call.sid == PROBE:
            return
        self.meter.webhook(flow.slug, step, seconds, answer.ending)
        for result in find_results(answer.outcomes):
            self.meter.leg(flow.slug, result)
        self.note(flow, step, call, answer)

    def tell(self, flow: Flow, step: str, call: Call, answer: Answer, seconds: float) -> None:
        log.info(
            "webhook",
            call_sid=call.sid,
            number=flow.slug,
            step=step,
            path=answer.path,
            ending=answer.ending,
            caller=mask_number(call.caller or ""),
            ms=round(seconds * 1000, 2),
        )
        for failure in answer.failures:
            log.warning("step failed", call_sid=call.sid, number=flow.slug, failure=failure)

    def note(self, flow: Flow, step: str, call: Call, answer: Answer) -> None:
        last = answer.path[-1] if answer.path else step
        self.call_log.note(
            Learned(
                call_sid=call.sid,
                number=flow.slug,
                caller=call.caller,
                at=call.now,
                step=last,
                trail=answer.trail,
                language=answer.language,
                ending=answer.ending,
                helped=answer.helped,
                was_open=None if step else self.board.is_open(flow, call.now),
            )
        )


def find_results(outcomes: Iterable[str]) -> list[str]:
    """What came of ringing or waiting, among what was remembered: `busy` of `busy@0577235020`."""
    known = kinds.results()
    return [result for outcome in outcomes if (result := outcome.partition("@")[0]) in known]


def twiml(document: str) -> Response:
    return Response(document, content_type="text/xml; charset=utf-8")
