"""What is said of Twilio's errors, against its dictionary (twilio.com/docs/api/errors)."""

from centralino.twilio.alerts import OF_VOICE
from centralino.twilio.complaints import COMPLAINTS, Level

WARNINGS = {
    *(12200, 13214, 13223, 13225, 13226, 13227, 13248, 13331, 13511, 13512, 13520, 13521, 15003),
}
"""As the dictionary has them. 13224 was one until 2023, and is an error since."""


def test_each_code_has_the_level_of_twilios_dictionary() -> None:
    told = {code for code, each in COMPLAINTS.items() if each.level is Level.WARNING}
    assert told == WARNINGS


def test_each_code_is_asked_for_and_has_a_meaning_and_a_remedy() -> None:
    for code, each in COMPLAINTS.items():
        assert any(code in codes for codes in OF_VOICE)
        assert each.meaning, code
        assert each.remedy, code


def test_an_error_is_felt_by_callers() -> None:
    quiet = {code for code, each in COMPLAINTS.items() if not each.felt}
    assert quiet <= WARNINGS
