"""An errand of a kind that this version does not know: a later one has left it."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.core.texts import N_
from centralino.delivery import mail_wording
from centralino.delivery.channels.message_ids import message_id
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.intake import valid
from centralino.delivery.invented import RECORDING
from centralino.delivery.job import Body, Parcel, Result, Try
from centralino.delivery.letters import Letter
from centralino.delivery.mail_kinds import MailKind, Sample

UNKNOWN_MAIL = MailKind("unknown", N_("helpdesk"))
KIND = UNKNOWN_MAIL.name
TELLING = (4, 16, 64)  # tries: after some minutes, after a day, and when it is given up
log = structlog.get_logger(__name__)


class Unknown:
    """Kept for the version that knows it, and the helpdesk told meanwhile."""

    def __init__(self, services: DeliveryServices, kind: str) -> None:
        self._services = services
        self._kind = kind

    def parcel(self, this: Try) -> Parcel | None:
        log.error("errand of no known kind", kind=self._kind, key=this.key, attempt=this.attempt)
        if this.attempt not in TELLING:
            return None
        directory = self._services.directory()
        words = unknown_letter(self._kind, this.key, directory)
        to = valid([directory.mail.helpdesk])
        name = f"{this.key.replace('/', '.')}{this.turn}.{this.attempt}.{KIND}"
        return Parcel(
            kind=KIND,
            name=name,
            message_id=message_id(name, directory.mail.sender),
            at=this.now,
            to=to,
            addresses=to,
            write=lambda: Body(words),
            write_short=lambda: Body(words),
        )

    def settle(self, session: Session, this: Try, result: Result) -> datetime | None:
        return this.now if this.attempt < TELLING[-1] else None


def unknown_letter(kind: str, key: str, directory: Directory) -> Letter:
    language = mail_wording.choose_language(directory.language)
    organisation = mail_wording.said(directory.organisation, language)
    return UNKNOWN_MAIL.letter(language, {"kind": kind, "key": key, "organisation": organisation})


@UNKNOWN_MAIL.example(N_("a delivery that a later version has left"))
def _unknown(sample: Sample) -> Letter:
    return unknown_letter("callback", RECORDING, sample.directory)
