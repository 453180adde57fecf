"""A telephone: calls a virtual number as Twilio would, and tells what happened."""

from collections.abc import Callable

from centralino.core.texts import _
from centralino.simulator.call_clock import CallClock
from centralino.simulator.events import Ended, Event
from centralino.simulator.line import Line
from centralino.simulator.script import Default, Person, Role, Script
from centralino.simulator.simulated_call import CallOver, Identity, Number, SimulatedCall, new_sid
from centralino.simulator.transcript import Transcript, how_it_ended
from centralino.simulator.twiml import WebhookRequest
from centralino.simulator.verbs import follow

ACCOUNT = "AC" + "0" * 32
DOCUMENTS = 100


def _ignore(event: Event) -> None:
    """For whom only the transcript counts."""


class Telephone:
    """`clock` is the app's too, when it is in process. `person` decides what the script leaves
    open; `listen` hears each event as it happens; `documents` bounds a call that goes round."""

    def __init__(
        self,
        line: Line,
        script: Script | None = None,
        *,
        public_url: str,
        account: str = ACCOUNT,
        clock: CallClock | None = None,
        person: Person | None = None,
        listen: Callable[[Event], None] = _ignore,
        documents: int = DOCUMENTS,
        recording: str = "",
    ) -> None:
        self.recording = recording
        self.line, self.account, self.listen, self.documents = line, account, listen, documents
        self.script = script or Script()
        self.number = Number(public_url.rstrip("/"))
        self.clock = clock or CallClock()
        self.person = person or Default()

    def call(self, to: str, from_: str, sid: str | None = None) -> Transcript:
        """`to` is E.164; `from_` too, or what Twilio sends for a withheld one."""
        identity = Identity(sid or new_sid("CA"), self.account, from_, to, recording=self.recording)
        self.clock.elapsed = 0.0
        call = self._pick_up(identity)
        over = _until_over(call)
        ending = self._put_down(call, over)
        return Transcript(to, from_, identity.sid, self.clock.start, tuple(call.events), ending)

    def _pick_up(self, identity: Identity) -> SimulatedCall:
        return SimulatedCall(
            self.line,
            self.number,
            identity,
            Role(self.script, self.person),
            self.clock,
            self.listen,
            self.documents,
            self.script.hang_up_after,
        )

    def _put_down(self, call: SimulatedCall, over: CallOver) -> Ended:
        """Callbacks come after the call, the number's own status callback last."""
        how = how_it_ended(call.events, over)
        for request in call.afterwards:
            call.notify(request, "completed")
        status = _final_status(call, over)
        lasted = self.clock.elapsed - (call.answered_at or 0.0)
        duration = round(lasted) if status == "completed" else 0
        call.notify(WebhookRequest(self.number.status, {"CallDuration": str(duration)}), status)
        for what in call.role.unused():
            call.warn(_("told, but never needed: {what}", what=what))
        return call.emit(Ended(how, round(self.clock.elapsed, 1), over.by, over.reason))


def _until_over(call: SimulatedCall) -> CallOver:
    try:
        follow(call, WebhookRequest(call.number.voice))
    except CallOver as over:
        return over


def _final_status(call: SimulatedCall, over: CallOver) -> str:
    if call.answered_at is not None:
        return "completed"
    return "busy" if over.how == "rejected" else "no-answer"
