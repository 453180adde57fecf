"""Words that are true of one day alone, in each language."""

import pytest
from support.german import German

from centralino.languages.day_words import find_day_words
from centralino.languages.registry import add_for_a_while, languages


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("it", "Oggi chiudiamo alle 12.", [("Oggi chiudiamo alle 12.", "Oggi")]),
        ("it", "Neve. Domani, se smette, apriamo.", [("Domani, se smette, apriamo.", "Domani")]),
        ("it", "Siamo chiusi da ieri", [("Siamo chiusi da ieri", "ieri")]),
        ("it", "Riapriamo dopodomani!", [("Riapriamo dopodomani!", "dopodomani")]),
        (
            "it",
            "Chiuso questo  pomeriggio.",
            [("Chiuso questo  pomeriggio.", "questo  pomeriggio")],
        ),
        ("it", "È chiuso dall’altro ieri.", [("È chiuso dall'altro ieri.", "ieri")]),
        ("it", "Lunedì siamo chiusi. Sabato in via Domaniani.", []),
        ("it", "Per l'oggidì e l'indomani.", []),
        ("en", "We are closed today.", [("We are closed today.", "today")]),
        (
            "en",
            "We open the day after tomorrow.",
            [("We open the day after tomorrow.", "the day after tomorrow")],
        ),
        ("en", "Today's talk is off.", [("Today's talk is off.", "Today")]),
        ("en", "Closed on Monday. USA Today is here.", [("USA Today is here.", "Today")]),
        ("en", "Yesterdays are gone.", []),
    ],
)
def test_a_sentence_that_names_a_day_by_its_distance_is_found(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert list(find_day_words(text, language)) == found


def test_a_language_from_outside_has_its_own() -> None:
    with add_for_a_while(German):
        assert [word for _, word in find_day_words("Heute zu. Bis gestern.", "de")] == [
            "Heute",
            "gestern",
        ]


def test_every_language_knows_the_days_that_it_calls_itself() -> None:
    for each in languages():
        for word in each.at_hand.values():
            assert list(find_day_words(f"{word}.", each.code)), (each.code, word)
