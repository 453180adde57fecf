"""The built-in prompts in English."""

from collections.abc import Mapping
from types import MappingProxyType

_WRITE = "You can write to {email}."
_VISIT = "For more information, visit {web}."
_CLOSED = f"This office reopens {{reopens}}. {{note}}. {_WRITE} {_VISIT}"

PROMPTS: Mapping[str, str] = MappingProxyType(
    {
        "welcome": "{office}.",
        "all_closed": f"{{office}}. Our offices are closed {{why}}. {_CLOSED}",
        "site_closed": f"{{office}}. The offices at this site are closed {{why}}. {_CLOSED}",
        "closed": "{office}. The office is closed {why}. It reopens {reopens}. {note}. "
        f"{_WRITE} {_VISIT}",
        "outside": "{office}. The office is closed at the moment {why}. "
        "Today our opening is different from usual: {special}. Our hours are {hours}. "
        f"We reopen {{reopens}}. {_WRITE}",
        "nobody": "We are sorry, nobody can take your call at the moment.",
        "greeting": "After the tone, please leave your name, your contact details and a short "
        "message. When you have finished, press hash, or simply hang up.",
        "recorded": "Messages are recorded and kept for {kept}.",
        "receipt": "Thank you, your message has been recorded. "
        "Your reference number is {reference}.",
        "empty": f"No message was recorded. {_WRITE} {_VISIT}",
        "invalid": "That is not one of the options.",
        "code": "Please enter the code, followed by the hash key.",
        "code_alone": "Please enter the code.",
        "invalid_code": "That code is not valid.",
        "progress": "Please hold. We are trying another colleague.",
        "whisper": "{office}, incoming call from {caller}.",
        "confirm": "To take the call, press 1.",
        "information": f"{{office}}. Our hours are {{hours}}. {_WRITE} {_VISIT}",
        "changed": "This service has just been updated. Let us start again from the beginning.",
        "fault": "{office}. Because of a technical fault we cannot connect your call at the "
        f"moment. Our hours are {{hours}}. {_WRITE} {_VISIT} "
        "We apologise for the inconvenience.",
        "unavailable": "{organisation}. This number is not in service at the moment. "
        f"{_WRITE} {_VISIT}",
        "goodbye": "Thank you for calling. Goodbye.",
    }
)
