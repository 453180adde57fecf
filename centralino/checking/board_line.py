"""A line straight to a switchboard, without a web app between: for flows not yet served."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urldefrag, urlsplit

import structlog

from centralino.calls.call_state import Memory
from centralino.calls.caller_input import Reply
from centralino.core import numbers
from centralino.core.clock import Clock
from centralino.flows.flow import Flow
from centralino.flows.turn import Call
from centralino.simulator import Answer
from centralino.switchboard.switchboard import Switchboard

PUBLIC_URL = "http://switchboard.invalid"
XML = "text/xml; charset=utf-8"
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response />'
log = structlog.get_logger(__name__)


class BoardLine:
    """Posts the webhooks of calls to what would answer them behind the web app."""

    def __init__(self, board: Switchboard, clock: Clock) -> None:
        self.board, self.clock = board, clock

    def post(self, url: str, form: Mapping[str, str], method: str = "POST") -> Answer:
        """Callbacks are taken without a word."""
        parts = urlsplit(urldefrag(url).url)
        place = unquote(parts.path).split("/")[1:]
        if method != "POST" or place[0] != "voice" or place[1:2] in (["status"], ["recordings"]):
            return Answer(200, XML, EMPTY)
        query = dict(parse_qsl(parts.query))
        number, step = place[1:3] if len(place) > 2 else (form["To"], "")
        flow = self.board.find(number) or self.board.house.own
        return Answer(200, XML, self._twiml(flow, form, query, step).encode())

    def _twiml(self, flow: Flow, form: Mapping[str, str], query: dict[str, str], step: str) -> str:
        """After a fault of ours, what callers would hear then."""
        reply = Reply.read(form, query.get("part", ""))
        try:
            call, memory = self._call(form, query), Memory.read(query)
            return self.board.answer(flow, call, step, memory, reply).twiml
        except Exception:
            log.exception("a call meets a fault", number=flow.slug, step=step)
            return self.board.help(flow)

    def _call(self, form: Mapping[str, str], query: Mapping[str, str]) -> Call:
        caller = query.get("caller", form.get("From", ""))
        sid = form.get("ParentCallSid", form["CallSid"])
        called = None if "caller" in query else numbers.caller(form.get("To", ""))
        return Call(sid, numbers.caller(caller), self.clock(), called)
