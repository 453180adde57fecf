"""The rest of an account at the stand-in for Twilio's API: numbers, subaccounts, alerts, calls.

The shapes are those of Twilio's reference (twilio.com/docs/phone-numbers/api,
twilio.com/docs/iam/api/account, twilio.com/docs/usage/monitor-alert).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from centralino.core.clock import utc_now
from standins.twilio_api import ACCOUNT, NOT_FOUND, UNKNOWN, Asked, Reply, TwilioApi, twilio_api

SUBACCOUNT = "AC" + "b" * 32
ON_A_PAGE = 2
_serial = count(1)

SETTABLE = {
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "TrunkSid": "trunk_sid",
    "VoiceApplicationSid": "voice_application_sid",
}

ADMITTED = {
    "VoiceMethod": r"GET|POST",
    "VoiceFallbackMethod": r"GET|POST",
    "StatusCallbackMethod": r"GET|POST",
    "TrunkSid": r"TK[0-9a-fA-F]{32}",
    # By the OpenAPI not empty either; but there is no other way, and Twilio takes it.
    "VoiceApplicationSid": r"(AP[0-9a-fA-F]{32})?",
}
"""What Twilio's OpenAPI (twilio-oai, twilio_api_v2010) admits for UpdateIncomingPhoneNumber."""


def incoming_number(number: str, account: str = ACCOUNT, **more: object) -> dict[str, Any]:
    """An IncomingPhoneNumber as Twilio shows one that was just bought."""
    sid = f"PN{next(_serial):032x}"
    return {
        "account_sid": account,
        "address_requirements": "local",
        "api_version": "2010-04-01",
        "beta": False,
        "capabilities": {"fax": False, "mms": False, "sms": False, "voice": True},
        "date_created": "Mon, 05 Oct 2026 09:00:00 +0000",
        "date_updated": "Mon, 05 Oct 2026 09:00:00 +0000",
        "friendly_name": number,
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number,
        "sid": sid,
        "sms_application_sid": "",
        "sms_url": "",
        "status": "in-use",
        "status_callback": "",
        "status_callback_method": "POST",
        "trunk_sid": None,
        "type": "local",
        "uri": f"/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{sid}.json",
        "voice_application_sid": "",
        "voice_caller_id_lookup": False,
        "voice_fallback_method": "POST",
        "voice_fallback_url": None,
        "voice_method": "POST",
        "voice_receive_mode": "voice",
        "voice_url": "https://demo.twilio.com/welcome/voice/",
        **more,
    }


