"""The ways to the offices: the mail server is asked, webhooks can be signed; nothing is sent."""

from contextlib import closing

from centralino.core.addresses import WEBHOOK, scheme_of
from centralino.core.input_errors import InputError
from centralino.core.texts import N_, _
from centralino.delivery.channels.email.postman import MailError
from centralino.doctor.finding import Findings, doubtful, well, wrong
from centralino.services import InstallationServices

CHECK_SERVER = N_("check host, port, user and password of SMTP_URL; voicemails wait meanwhile")


def check_channels(services: InstallationServices) -> Findings:
    yield from check_mail_server(services)
    yield from check_webhooks(services)


def check_webhooks(services: InstallationServices) -> Findings:
    """Whether what flows name as recipients can be signed; nothing is posted."""
    named = {
        address
        for flow in services.flows
        for step in flow.steps.values()
        for address in (*flow.addresses, *step.recipients(flow))
        if scheme_of(address) == WEBHOOK
    }
    if named and not services.settings.webhook_key.get_secret_value():
        yield wrong(
            "webhooks",
            _("WEBHOOK_KEY is not set, and flows name webhooks: nothing is posted to them"),
            _("set WEBHOOK_KEY to a long random text, and tell it to their owner"),
        )


def check_mail_server(services: InstallationServices) -> Findings:
    if not services.settings.smtp_url:
        yield doubtful(
            "mail",
            _(
                "SMTP_URL is not set: mails stay as files in {folder}",
                folder=services.limits.outbox,
            ),
            _("set SMTP_URL, like smtp://user:password@mail.example.org:587"),
        )
        return
    try:
        with closing(services.postman()) as postman, postman.line():
            pass
    except (MailError, InputError) as error:
        yield wrong("mail", str(error), _(CHECK_SERVER))
    else:
        yield well("mail", _("the server takes our credentials"))
