"""What an answer to a webhook means for its message."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from centralino.core.texts import N_, _
from centralino.delivery.job import AddressAnswer, Fate

PASSING = (408, 425, 429)
ANSWERED = N_("the webhook answered {status}")
NO_ANSWER = N_("the webhook did not answer: {why}")


def answer_of(response: requests.Response, now: datetime) -> AddressAnswer:
    """2xx has it; what passes is tried again; a redirection is followed by nobody."""
    status = response.status_code
    if 200 <= status < 300:
        return AddressAnswer(Fate.ACCEPTED)
    why = _(ANSWERED, status=status)
    if status in PASSING or status >= 500:
        return AddressAnswer(Fate.DEFERRED, why, asked_wait(response, now))
    return AddressAnswer(Fate.REFUSED, why)


def no_answer(error: Exception) -> AddressAnswer:
    """By its kind alone: the library's words repeat the address, which is nobody's business."""
    return AddressAnswer(Fate.DEFERRED, _(NO_ANSWER, why=type(error).__name__))


def asked_wait(response: requests.Response, now: datetime) -> float:
    """Seconds, as Retry-After says in either of its forms; 0 where it says nothing that reads."""
    written = response.headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:12])
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    zoned = until if until.tzinfo else until.replace(tzinfo=UTC)
    seconds = (zoned - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0
