"""`POST /voice/status`: a call has ended."""

from collections.abc import Callable

from flask import Response, request

from centralino.calls import urls
from centralino.calls.call_log import CallLog, Learned
from centralino.calls.outcomes import OVER
from centralino.core import numbers
from centralino.core.clock import Clock
from centralino.core.directory import Directory
from centralino.twilio.api import is_sid
from handlers.access import Caller, DeclaredBlueprint, blueprint_for

LONGEST = 86_400  # seconds; no call lasts a day


def blueprint(
    call_log: CallLog, directory: Callable[[], Directory], clock: Clock
) -> DeclaredBlueprint:
    """Notes that the call has ended. Callbacks come in any order; the answer is 204.

    Where the call log has no room, because its database is away, Twilio shall ask again: 503.
    """
    status = blueprint_for("status", Caller.TWILIO)

    @status.post(urls.STATUS)
    def ended() -> Response:
        form = request.form
        if not is_sid(form.get("CallSid", ""), "CA") or form.get("CallStatus") not in OVER:
            return Response(status=204)
        is_noted = call_log.note(
            Learned(
                call_sid=form["CallSid"],
                number=slug_of(form.get("To", ""), directory()),
                caller=numbers.read_caller(form.get("From", "")),
                at=clock(),
                ended=True,
                seconds=seconds(form.get("CallDuration", "")),
            )
        )
        return Response(status=204 if is_noted else 503)

    return status


def slug_of(number: str, directory: Directory) -> str:
    """The slug of one of our numbers; nothing for another's."""
    slugs = (slug for slug, office in directory.offices.items() if office.number == number)
    return next(slugs, "")


def seconds(sent: str) -> int | None:
    is_length = sent.isascii() and sent.isdecimal() and len(sent) < 6
    return int(sent) if is_length and int(sent) <= LONGEST else None
