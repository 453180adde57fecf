"""What Twilio complains of: its Monitor's alerts about our answers and our calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from centralino.account.api import Account, is_sid

MEANINGS = {
    11200: ("our answer could not be fetched", "see the app's log and its proxy at that time"),
    11205: ("the app could not be reached", "was it down? Is its port open to the world?"),
    11210: ("the host of PUBLIC_URL is unknown", "check its DNS record"),
    11215: ("too many redirects", "PUBLIC_URL must be the address that answers by itself"),
    11235: ("the certificate is not valid", "renew it, with the chain of its authority"),
    11237: ("the certificate is not valid", "renew it, with the chain of its authority"),
    11750: ("our answer was too large", "shorten the flow's prompts"),
    12100: ("our answer was no XML", "what does a proxy in between put into it?"),
    12200: ("our answer was no TwiML", "tell the developers, with the call's SID"),
    12300: ("our answer had a wrong content type", "what does a proxy in between make of it?"),
    13214: ("the caller ID was refused", "set `caller_id: number` in the flow"),
    13223: ("a number that was rung is none", "mend it in the flow's `ring` or `dial`"),
    13224: ("a number that was rung is not valid", "mend it in the flow's `ring` or `dial`"),
    13225: ("a number that was rung is blocked", "allow it in Twilio's geographic permissions"),
    13227: ("that country may not be rung", "allow it in Twilio's geographic permissions"),
    13520: ("a prompt was empty or too long", "look at the flow's prompts"),
}
"""Of Twilio's errors about voice: what each means here, and what to do
(twilio.com/docs/api/errors)."""

OF_VOICE = (range(11000, 14000), range(15000, 16000), range(32000, 33000))


@dataclass(frozen=True)
class Alert:
    """One complaint. `path` is that of our URL that it is about, `call` the call's SID or empty."""

    code: int
    at: str
    path: str
    call: str

    @property
    def meaning(self) -> str:
        return MEANINGS.get(self.code, ("see its entry in Twilio's error dictionary", ""))[0]

    @property
    def remedy(self) -> str:
        return MEANINGS.get(self.code, ("", ""))[1] or f"twilio.com/docs/api/errors/{self.code}"


def alerts(account: Account, since: datetime) -> Iterator[Alert]:
    """The errors about voice, newest first. Raises AccountError."""
    address = f"{account.monitor}/v1/Alerts"
    start = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    query: dict[str, str] = {"LogLevel": "error", "StartDate": start, "PageSize": "1000"}
    while address:
        page = account.fetch("GET", address, query)
        for item in page.get("alerts", ()):
            found = _read(item)
            if any(found.code in codes for codes in OF_VOICE):
                yield found
        following = str((page.get("meta") or {}).get("next_page_url") or "")
        # A page cannot send the credentials elsewhere.
        ours = following.startswith(f"{account.monitor}/v1/Alerts?")
        address, query = following if ours else "", {}


def _read(item: dict[str, Any]) -> Alert:
    code, call = str(item.get("error_code") or ""), str(item.get("resource_sid") or "")
    return Alert(
        int(code) if code.isdecimal() else 0,
        str(item.get("date_generated") or ""),
        urlsplit(str(item.get("request_url") or "")).path,
        call if is_sid(call, "CA") else "",
    )
