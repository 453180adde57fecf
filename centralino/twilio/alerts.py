"""What Twilio complains of: its Monitor's alerts about our answers and our calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from centralino.core.texts import _
from centralino.twilio.api import Account, is_sid
from centralino.twilio.complaints import COMPLAINTS, Level, page

OF_VOICE = (range(10000, 14000), range(15000, 16000), range(32000, 33000))


@dataclass(frozen=True)
class Alert:
    """One complaint. `path` is that of our URL that it is about, `call` the call's SID or empty.

    `at` is when, in ISO 8601 and UTC, as Twilio writes it.
    """

    code: int
    level: Level
    at: str
    path: str
    call: str

    @property
    def meaning(self) -> str:
        known = COMPLAINTS.get(self.code)
        return _(known.meaning) if known else _("see its entry in Twilio's error dictionary")

    @property
    def remedy(self) -> str:
        known = COMPLAINTS.get(self.code)
        return f"{_(known.remedy)}; {page(self.code)}" if known else page(self.code)

    @property
    def is_felt(self) -> bool:
        """Whether a caller notices. Of what is not known here, an error is taken to be felt."""
        known = COMPLAINTS.get(self.code)
        return self.level is Level.ERROR or (known is not None and known.felt)


def alerts(account: Account, since: datetime) -> list[Alert]:
    """What went wrong about voice, newest first, errors and warnings alike. Raises AccountError.

    The Monitor takes one LogLevel a request (twilio.com/docs/usage/monitor-alert), and without one
    tells notices and debugging too.
    """
    found = [alert for level in Level for alert in _of_level(account, since, level)]
    return sorted(found, key=lambda alert: alert.at, reverse=True)


def _of_level(account: Account, since: datetime, level: Level) -> Iterator[Alert]:
    address = f"{account.monitor}/v1/Alerts"
    start = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    query: dict[str, str] = {"LogLevel": level.value, "StartDate": start, "PageSize": "1000"}
    while address:
        answer = account.fetch("GET", address, query)
        for item in answer.get("alerts", ()):
            found = _read(item, level)
            if any(found.code in codes for codes in OF_VOICE):
                yield found
        following = str((answer.get("meta") or {}).get("next_page_url") or "")
        # A page cannot send the credentials elsewhere.
        ours = following.startswith(f"{account.monitor}/v1/Alerts?")
        address, query = following if ours else "", {}


def _read(item: dict[str, Any], level: Level) -> Alert:
    code, call = str(item.get("error_code") or ""), str(item.get("resource_sid") or "")
    return Alert(
        int(code) if code.isdecimal() else 0,
        level,
        str(item.get("date_generated") or ""),
        urlsplit(str(item.get("request_url") or "")).path,
        call if is_sid(call, "CA") else "",
    )
