"""How a number must be set up at Twilio for its calls to come here."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from centralino.calls import urls
from centralino.core.input_errors import input_error
from centralino.core.settings import Settings
from centralino.core.texts import _

# twilio.com/docs/usage/webhooks/webhooks-connection-overrides. A caller is waiting: three short
# tries within Twilio's 15 seconds, so that one web process that restarts is not noticed.
IN_A_CALL = "#rc=2&rp=ct,rt,5xx&ct=2000&rt=4500"

Wanted = Callable[[str], Mapping[str, str]]


def want_settings(settings: Settings, fallback: str = "") -> Wanted:
    """The settings of each number, by the slug of its flow.

    `fallback` is where `centralino fallback export`'s files are served; without it the app itself
    is the fallback. Raises InputError for addresses that Twilio cannot call.
    """
    public = callable_by_twilio("public_url", settings.public_url)
    files = callable_by_twilio("fallback_url", fallback.rstrip("/")) if fallback else ""

    def of(slug: str) -> Mapping[str, str]:
        return {
            "VoiceUrl": f"{public}{urls.VOICE}{IN_A_CALL}",
            "VoiceMethod": "POST",
            "VoiceFallbackUrl": f"{files}/{slug}.xml" if files else public + urls.FALLBACK,
            "VoiceFallbackMethod": "GET" if files else "POST",
            "StatusCallback": f"{public}{urls.STATUS}{urls.CALLBACK_RETRIES}",
            "StatusCallbackMethod": "POST",
        }

    return of


def callable_by_twilio(setting: str, url: str) -> str:
    """The address itself. Raises InputError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise input_error(
            _("'{url}' is no address: write it like https://centralino.example.org", url=url),
            setting,
        )
    if parts.hostname in ("localhost", "0.0.0.0") or parts.hostname.startswith("127."):  # noqa: S104 -- compared, not bound
        raise input_error(
            _(
                "Twilio cannot call {url}, this machine's own address: "
                "set it to the public address of the app or of its tunnel",
                url=url,
            ),
            setting,
        )
    return url
