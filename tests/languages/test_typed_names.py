"""What people call settings in their own words: errors then say which name to write."""

from typing import get_args

import pytest
from support.german import German

from centralino.calls.ending import Ending
from centralino.core.directory import MissedCalls
from centralino.core.input_errors import nearest
from centralino.core.typed_names import stands_for, translate_name
from centralino.fields.expectations import Expectation
from centralino.fields.legs import Leg, Order
from centralino.fields.shapes import Shape
from centralino.flows.kinds import KINDS
from centralino.flows.kinds.menu import Choice
from centralino.languages.english.names import NAMES as ENGLISH
from centralino.languages.italian.names import NAMES as ITALIAN
from centralino.languages.prompts import PLACEHOLDERS
from centralino.languages.registry import add_for_a_while
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import (
    MailShape,
    OrganisationFile,
    PeopleShape,
    RetentionShape,
    Site,
)

SHAPES = (
    *(NumberFile, OrganisationFile, Site, MailShape, PeopleShape, RetentionShape),
    *(Leg, Choice, Expectation),
)
ALL: tuple[type[Shape], ...] = (*SHAPES, *KINDS.values())
SETTINGS = {key for shape in ALL for key in shape.known_keys()}
SETTINGS |= {
    "on",
    "ical",
    "open",
    "reason",
    "note",
    "offer",
    "seasons",
    "country",
    "province",
    "prompt",
    "audio",
}
VALUES = {"true", "false", "all", "caller", "goodbye", *map(str, get_args(Order))}
VALUES |= {*get_args(MissedCalls), *(ending.value for ending in Ending)}


@pytest.mark.parametrize("name", sorted(SETTINGS | set(PLACEHOLDERS)))
def test_every_name_of_the_language_has_an_italian_word(name: str) -> None:
    assert ITALIAN[name].split()


@pytest.mark.parametrize("names", [ITALIAN, ENGLISH], ids=["italian", "english"])
def test_words_are_for_names_that_there_are(names: dict[str, str]) -> None:
    assert set(names) - SETTINGS - VALUES - set(PLACEHOLDERS) == set()


def test_a_word_means_what_can_stand_there() -> None:
    assert translate_name("posta", ["email", "office"]) == ("email",)
    assert translate_name("posta", ["mail", "sites"]) == ("mail",)
    assert nearest("telefono", ["number", "ring"]) == "write 'number' or 'ring'"


def test_case_blanks_dashes_and_slips_of_the_pen_do_not_matter() -> None:
    for written in ("orario di apertura", "Orario-di-apertura", "orario_di_apertura", "orrari"):
        assert nearest(written, ["hours", "office"]) == "write 'hours'"


def test_a_language_brings_words_of_its_own_and_takes_them_away() -> None:
    with add_for_a_while(German):
        assert nearest("Öffnungszeiten", ["hours"]) == "write 'hours'"
        assert stands_for("amt", "office")
    assert not stands_for("amt", "office")
