"""The built-in prompts in English."""

from collections.abc import Mapping
from types import MappingProxyType

PROMPTS: Mapping[str, str] = MappingProxyType(
    {
        "closed": "{office}. The office is closed. Reason: {reason}. "
        "It reopens {reopens}. You can write to {email}. For more information, visit {web}.",
        "outside": "{office}. The office is closed at the moment. Reason: {reason}. "
        "The office is open {hours}. It reopens {reopens}. You can write to {email}.",
        "nobody": "We are sorry, nobody can take your call at the moment.",
        "greeting": "After the tone, please leave your name, your contact details and a short "
        "message. When you have finished, press hash, or simply hang up.",
        "recorded": "Messages are recorded and kept for {kept}.",
        "receipt": "Thank you, your message has been recorded. The reference is {reference}.",
        "empty": "We have not received a message. You can write to {email}. "
        "For more information, visit {web}.",
        "invalid": "That is not a valid choice.",
        "code": "Please enter the code, followed by the hash key.",
        "invalid_code": "That code is not valid.",
        "progress": "Please hold, we are trying another number.",
        "whisper": "A call for {office}. The caller is {caller}.",
        "confirm": "To take the call, press 1.",
        "information": "{office}. The office is open {hours}. You can write to {email}. "
        "For more information, visit {web}.",
        "changed": "This service has just been updated. Let us start again from the beginning.",
        "fault": "{office}. Because of a technical fault we cannot connect your call at the "
        "moment. The office is open {hours}. You can write to {email}. "
        "For more information, visit {web}. We apologise for the inconvenience.",
        "unavailable": "{organisation}. This number is not in service at the moment. "
        "You can write to {email}. For more information, visit {web}.",
        "goodbye": "Thank you for calling. Goodbye.",
    }
)
