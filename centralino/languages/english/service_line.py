"""What the service line says in English."""

from collections.abc import Mapping
from types import MappingProxyType

SERVICE_LINE: Mapping[str, str] = MappingProxyType(
    {
        "trial": "Notices and closures. This is a trial: nothing really changes.",
        "not_allowed": "This number is for authorised staff only.",
        "ask_office": "Notices and closures. "
        "Please enter the last digits of the office's number, followed by the hash key.",
        "unknown_office": "No office has this number.",
        "several_offices": "More than one office has a number that ends like this. "
        "Please enter a few more digits.",
        "ask_pin": "{office}. Please enter the PIN, followed by the hash key.",
        "wrong_pin": "That PIN is not correct.",
        "locked": "Access is suspended after too many wrong attempts. Please contact the helpdesk.",
        "open": "The office is open.",
        "closed": "The office is closed.",
        "closed_because": "The office is closed {why}.",
        "reopens": "It reopens {moment}.",
        "no_notice": "There are no notices in force.",
        "notice": "There is a notice, which ends {moment}. This is what callers hear.",
        "waiting": "A recorded notice will be in force shortly.",
        "menu": "To hear the situation again, press 1. To close until the next opening, press 2. "
        "To reopen, press 3. To record a notice, press 4. To remove notices, press 5. "
        "To finish, press 9.",
        "confirm_close": "The office closes at once and reopens {moment}. "
        "To confirm, press 1. To go back, press 2.",
        "already_closed": "The office is closed already. To skip the next opening, "
        "and reopen {moment}, press 1. To go back, press 2.",
        "no_opening": "There is no opening in sight. Please contact the helpdesk.",
        "done_close": "Done. The office is closed.",
        "done_reopen": "Done. The closure has been removed.",
        "nothing_to_reopen": "There is no closure of this office to remove.",
        "record": "Please record the notice after the tone. When you have finished, press hash.",
        "nothing_heard": "Nothing was recorded.",
        "ask_until": "Until when is the notice in force? Until the next opening, press 1. "
        "Until midnight, press 2. For 24 hours, press 3. For a week, press 4.",
        "your_notice": "This is your notice.",
        "confirm_notice": "The notice ends {moment}. To confirm, press 1. To cancel, press 2.",
        "done_notice": "Done. Callers will hear the notice in a few seconds.",
        "confirm_remove": "To remove the office's notices, press 1. To go back, press 2.",
        "done_remove": "Done. The office's notices have been removed.",
        "nothing_to_remove": "There are no notices of this office to remove.",
        "invalid": "That is not one of the options.",
        "done_before": "This request has been carried out already.",
        "failed": "The service is not available at the moment, and nothing has changed. "
        "Please contact the helpdesk.",
        "goodbye": "Goodbye.",
    }
)
