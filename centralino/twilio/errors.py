"""What can go wrong between us and Twilio's API, each with what to do about it."""

import requests
from requests import Response

from centralino.core.texts import N_, _

REFUSED = N_("Twilio answered {status}")
REFUSED_WHY = N_("Twilio answered {status} ({code}: {why})")
NO_ANSWER = N_("no whole answer from Twilio: {why}")
NOT_JSON = N_("Twilio's answer is no JSON")
TOO_MANY = 429
REMEDIES = {
    0: N_("is this machine's network up? HTTPS to api.twilio.com must be allowed"),
    400: N_("TWILIO_ACCOUNT_SID must be the account's own: AC and 32 digits"),
    401: N_(
        "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be of one account, and of the region that "
        "TWILIO_REGION names; a token that was revoked is replaced in Twilio's console"
    ),
    403: N_("the account may not do this: look for a suspension in Twilio's console"),
    404: N_("is it there? TWILIO_ACCOUNT_SID must be the account that holds it"),
    407: N_("the proxy asks for credentials: HTTPS_PROXY=http://user:password@host:port"),
    TOO_MANY: N_("too many requests at once: try again in a minute"),
}
OF_TWILIO = N_("a fault of Twilio's: try again later, and see its status page")
PROXY = N_("a proxy is in between: check HTTPS_PROXY, or name api.twilio.com in NO_PROXY")
CERTIFICATE = N_(
    "something between us and Twilio shows a certificate of its own, as some proxies do: "
    "put its authority's file into REQUESTS_CA_BUNDLE"
)
NOT_TWILIO = N_("was it Twilio that answered? A proxy or a sign-in page may be in between")


class AccountError(RuntimeError):
    """Twilio did not do what was asked. `status` is its HTTP status, 0 when there was no answer.

    All are worth another try later: a recording that is not ready yet (404), a token that is being
    changed (401), too many requests (429), a fault of Twilio's (5xx). Only the last two, and no
    answer at all, are worth one at once: those `passes`. `code` is Twilio's own number of the
    error (twilio.com/docs/api/errors), `retry_after` how many seconds it asks to wait. `remedy` is
    a marked text, and read in the language in force.
    """

    def __init__(
        self,
        told: str,
        status: int = 0,
        *,
        code: int = 0,
        retry_after: float = 0.0,
        remedy: str = "",
        passes: bool | None = None,
    ) -> None:
        super().__init__(told)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self._remedy = remedy or REMEDIES.get(status, OF_TWILIO if status >= 500 else "")
        self.passes = status in (0, TOO_MANY) or status >= 500 if passes is None else passes

    @property
    def remedy(self) -> str:
        return _(self._remedy)


def refusal(answer: Response) -> AccountError:
    """What an answer that is no success means."""
    body = _body(answer)
    code, why = body.get("code"), body.get("message")
    told = _(REFUSED, status=answer.status_code)
    if code and why:
        told = _(REFUSED_WHY, status=answer.status_code, code=code, why=why)
    after = answer.headers.get("Retry-After", "")
    return AccountError(
        told,
        answer.status_code,
        code=code if isinstance(code, int) else 0,
        retry_after=float(after) if after.isdecimal() else 0.0,
    )


def no_answer(error: Exception) -> AccountError:
    """What it means that no whole answer came."""
    told = _(NO_ANSWER, why=type(error).__name__)
    if isinstance(error, requests.exceptions.ProxyError):
        return AccountError(told, remedy=PROXY)
    if isinstance(error, requests.exceptions.SSLError):
        return AccountError(told, remedy=CERTIFICATE, passes=False)
    return AccountError(told)


def not_json() -> AccountError:
    return AccountError(_(NOT_JSON), remedy=NOT_TWILIO, passes=False)


def _body(answer: Response) -> dict[str, object]:
    try:
        found = answer.json()
    except (ValueError, requests.RequestException):
        return {}
    return found if isinstance(found, dict) else {}
