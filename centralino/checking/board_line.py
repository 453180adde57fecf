"""A line straight to a switchboard, without a web app between: for flows not yet served."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urldefrag, urlsplit

from centralino import numbers
from centralino.memory import Memory
from centralino.reply import Reply
from centralino.simulator import Answer
from centralino.switchboard import Clock, Switchboard
from centralino.visit import Call

PUBLIC_URL = "http://switchboard.invalid"
XML = "text/xml; charset=utf-8"
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response />'


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
        answer = self.board.answer(
            flow,
            self._call(form, query),
            step,
            Memory.read(query),
            Reply.read(form, query.get("part", "")),
        )
        return Answer(200, XML, answer.twiml.encode())

    def _call(self, form: Mapping[str, str], query: Mapping[str, str]) -> Call:
        caller = query.get("caller", form.get("From", ""))
        sid = form.get("ParentCallSid", form["CallSid"])
        return Call(sid, numbers.caller(caller), self.clock())