@dataclass
class AccountApi:
    """`numbers` by SID; `alerts` newest first; `before` are answers that come before the true one,
    by `METHOD resource`."""

    api: TwilioApi
    kind: str = "Full"
    status: str = "active"
    numbers: dict[str, dict[str, Any]] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)
    alerts: list[dict[str, Any]] = field(default_factory=list)
    before: dict[str, list[Reply]] = field(default_factory=dict)
    posted: list[dict[str, str]] = field(default_factory=list)

    def own(self, *numbers: str, **more: object) -> None:
        for number in numbers:
            made = incoming_number(number, **more)  # type: ignore[arg-type]  # a number's fields
            self.numbers[made["sid"]] = made

    def number(self, number: str) -> dict[str, Any]:
        return next(one for one in self.numbers.values() if one["phone_number"] == number)

    def alert(
        self,
        code: int,
        url: str,
        call: str = "",
        at: datetime | None = None,
        level: str = "error",
    ) -> None:
        moment = at or utc_now()
        self.alerts.insert(
            0,
            {
                "account_sid": ACCOUNT,
                "alert_text": f"Msg&sourceComponent=12000&ErrorCode={code}",
                "date_created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
                "date_generated": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
                "error_code": str(code),
                "log_level": level,
                "request_method": "POST",
                "request_url": url,
                "resource_sid": call,
                "sid": f"NO{next(_serial):032x}",
            },
        )

    @property
    def asked(self) -> Counter[str]:
        """How often each resource was asked for."""
        return Counter(self.api.asked)

    def route(self, asked: Asked) -> Reply | None:
        resource = f"{asked.method} {asked.path.rpartition('/')[2]}"
        if self.before.get(resource):
            return self.before[resource].pop(0)
        if asked.path == "/v1/Alerts":
            return self._alerts(asked)
        if asked.path == "/2010-04-01/Accounts.json":
            return _json({"accounts": [self._account(ACCOUNT), self._account(SUBACCOUNT)]})
        if asked.path.count("/") == 3 and asked.path.startswith("/2010-04-01/Accounts/"):
            sid = asked.path.rpartition("/")[2].removesuffix(".json")
            return _json(self._account(sid)) if sid in (ACCOUNT, SUBACCOUNT) else UNKNOWN
        if asked.method == "GET" and asked.path.endswith("s.json"):
            return self._listed(asked)
        if "/IncomingPhoneNumbers/" in asked.path:
            return self._number(asked)
        if asked.path.startswith("/v1/Trunks/"):
            return self._let_go(asked)
        return None

    def _account(self, sid: str) -> dict[str, Any]:
        name = "Università di Prova" if sid == ACCOUNT else "Dipartimento di Prova"
        return {
            "sid": sid,
            "friendly_name": name,
            "owner_account_sid": ACCOUNT,
            "status": self.status,
            "type": self.kind,
        }

    def _listed(self, asked: Asked) -> Reply | None:
        lists = {"IncomingPhoneNumbers": self._list, "OutgoingCallerIds": self._caller_ids}
        found = lists.get(asked.path.rpartition("/")[2].removesuffix(".json"))
        return found(asked) if found else None

    def _list(self, asked: Asked) -> Reply:
        account = asked.path.split("/")[3]
        wanted = asked.query.get("PhoneNumber", [""])[0]
        own = [
            one
            for one in self.numbers.values()
            if one["account_sid"] == account and wanted in ("", one["phone_number"])
        ]
        found, following = _page(own, asked)
        uri = f"{asked.path}?PageSize={ON_A_PAGE}&Page={following}" if following else None
        return _json({"incoming_phone_numbers": found, "next_page_uri": uri, "page": 0})

    def _caller_ids(self, asked: Asked) -> Reply:
        found, following = _page([{"phone_number": each} for each in self.verified], asked)
        uri = f"{asked.path}?PageSize={ON_A_PAGE}&Page={following}" if following else None
        return _json({"outgoing_caller_ids": found, "next_page_uri": uri, "page": 0})

    def _number(self, asked: Asked) -> Reply:
        sid = asked.path.rpartition("/")[2].partition(".")[0]
        found = self.numbers.get(sid)
        if found is None or f"/{found['account_sid']}/" not in asked.path:
            return NOT_FOUND
        if asked.method == "POST":
            for name, value in asked.form.items():
                if not re.fullmatch(ADMITTED.get(name, r"https?://\S+"), value):
                    return _refused(20001, f"Parameter '{name}' is not valid")
            if asked.form.get("VoiceFallbackUrl") and not asked.form.get("VoiceUrl"):
                return _refused(21405, "VoiceUrl is required with VoiceFallbackUrl")
            self.posted.append(asked.form)
            found |= {SETTABLE[name]: value or None for name, value in asked.form.items()}
        return _json(found)

    def _let_go(self, asked: Asked) -> Reply:
        """A trunk's list of numbers: `DELETE /v1/Trunks/{TK}/PhoneNumbers/{PN}`."""
        *_, trunk, _, sid = asked.path.split("/")
        found = self.numbers.get(sid, {})
        if asked.method != "DELETE" or found.get("trunk_sid") != trunk:
            return NOT_FOUND
        found["trunk_sid"] = None
        return Reply(204)

    def _alerts(self, asked: Asked) -> Reply:
        since = asked.query.get("StartDate", [""])[0]
        level = asked.query.get("LogLevel", [""])[-1]
        recent = [
            one
            for one in self.alerts
            if one["date_created"] >= since and level in ("", one["log_level"])
        ]
        found, following = _page(recent, asked)
        more = f"LogLevel={level}&StartDate={since}&Page={following}"
        url = f"{self.api.url}/v1/Alerts?{more}" if following else None
        return _json({"alerts": found, "meta": {"key": "alerts", "next_page_url": url}})


def _page(items: Sequence[Any], asked: Asked) -> tuple[Sequence[Any], int]:
    """A page's items, and the number of the next page; 0 for none."""
    page = int(asked.query.get("Page", ["0"])[0])
    start = page * ON_A_PAGE
    return items[start : start + ON_A_PAGE], page + 1 if len(items) > start + ON_A_PAGE else 0


def _json(what: object) -> Reply:
    return Reply(body=json.dumps(what).encode())


def _refused(code: int, message: str) -> Reply:
    body = {"code": code, "message": message, "status": 400}
    return Reply(400, json.dumps(body).encode())


@contextmanager
def account_api() -> Iterator[AccountApi]:
    """A whole account's API, served until the end."""
    with twilio_api() as api:
        book = AccountApi(api)
        api.routes.append(book.route)
        yield book
