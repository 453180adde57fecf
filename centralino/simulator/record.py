"""What the caller leaves: <Record>."""

from email.utils import format_datetime
from typing import Literal

from centralino.core.texts import _
from centralino.simulator import pace
from centralino.simulator.events import CALLER, Beeped, Recorded, Silent
from centralino.simulator.script import Message
from centralino.simulator.simulated_call import CallOver, SimulatedCall, new_sid
from centralino.simulator.twiml import TwimlDocument, Verb, WebhookRequest

SILENCE, LONGEST, ANY_KEY = 5, 3600, "1234567890*#"

Stop = Literal["silence", "key", "hangup", "limit"]


def record(call: SimulatedCall, verb: Verb, document: TwimlDocument) -> WebhookRequest | None:
    """None: nothing was recorded, and the next verb runs."""
    call.answer()
    if verb.get("playBeep", "true") != "false":
        call.emit(Beeped())
        call.spend(pace.BEEP)
    message = call.role.message()
    stopped_by, seconds = _stop(call, verb, message)
    if seconds == 0:
        _nothing(call, verb, document, message, stopped_by)
        return None
    return _recorded(call, verb, document, message, stopped_by, seconds)


def _stop(call: SimulatedCall, verb: Verb, message: Message) -> tuple[Stop, int]:
    """What ends the recording, and the whole seconds that it holds."""
    limit = min(message.seconds, verb.integer("maxLength", LONGEST))
    if call.patience_left() <= limit:
        return "hangup", int(call.patience_left())
    if message.seconds > limit:
        return "limit", int(limit)
    if message.then == "hangup":
        return "hangup", int(limit)
    if message.then in verb.get("finishOnKey", ANY_KEY):
        return "key", int(limit)
    if message.then != "silence":
        call.warn(_("the key {key} does not end this recording: silence does", key=message.then))
    return "silence", int(limit)


def _nothing(
    call: SimulatedCall, verb: Verb, document: TwimlDocument, message: Message, stopped_by: Stop
) -> None:
    _announce(call, verb, document, {"RecordingSid": new_sid("RE")}, "absent")
    if stopped_by == "hangup":
        raise CallOver(CALLER)
    silence, began = verb.integer("timeout", SILENCE), call.clock.elapsed
    if stopped_by == "silence":
        call.spend(silence)
    call.emit(Silent(silence, assumed=message.assumed), began)


def _recorded(
    call: SimulatedCall,
    verb: Verb,
    document: TwimlDocument,
    message: Message,
    stopped_by: Stop,
    seconds: int,
) -> WebhookRequest:
    began, started, sid = call.clock.elapsed, call.clock(), call.identity.recording or new_sid("RE")
    account = call.identity.account
    url = f"https://api.twilio.com/2010-04-01/Accounts/{account}/Recordings/{sid}"
    told = {"RecordingSid": sid, "RecordingUrl": url, "RecordingDuration": str(seconds)}
    call.clock.advance(seconds)
    request = document.request(verb, **told, **_digits(message, stopped_by))
    callback = verb.get("recordingStatusCallback")
    callback = document.resolve(callback) if callback else ""
    call.emit(Recorded(seconds, stopped_by, sid, request.url, callback, message.assumed), began)
    start = {"RecordingStartTime": format_datetime(started), "RecordingChannels": "1"}
    for status in ("in-progress", "completed"):
        _announce(call, verb, document, told | start, status)
    if stopped_by == "hangup":
        call.notify(request, "completed")
        raise CallOver(CALLER)
    if stopped_by == "silence":
        call.spend(verb.integer("timeout", SILENCE))
    return request


def _digits(message: Message, stopped_by: Stop) -> dict[str, str]:
    if stopped_by == "hangup":
        return {"Digits": "hangup"}
    return {"Digits": message.then} if stopped_by == "key" else {}


def _announce(
    call: SimulatedCall, verb: Verb, document: TwimlDocument, told: dict[str, str], status: str
) -> None:
    """For after the call: callbacks come when the audio is ready, and only those asked for."""
    asked = verb.get("recordingStatusCallbackEvent", "completed").split()
    if not verb.get("recordingStatusCallback") or status not in asked:
        return
    form = told | {"RecordingStatus": status, "RecordingSource": "RecordVerb"}
    call.afterwards.append(document.request(verb, "recordingStatusCallback", **form))
