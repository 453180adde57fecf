"""One call in progress: its identity, its time, its webhooks, and what has happened so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar
from uuid import uuid4

from centralino.calls import urls
from centralino.core.texts import _
from centralino.simulator.call_clock import CallClock
from centralino.simulator.events import (
    CALLER,
    SWITCHBOARD,
    Event,
    Failed,
    How,
    Party,
    Spoke,
    Warned,
    Webhook,
)
from centralino.simulator.line import HttpAnswer, Line, UnreachableError, under
from centralino.simulator.script import Role
from centralino.simulator.twiml import (
    CONNECTION,
    RETRIEVAL,
    TwimlDocument,
    UnusableError,
    WebhookRequest,
    read_twiml,
)

E = TypeVar("E", bound=Event)

FAULT_MESSAGE = "We are sorry, an application error has occurred. Goodbye."


class CallOver(Exception):  # noqa: N818 -- a call that ends is no error
    """The call ends here. `how` None: what happened before says how it ended."""

    def __init__(self, by: Party = SWITCHBOARD, how: How | None = None, reason: str = "") -> None:
        super().__init__(reason)
        self.by, self.how, self.reason = by, how, reason


def new_sid(prefix: str) -> str:
    return prefix + uuid4().hex


@dataclass(frozen=True)
class Identity:
    """What every webhook of a leg says of it; `recording` is the SID of what is recorded on it."""

    sid: str
    account: str
    from_: str
    to: str
    direction: str = "inbound"
    parent: str = ""
    recording: str = ""

    def parameters(self, status: str) -> dict[str, str]:
        told = {
            "CallSid": self.sid,
            "AccountSid": self.account,
            "From": self.from_,
            "To": self.to,
            "Caller": self.from_,
            "Called": self.to,
            "CallStatus": status,
            "Direction": self.direction,
            "ApiVersion": "2010-04-01",
        }
        return told | ({"ParentCallSid": self.parent} if self.parent else {})


@dataclass(frozen=True)
class Number:
    """How a virtual number is configured at Twilio."""

    public_url: str

    @property
    def voice(self) -> str:
        return self.public_url + urls.VOICE

    @property
    def fallback(self) -> str:
        return self.public_url + urls.FALLBACK

    @property
    def status(self) -> str:
        return self.public_url + urls.STATUS


class SimulatedCall:
    def __init__(
        self,
        line: Line,
        number: Number,
        identity: Identity,
        role: Role,
        clock: CallClock,
        listen: Callable[[Event], None],
        documents: int,
        patience: float | None,
    ) -> None:
        self.line, self.number, self.identity, self.role = line, number, identity, role
        self.clock, self.listen, self.patience = clock, listen, patience
        self.documents_left = self.documents_allowed = documents
        self.events: list[Event] = []
        self.answered_at: float | None = None
        self.afterwards: list[WebhookRequest] = []

    def emit(self, event: E, began: float | None = None) -> E:
        """Keeps it, dated by when it began but never before the one it follows, and tells it."""
        at = self.clock.elapsed if began is None else began
        before = self.events[-1].at if self.events else 0.0
        dated = replace(event, at=max(round(at, 1), before))
        self.events.append(dated)
        self.listen(dated)
        return dated

    def warn(self, text: str) -> None:
        self.emit(Warned(text))

    def answer(self) -> None:
        """From here the caller hears something, and pays."""
        if self.answered_at is None:
            self.answered_at = self.clock.elapsed

    def spend(self, seconds: float) -> None:
        """Lets time pass; raises CallOver when the caller's patience ends within it."""
        left = self.patience_left()
        self.clock.advance(min(seconds, left))
        if seconds >= left:
            raise CallOver(CALLER)

    def patience_left(self) -> float:
        if self.patience is None:
            return float("inf")
        return max(self.patience - self.clock.elapsed, 0.0)

    @property
    def status(self) -> str:
        return "ringing" if self.answered_at is None else "in-progress"

    def document(self, request: WebhookRequest) -> TwimlDocument:
        """What Twilio would go on with: the answer, or the fallback URL's, or a fault message."""
        try:
            return self.fetch(request, self.identity, self.status)
        except UnusableError as fault:
            self.fail(fault)
            told = {"ErrorCode": str(fault.code), "ErrorUrl": fault.url}
        try:
            fallback = WebhookRequest(self.number.fallback, request.form | told)
            return self.fetch(fallback, self.identity, self.status)
        except UnusableError as fault:
            self.fail(fault)
            self.emit(Spoke(FAULT_MESSAGE, "en-US", _("Twilio's own")))
            raise CallOver(
                how="fault", reason=_("neither the app nor its fallback helped")
            ) from None

    def fetch(self, request: WebhookRequest, identity: Identity, status: str) -> TwimlDocument:
        """Raises UnusableError for what Twilio cannot use."""
        self._count(request)
        if not under(self.number.public_url, request.url):
            self.refuse(_("{url} is another server's", url=request.url))
        answer = self.post(request, identity, status)
        return read_twiml(request.url, answer)

    def _count(self, request: WebhookRequest) -> None:
        if self.documents_left == 0:
            reason = _(
                "{count} documents without an end; the last is {url}",
                count=self.documents_allowed,
                url=request.url,
            )
            raise CallOver(how="loop", reason=reason)
        self.documents_left -= 1

    def refuse(self, what: str) -> NoReturn:
        raise CallOver(how="not simulated", reason=_("not simulated: {what}", what=what))

    def fail(self, fault: UnusableError) -> None:
        self.emit(Failed(fault.code, fault.url, fault.reason))

    def post(self, request: WebhookRequest, identity: Identity, status: str) -> HttpAnswer:
        """Raises UnusableError when nothing answers."""
        form = identity.parameters(status) | request.form
        answer = HttpAnswer(0, "", b"")
        try:
            answer = self.line.post(request.url, form, request.method)
        except UnreachableError as error:
            raise UnusableError(CONNECTION, request.url, str(error)) from None
        finally:
            body = answer.body.decode("utf-8", "replace")
            kind = answer.content_type
            self.emit(Webhook(request.method, request.url, form, answer.status, kind, body))
        return answer

    def notify(self, request: WebhookRequest, status: str) -> None:
        """A callback, whose answer only says whether it was taken."""
        if not under(self.number.public_url, request.url):
            self.warn(_("a callback to another server is not simulated: {url}", url=request.url))
            return
        try:
            answer = self.post(request, self.identity, status)
        except UnusableError as fault:
            self.fail(fault)
            return
        if not 200 <= answer.status < 300:
            reason = _(
                "the callback was answered {status}: Twilio takes it as not received",
                status=answer.status,
            )
            self.fail(UnusableError(RETRIEVAL, request.url, reason))
