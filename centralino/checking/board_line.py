"""A line straight to a switchboard, without a web app between: for flows not yet served."""

from collections.abc import Mapping

import structlog

from centralino.calls import urls
from centralino.calls.caller_input import CallerInput
from centralino.calls.urls import StepPlace
from centralino.core.clock import Clock
from centralino.flows.flow import Flow
from centralino.simulator import HttpAnswer
from centralino.switchboard.switchboard import Switchboard

PUBLIC_URL = "http://switchboard.invalid"
XML = "text/xml; charset=utf-8"
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response />'
log = structlog.get_logger(__name__)


class BoardLine:
    """Posts the webhooks of calls to what would answer them behind the web app."""

    def __init__(self, board: Switchboard, clock: Clock) -> None:
        self.board, self.clock = board, clock

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> HttpAnswer:
        """Callbacks are taken without a word."""
        place = urls.read_place(url)
        if method != "POST" or place is None:
            return HttpAnswer(200, XML, EMPTY)
        flow = self.board.find(place.number or form["To"]) or self.board.house.own
        return HttpAnswer(200, XML, self._twiml(flow, form, place).encode())

    def _twiml(self, flow: Flow, form: Mapping[str, str], place: StepPlace) -> str:
        """After a fault of ours, what callers would hear then."""
        given = CallerInput.read(form, urls.read_part(place.query))
        try:
            call = urls.read_call(form, place.query, self.clock())
            call_state = urls.read_state(place.query)
            return self.board.answer(flow, call, place.step, call_state, given).twiml
        except Exception:
            log.exception("a call meets a fault", number=flow.slug, step=place.step)
            return self.board.help(flow, urls.read_language(place.query))
