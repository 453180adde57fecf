"""`POST /voice/recordings`: a recording is ready, failed, or there is none."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError

from centralino.calls import urls
from centralino.calls.caller_input import recording_of
from centralino.core.clock import Clock
from centralino.delivery.delivery_limits import DeliveryLimits
from centralino.delivery.intake import Announced, TakesRecordings
from centralino.store.models import AudioState
from centralino.store.store import StoreNotReadyError
from centralino.twilio.api import is_sid
from handlers.access import Caller, DeclaredBlueprint, Resource, blueprint_for

FINAL = ("completed", "absent", "failed")
# twilio.com/docs/voice/tutorials/voice-recording-encryption
SEALED = ("EncryptionCek", "EncryptionIv", "EncryptionPublicKeySid", "EncryptionDetails")
log = structlog.get_logger()


def blueprint(
    intake: TakesRecordings, account_sid: str, clock: Clock, limits: DeliveryLimits
) -> DeclaredBlueprint:
    """Answers 204 once the recording is stored and its delivery enqueued, 500 if it could not be.

    The callback's URL asks Twilio to try again after a 500. What is no recording of ours gets 204
    too: another try would change nothing.
    """
    recordings = blueprint_for(
        "recordings", Caller.TWILIO, uses=Resource.DATABASE, otherwise=try_again
    )

    @recordings.post(urls.RECORDINGS)
    def ready() -> Response:
        form = request.form
        wrong = objection(form, account_sid)
        if wrong:
            log.warning(
                "recording callback ignored", why=wrong, call_sid=form.get("CallSid", "")[:34]
            )
            return Response(status=204)
        announced = read(form, request.args, clock(), limits)
        told = log.bind(call_sid=announced.call_sid, recording=announced.sid)
        try:
            is_new = intake.take(announced)
        except (SQLAlchemyError, StoreNotReadyError) as error:
            told.error("recording not stored", error=type(error).__name__)
            return try_again()
        told.info("recording taken in", is_new=is_new, audio=announced.audio.value)
        return Response(status=204)

    return recordings


def try_again() -> Response:
    return Response(status=500)


def objection(form: Mapping[str, str], account_sid: str) -> str:
    """Why this is no recording to take in; empty if it is one."""
    if form.get("RecordingStatus", "completed") not in FINAL:
        return "not final"
    if not is_sid(recording_of(form), "RE"):
        return "no recording SID"
    if not is_sid(form.get("CallSid", ""), "CA"):
        return "no call SID"
    return "" if form.get("AccountSid") == account_sid else "another account"


def read(
    form: Mapping[str, str], query: Mapping[str, str], now: datetime, limits: DeliveryLimits
) -> Announced:
    """What the callback tells; of RecordingUrl at most the SID. The query is ours, and signed."""
    told = urls.read_recording(query)
    return Announced(
        sid=recording_of(form),
        call_sid=form["CallSid"],
        number=told.number,
        caller=told.caller,
        at=now,
        seconds=length(form, limits),
        absent=form.get("RecordingStatus") == "absent",
        audio=told_of_audio(form),
        step=told.step,
        language=told.language,
        trail=told.trail,
        to=told.recipients,
        asked_at=told.asked_at,
        was_open=told.was_open,
    )


def told_of_audio(form: Mapping[str, str]) -> AudioState:
    if form.get("RecordingStatus") == "failed":
        return AudioState.FAILED
    return AudioState.ENCRYPTED if any(form.get(name) for name in SEALED) else AudioState.UNKNOWN


def length(form: Mapping[str, str], limits: DeliveryLimits) -> int | None:
    """Seconds, or None for what is no length: the recording is worth more than its metadata."""
    sent = form.get("RecordingDuration", "")
    is_length = sent.isascii() and sent.isdecimal() and len(sent) < 7
    if is_length and int(sent) <= limits.longest:
        return int(sent)
    log.warning(
        "recording of no sensible length",
        call_sid=form["CallSid"],
        recording=recording_of(form),
        sent=sent[:20],
    )
    return None
