"""Webhooks, as one of the channels: `webhook:https://…`."""

import os
from collections.abc import Sequence
from datetime import timedelta

import requests
import structlog
from urllib3.exceptions import HTTPError

from centralino.core.addresses import WEBHOOK, objection, scheme_of, shown
from centralino.core.texts import N_, _
from centralino.delivery.channels.channel import ChannelError
from centralino.delivery.channels.webhook.cutting_off import CutOff
from centralino.delivery.channels.webhook.payload import payload
from centralino.delivery.channels.webhook.signing import HEADER, signature
from centralino.delivery.channels.webhook.webhook_answers import answer_of, no_answer
from centralino.delivery.job import AddressAnswer, Fate, Parcel, Result
from centralino.store.models import AudioState
from centralino.twilio.api import proxies_to

NO_KEY = N_("WEBHOOK_KEY is not set, and no webhook goes unsigned: set it to a long random text")
NO_ADDRESS = N_("the address does not read")
log = structlog.get_logger(__name__)


class WebhookChannel:
    """Posts facts and a link; the audio stays where it is."""

    def __init__(self, key: str, public_url: str, seconds: float) -> None:
        self._key = key
        self._public_url = public_url
        self._seconds = seconds

    def takes(self, address: str) -> bool:
        return scheme_of(address) == WEBHOOK

    def send(self, parcel: Parcel, addresses: Sequence[str]) -> Result:
        if not self._key:
            raise ChannelError(_(NO_KEY))
        body = payload(parcel, self._public_url)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Centralino",
            "Idempotency-Key": parcel.message_id,
            HEADER: signature(self._key, body, int(parcel.at.timestamp())),
        }
        answers = {address: self._post(address, body, headers, parcel) for address in addresses}
        return Result(answers, audio=parcel.audio_state or AudioState.LINKED)

    def forget(self, caller: str) -> int:
        """Nothing is kept here."""
        return 0

    def forget_older(self, age: timedelta) -> None:
        """Nothing is kept here."""

    def close(self) -> None:
        """Nothing is kept open."""

    def _post(
        self, address: str, body: bytes, headers: dict[str, str], parcel: Parcel
    ) -> AddressAnswer:
        if objection(address):  # kept by a version that knew more, or by hand
            return AddressAnswer(Fate.REFUSED, _(NO_ADDRESS))
        url = address.partition(":")[2]
        try:
            with (
                session_to(url, self._seconds) as session,
                session.post(
                    url,
                    data=body,
                    headers=headers,
                    timeout=self._seconds,
                    allow_redirects=False,
                    stream=True,  # of the answer only the status counts
                ) as response,
            ):
                answer = answer_of(response, parcel.at)
        except (requests.RequestException, HTTPError, OSError) as error:
            answer = no_answer(error)
        if answer.fate is not Fate.ACCEPTED:
            log.warning("webhook not taken", to=shown(address), why=answer.why)
        return answer


def session_to(url: str, seconds: float) -> requests.Session:
    """One connection, verified and bounded; a .netrc would add credentials."""
    session = requests.Session()
    session.mount("https://", CutOff(seconds))
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.proxies.update(proxies_to(url))
    return session
