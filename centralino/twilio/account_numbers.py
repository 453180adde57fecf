"""The account's incoming numbers: their list, and how each treats its calls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from centralino.core.texts import _
from centralino.twilio.api import Account, is_sid
from centralino.twilio.errors import AccountError

TRUNK, APPLICATION = SHADOWS = ("TrunkSid", "VoiceApplicationSid")
SETTINGS = {
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "TrunkSid": "trunk_sid",
    "VoiceApplicationSid": "voice_application_sid",
}
"""What concerns calls, by the names in which it is set and in which it is told
(twilio.com/docs/phone-numbers/api/incomingphonenumber-resource)."""


@dataclass(frozen=True)
class IncomingNumber:
    """A number of the account. `number` is as Twilio lists it: E.164, or not quite.

    `settings` has every name of SETTINGS; what is not set is empty.
    """

    sid: str
    number: str
    name: str
    account: str
    settings: Mapping[str, str]

    @property
    def shadow(self) -> str:
        """The trunk or application for whose sake Twilio ignores the number's webhooks."""
        return next((self.settings[name] for name in SHADOWS if self.settings[name]), "")


def list_incoming(account: Account) -> Iterator[IncomingNumber]:
    """Every number of the account. Raises AccountError."""
    for page in account.pages("IncomingPhoneNumbers.json", PageSize="1000"):
        for item in page.get("incoming_phone_numbers", ()):
            yield read_incoming(item)


def list_verified(account: Account) -> Iterator[str]:
    """Numbers that are not the account's and that it may show all the same. Raises AccountError.

    twilio.com/docs/voice/api/outgoing-caller-ids; a region may have none of them.
    """
    for page in account.pages("OutgoingCallerIds.json", PageSize="1000"):
        for item in page.get("outgoing_caller_ids", ()):
            yield str(item.get("phone_number") or "")


def change(account: Account, sid: str, settings: Mapping[str, str]) -> IncomingNumber:
    """Set some of a number's settings; the number as it is then. Raises AccountError."""
    return read_incoming(account.update(f"IncomingPhoneNumbers/{sid}.json", settings))


def leave_trunk(account: Account, trunk: str, sid: str) -> IncomingNumber:
    """Take a number out of a SIP trunk; the number as it is then. Raises AccountError.

    A TrunkSid can be set and not emptied: Twilio's OpenAPI admits `TK` and 32 digits only. The
    trunk's own list of numbers lets one go (twilio.com/docs/sip-trunking/api/phonenumber-resource).
    """
    account.remove(f"{account.trunking}/v1/Trunks/{trunk}/PhoneNumbers/{sid}")
    return read_incoming(account.get(f"IncomingPhoneNumbers/{sid}.json"))


def read_incoming(item: Mapping[str, Any]) -> IncomingNumber:
    """One number as Twilio tells it. Raises AccountError for what is none."""
    sid = str(item.get("sid") or "")
    if not is_sid(sid, "PN"):
        raise AccountError(_("Twilio listed a number without a SID"), passes=False)
    return IncomingNumber(
        sid,
        str(item.get("phone_number") or ""),
        str(item.get("friendly_name") or ""),
        str(item.get("account_sid") or ""),
        {name: str(item.get(told) or "") for name, told in SETTINGS.items()},
    )
