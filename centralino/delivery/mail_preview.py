"""Any mail that the product can send, as it would look, with invented data."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from centralino.core.addresses import shown
from centralino.core.directory import Directory, Office
from centralino.core.input_errors import input_error, nearest
from centralino.core.texts import _
from centralino.delivery.channels.email.typesetting import as_html, as_text
from centralino.delivery.mail_kinds import EXAMPLES, Sample

MONDAY, SUNDAY = 0, 6


@dataclass(frozen=True)
class MailPreview:
    """One mail: its headers that tell something, and both of its bodies."""

    example: str
    kind: str
    language: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str


def preview_mail(
    name: str, slug: str, directory: Directory, now: datetime, language: str = ""
) -> MailPreview:
    """The example of that name, for an office of the directory; in `language`, or its own.

    Raises InputError for a name that no mail has.
    """
    example = EXAMPLES.get(name)
    if example is None:
        hint = nearest(name, EXAMPLES)
        raise input_error(_("no mail is called '{name}'; {hint}", name=name, hint=hint))
    book = _in_language(directory, language) if language else directory
    office = book.offices[slug]
    written = example.write(Sample(book, office, _last_morning(now, book)))
    return MailPreview(
        example=name,
        kind=example.kind,
        language=written.language,
        sender=book.mail.sender,
        to=_recipients(example.to, office, book),
        subject=written.subject,
        text=as_text(written),
        html=as_html(written),
    )


def _last_morning(now: datetime, directory: Directory) -> datetime:
    """Yesterday's, or Friday's: an hour at which offices are called."""
    local = now.astimezone(directory.zone).replace(hour=11, minute=2, second=0, microsecond=0)
    back = {MONDAY: 3, SUNDAY: 2}.get(local.weekday(), 1)
    return local - timedelta(days=back)


def _in_language(directory: Directory, language: str) -> Directory:
    offices = {
        slug: replace(office, language=language) for slug, office in directory.offices.items()
    }
    return replace(directory, language=language, offices=offices)


def _recipients(to: str, office: Office, directory: Directory) -> tuple[str, ...]:
    offices = office.addresses if "office" in to else ()
    helpdesk = (directory.mail.helpdesk,) if "helpdesk" in to else ()
    return tuple(shown(address) for address in (*helpdesk, *offices) if address)
