"""The way to the mailboxes: connected and authenticated; nothing is sent."""

from contextlib import closing

from centralino.core.input_errors import InputError
from centralino.delivery.channels.email.postman import MailError
from centralino.doctor.finding import Findings, doubtful, well, wrong
from centralino.services import InstallationServices


def check_mail_server(services: InstallationServices) -> Findings:
    if not services.settings.smtp_url:
        yield doubtful(
            "mail",
            f"SMTP_URL is not set: mails stay as files in {services.limits.outbox}",
            "set SMTP_URL, like smtp://user:password@mail.example.org:587",
        )
        return
    try:
        with closing(services.postman()) as postman, postman.line():
            pass
    except (MailError, InputError) as error:
        remedy = "check host, port, user and password of SMTP_URL; voicemails wait meanwhile"
        yield wrong("mail", str(error), remedy)
    else:
        yield well("mail", "the server takes our credentials")
