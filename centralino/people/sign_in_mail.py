"""The mail with the link that signs in."""

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.core.texts import N_
from centralino.delivery import mail_wording
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.job import Try
from centralino.delivery.letters import Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.delivery.notifying import MailJob
from centralino.loading.organisation import Organisation
from centralino.people.roles import rights_of
from centralino.people.sign_in_by_mail import SIGN_IN, VALID, is_usable
from centralino.people.sign_in_secrets import TOKEN_DIGITS, SignInKeys
from centralino.store.people_models import KEY, SignInRequest

LINK = "/sign-in/link"
SIGN_IN_MAIL = MailKind(SIGN_IN, "office")
log = structlog.get_logger(__name__)


class SignInMail(MailJob):
    """Key: the request's. To the address that asked, if it has a role; tried while it is valid."""

    kind = SIGN_IN

    def __init__(
        self,
        services: DeliveryServices,
        house: Callable[[], Organisation],
        keys: SignInKeys,
        public_url: str,
    ) -> None:
        super().__init__(services)
        self._house = house
        self._keys = keys
        self._public_url = public_url

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        with self._services.store.reading() as session:
            row = session.get(SignInRequest, this.key)
        if row is None or not is_usable(row, this.now):
            return None
        house = self._house()
        if not rights_of(row.address, (), house).roles:
            return None
        if not self._keys.key:
            log.error("no link to sign in can be written: the worker has no SECRET_KEY")
            return None
        link = f"{self._public_url}{LINK}/{row.key}/{self._keys.link_token(row.key)}"
        words = sign_in_letter(link, row.asked_at, row.language, house.directory)
        return words, (row.address,)

    def note_told(self, session: Session, this: Try) -> None:
        """The mail itself is the only trace of it."""

    def lasts(self, session: Session, this: Try) -> datetime | None:
        row = session.get(SignInRequest, this.key)
        return row.asked_at if row is not None and is_usable(row, this.now) else None


def sign_in_letter(link: str, asked_at: datetime, language: str, directory: Directory) -> Letter:
    """In the reader's language, where mails are written in that."""
    language = mail_wording.choose_language(language, directory.language)
    return SIGN_IN_MAIL.letter(
        language,
        {
            "organisation": mail_wording.said(directory.organisation, language),
            "link": link,
            "until": mail_wording.clock(asked_at + VALID, directory.zone),
            "asked": mail_wording.moment(asked_at, directory.zone, language),
        },
    )


@SIGN_IN_MAIL.example(N_("a link that signs in to the pages, to whoever asked for it"))
def _link(sample: Sample) -> Letter:
    link = f"https://centralino.example.org{LINK}/{'0' * KEY}/{'0' * TOKEN_DIGITS}"
    return sign_in_letter(link, sample.now, sample.office.language, sample.directory)
