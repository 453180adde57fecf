"""The certificate that PUBLIC_URL shows: Twilio does not call one that has run out."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from centralino.core.os_errors import explain_os_error
from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import Findings, doubtful, skip_check, well, wrong
from centralino.services import InstallationServices

SECONDS = 10
SOON, NOW = timedelta(days=21), timedelta(days=5)
RENEW = N_("renew it, with the chain of its authority; Twilio accepts no other")


def check_certificate(services: InstallationServices, now: datetime) -> Findings:
    parts = urlsplit(services.settings.public_url)
    if parts.scheme != "https":
        yield skip_check("certificate", _("PUBLIC_URL is not https"))
        return
    trust = services.trust or ssl.create_default_context()
    try:
        until = _runs_out(parts.hostname or "", parts.port or 443, trust)
    except ssl.SSLCertVerificationError as error:
        yield wrong("certificate", _("not valid: {why}", why=error.verify_message), _(RENEW))
        return
    except OSError as error:
        told = _("none is shown: {why}", why=explain_os_error(error))
        yield wrong("certificate", told, _("does PUBLIC_URL lead to this app?"))
        return
    left = until - now
    told = _n("{count} day left", "{count} days left", left.days)
    if left > SOON:
        yield well("certificate", told)
    else:
        mark = wrong if left <= NOW else doubtful
        yield mark("certificate", told, _(RENEW))


def _runs_out(host: str, port: int, trust: ssl.SSLContext) -> datetime:
    """Raises OSError."""
    with (
        socket.create_connection((host, port), SECONDS) as plain,
        trust.wrap_socket(plain, server_hostname=host) as shown,
    ):
        found = shown.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
