"""Telephone numbers: read as people write them, kept as E.164, masked where others may look."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from centralino.core.input_errors import input_error
from centralino.core.texts import _

COUNTRY = "IT"
SPELT = ("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253")
"""ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE, spelt on a keypad."""


def e164(text: str, country: str = COUNTRY) -> str:
    """`0577 235501` to `+390577235501`.

    Raises InputError for what is no possible telephone number. Possible, not assigned: a number of
    the organisation's own plan need not be in any public table.
    """
    try:
        number = phonenumbers.parse(str(text), country)
    except NumberParseException:
        raise input_error(
            _("'{text}' is no telephone number: write it like 0577 235501", text=text)
        ) from None
    if not phonenumbers.is_possible_number(number) or re.search(r"[A-Za-z]", str(text)):
        raise input_error(
            _("'{text}' is no possible telephone number: count its digits", text=text)
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_mobile(number: str) -> bool:
    """Whether an E.164 number is a mobile's, whose own voicemail may pick up."""
    return (
        phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE
    )


def slug_of_number(number: str, country: str = COUNTRY) -> str:
    """How URLs and files name an E.164 number: `0577235501`, or `+44…` without its plus."""
    parsed = phonenumbers.parse(number, country)
    if phonenumbers.region_code_for_country_code(parsed.country_code or 0) == country:
        return phonenumbers.national_significant_number(parsed)
    return number.lstrip("+")


def format_number(number: str, country: str = COUNTRY) -> str:
    """For people to read: `0577 235501` at home, `+44 20 7946 0000` from abroad."""
    parsed = phonenumbers.parse(number, country)
    at_home = phonenumbers.region_code_for_country_code(parsed.country_code or 0) == country
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def read_caller(sent: str) -> str | None:
    """The caller's number as E.164, or None when it is withheld or is no number.

    Twilio sends `anonymous`, `unknown`, `restricted` or raw text, in any letter case; or such a
    word as a keypad spells it.
    """
    is_number = sent not in SPELT and re.fullmatch(r"\+[1-9]\d{4,14}", sent)
    return sent if is_number else None


def mask_number(number: str) -> str:
    """For logs and lists: `+39333*****67`. What is no number is told as `withheld`."""
    found = read_caller(number)
    if found is None:
        return "withheld"
    return found[:6] + "*" * max(len(found) - 8, 1) + found[-2:]
