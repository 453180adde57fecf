"""Why something was not delivered, in the words of whoever reads.

Workers keep it in English, as nobody reads there. What is none of these sentences, a mail server's
own words say, is left as it was told.
"""

import re
from functools import cache

from centralino.core import os_errors
from centralino.core.texts import N_, _, reading
from centralino.delivery.channels import known_channels
from centralino.delivery.channels.email import email_channel, postman, smtp
from centralino.delivery.channels.webhook import webhook_answers, webhook_channel
from centralino.languages.readers import reading_in
from centralino.twilio import account_recordings, errors

DIED = N_("{count} workers died of it")
NO_AUDIO = N_("Twilio has no audio of it yet")
NO_CALL = N_("its call is not to be had: {why}")
BETWEEN = "; "

WHOLE = (
    email_channel.NO_SENDER,
    webhook_channel.NO_KEY,
    known_channels.NO_CHANNEL,
    webhook_channel.NO_ADDRESS,
    smtp.NO_TLS,
    smtp.TOO_LARGE_FOR_IT,
    account_recordings.NO_LIST,
    account_recordings.NOT_IN_TIME,
    account_recordings.NOT_WHOLE,
    account_recordings.NO_ENTRY,
    account_recordings.NO_SIDS,
    account_recordings.NO_DATE,
    errors.NOT_JSON,
    NO_AUDIO,
    os_errors.NO_HOST,
    *os_errors.REASONS.values(),
)
"""The sentences that are always the same."""

FILLED = (
    NO_CALL,
    DIED,
    webhook_answers.ANSWERED,
    webhook_answers.NO_ANSWER,
    postman.NO_OUTBOX,
    postman.NOTHING_TAKEN,
    smtp.NOT_USED,
    smtp.NOT_HANDED_OVER,
    account_recordings.NOT_AUDIO,
    errors.REFUSED_WHY,
    errors.REFUSED,
    errors.NO_ANSWER,
)
"""Those with something of the moment in them."""


def explain_error(kept: str) -> str:
    """In the language in force."""
    found = _explained(kept)
    if found is None and BETWEEN in kept:
        return BETWEEN.join(map(explain_error, kept.split(BETWEEN)))
    return kept if found is None else found


def explain_error_in(language: str, kept: str) -> str:
    """For a mail."""
    with reading(reading_in(language)):
        return explain_error(kept)


def _explained(kept: str) -> str | None:
    if kept in WHOLE:
        return _(kept)
    for text in FILLED:
        if found := _shape(text).fullmatch(kept):
            filled = {name: explain_error(said) for name, said in found.groupdict().items()}
            return _(text, **filled)
    return None


@cache
def _shape(text: str) -> re.Pattern[str]:
    """What the sentence looks like once its placeholders are filled."""
    said = enumerate(re.split(r"\{(\w+)\}", text))
    return re.compile("".join(f"(?P<{p}>.+)" if n % 2 else re.escape(p) for n, p in said))
