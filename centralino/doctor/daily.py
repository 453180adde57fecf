"""The doctor's daily round: one mail to the helpdesk on a day on which something is wrong."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.core.settings import Settings
from centralino.core.texts import N_, _, _n, reading
from centralino.delivery import mail_wording
from centralino.delivery.channels.email.smtp import NOT_USED
from centralino.delivery.delivery_services import DeliveryServices
from centralino.delivery.intake import valid
from centralino.delivery.job import Try
from centralino.delivery.letters import Cell, Letter
from centralino.delivery.mail_kinds import MailKind, Sample
from centralino.delivery.notifying import MailJob
from centralino.doctor.certificate import RENEW
from centralino.doctor.examination import Report, examine
from centralino.doctor.finding import Health, Symptom, doubtful, wrong
from centralino.doctor.mail import CHECK_SERVER
from centralino.languages.readers import reading_in
from centralino.services import installation_services

DOCTOR_MAIL = MailKind("doctor", N_("helpdesk"))
ROUND = DOCTOR_MAIL.name
log = structlog.get_logger(__name__)


class DailyRound(MailJob):
    """Key: the day. Examined in the mail's language, which tells what was found to the letter.

    Everything that is not well is in the log too, in the same words, should no mail go out.
    """

    kind = ROUND

    def __init__(self, services: DeliveryServices, examined: Callable[[datetime], Report]) -> None:
        super().__init__(services)
        self._examined = examined
        self._summoned: date | None = None

    def summon(self, now: datetime) -> None:
        """Send for today's round once it is due; several workers that do so get one."""
        local = now.astimezone(self._services.directory().zone)
        if local.time() < self._services.limits.examining or self._summoned == local.date():
            return
        with self._services.store.writing() as session:
            self._services.dispatch.send(session, ROUND, local.date().isoformat(), since=now)
        self._summoned = local.date()

    def letter(self, this: Try) -> tuple[Letter, tuple[str, ...]] | None:
        directory = self._services.directory()
        with reading(reading_in(mail_wording.choose_language(directory.language))):
            report = self._examined(this.now)
        found = report.of(Health.WRONG, Health.DOUBTFUL)
        for each in found:
            log.warning("doctor", id=each.id, mark=each.mark, told=each.told)
        if report.is_well:
            return None
        to = valid([directory.mail.helpdesk])
        if not to:
            log.error("nobody is mailed what is wrong", remedy="mail: {helpdesk: ...}")
            return None
        return round_letter(found, directory, this.now), to

    def note_told(self, session: Session, this: Try) -> None:
        """The mail itself is the only trace of it."""

    def lasts(self, session: Session, this: Try) -> datetime | None:
        """Until the next day's round, which finds the same."""
        day = datetime.combine(
            date.fromisoformat(this.key),
            self._services.limits.examining,
            self._services.directory().zone,
        )
        return day if this.now < day + timedelta(days=1) else None


def daily_round(services: DeliveryServices, settings: Settings) -> DailyRound:
    """Examines what these settings describe."""
    return DailyRound(
        services, lambda now: examine(installation_services(settings, services.limits), now)
    )


def round_letter(found: tuple[Symptom, ...], directory: Directory, now: datetime) -> Letter:
    """The words are the screen's own, so that they are found in the documentation."""
    language = mail_wording.choose_language(directory.language)
    wrong = [each for each in found if each.mark is Health.WRONG]
    return DOCTOR_MAIL.letter(
        language,
        {
            "organisation": mail_wording.said(directory.organisation, language),
            "count": len(wrong),
            "when": mail_wording.moment(now, directory.zone, language),
            "findings": [tuple(map(Cell, (each.id, each.told, each.remedy))) for each in found],
        },
    )


@DOCTOR_MAIL.example(N_("the daily examination, on a day on which something is wrong"))
def _round(sample: Sample) -> Letter:
    with reading(reading_in(mail_wording.choose_language(sample.directory.language))):
        refused = _(NOT_USED, why="535 5.7.8 authentication failed")
        found = (
            wrong("mail", refused, _(CHECK_SERVER)),
            doubtful("certificate", _n("{count} day left", "{count} days left", 12), _(RENEW)),
        )
    return round_letter(found, sample.directory, sample.now)
