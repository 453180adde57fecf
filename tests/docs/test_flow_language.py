"""docs/flow-language.md is complete, and every example in it is loaded and called."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flows.rehearsal import Rehearsal, differences

from centralino.checking.findings import RULES
from centralino.fields.expectations import Expectation
from centralino.fields.legs import Leg
from centralino.fields.schedules import CALENDAR_SCHEMA
from centralino.fields.shapes import Shape
from centralino.flows.kinds import KINDS
from centralino.flows.kinds.menu import Choice
from centralino.flows.step import Step
from centralino.languages.catalogue import BUILT_IN
from centralino.languages.prompts import PLACEHOLDERS
from centralino.languages.registry import find_language
from centralino.loading.loader import load
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import (
    MailShape,
    OrganisationFile,
    PeopleShape,
    RetentionShape,
    Site,
)
from centralino.loading.shared_settings import Common
from centralino.loading.yaml12 import read_yaml

from .pages import LANGUAGE, ROOT, Block, blocks, rows, section

SECTIONS: dict[type[Shape], str] = {
    NumberFile: "The number's file",
    OrganisationFile: "The organisation's file",
    Site: "A site",
    MailShape: "Mail",
    PeopleShape: "People",
    RetentionShape: "Retention",
    Leg: "Telephones",
    Choice: "menu",
    Expectation: "Expectations",
    **{step: kind for kind, step in KINDS.items()},
}
"""Which section tells of the settings of which mapping."""
ORGANISATION = """
organisation: Università di Prova
web: https://www.example.org/contatti
holidays: {country: IT, province: SI}
sites: {rettorato: }
"""
EXAMPLES = blocks("yaml")
"""Those of every page: what a person may copy."""
SPOKEN = [kind for kind, step in KINDS.items() if not step.is_service]
"""The kinds that an example can be called for: a service asks for what no example may show."""
CALLED = [block for block in EXAMPLES if "expect:" in block.text]


def shapes(below: type[Shape] = Shape) -> set[type[Shape]]:
    """Every mapping that a person writes: the leaves of the tree of shapes."""
    own = below.__subclasses__()
    leaves = set().union(*(shapes(each) for each in own)) if own else {below}
    return {each for each in leaves if is_written(each)}


def is_written(shape: type[Shape]) -> bool:
    """A step that is of no kind stands in for one, or is another test's."""
    return not issubclass(shape, Step) or shape in KINDS.values()


def named(block: Block) -> str:
    """The file that an example would be: the organisation's, a number's, or a part of one."""
    if "organisation:" in block.text:
        return "centralino.yaml"
    data = read_yaml(block.text.encode()).data
    return f"{str(data.get('number', 'part')).replace(' ', '')}.yaml"


def whole(block: Block) -> str:
    """An example as a whole file: a part of one is given a number."""
    part = named(block) == "part.yaml"
    return 'number: "0577 235501"\n' + block.text if part else block.text


def folder_with(tmp_path: Path, *examples: Block) -> Path:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "centralino.yaml").write_text(ORGANISATION, encoding="utf-8")
    for block in examples:
        (folder / named(block)).write_text(whole(block), encoding="utf-8")
    return folder


def neighbours(block: Block) -> list[Block]:
    """The examples of other numbers that an example goes to."""
    return [
        other
        for other in EXAMPLES
        if "goto:" in block.text
        and other.page == block.page
        and named(other) not in ("part.yaml", "centralino.yaml", named(block))
    ]


def test_every_mapping_has_a_section() -> None:
    assert shapes() - {Common} == set(SECTIONS)


@pytest.mark.parametrize("shape", SECTIONS, ids=lambda shape: shape.__name__)
def test_every_setting_is_in_the_table_of_its_section(shape: type[Shape]) -> None:
    told = set(rows(section(LANGUAGE, SECTIONS[shape])))
    if shape is OrganisationFile:
        told |= set(rows(section(LANGUAGE, SECTIONS[NumberFile])))
    assert set(shape.known_keys()) - told == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_has_no_setting_that_is_only_documented(kind: str) -> None:
    known = set(KINDS[kind].known_keys())
    known |= set(Choice.known_keys()) if kind == "menu" else set()
    assert set(rows(section(LANGUAGE, kind))) == known


def test_settings_of_the_organisation_are_said_to_be_its_own_too() -> None:
    told = rows(section(LANGUAGE, SECTIONS[NumberFile]))
    shared = {name for name, cells in told.items() if "Also the organisation's" in cells[0]}
    assert shared == set(Common.known_keys())


@pytest.mark.parametrize("kind", SPOKEN)
def test_every_kind_of_step_has_an_example_that_is_called(kind: str) -> None:
    text = section(LANGUAGE, kind)
    example = next(block for block in CALLED if block.text in text)
    steps = read_yaml(example.text.encode()).data["steps"]
    assert any(kind in step for step in steps.values())


@pytest.mark.parametrize("kind", SPOKEN)
def test_the_example_of_a_kind_shows_all_its_settings(kind: str) -> None:
    example = next(block for block in CALLED if block.text in section(LANGUAGE, kind))
    steps = read_yaml(example.text.encode()).data["steps"].values()
    shown = {key for step in steps if kind in step for key in step}
    assert set(KINDS[kind].known_keys()) - shown == set()


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_every_example_loads(tmp_path: Path, block: Block) -> None:
    loaded = load(folder_with(tmp_path, *neighbours(block), block))
    assert [str(problem) for problem in loaded.problems] == []


@pytest.mark.parametrize("block", CALLED, ids=str)
def test_every_example_does_what_it_expects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: Block
) -> None:
    folder = folder_with(tmp_path, *neighbours(block), block)
    rehearsal = Rehearsal(folder, tmp_path, monkeypatch)
    flow = rehearsal.loaded.house.flows[named(block).removesuffix(".yaml")]
    assert flow.expectations
    for expected in flow.expectations:
        call = rehearsal.call(flow, expected)
        assert differences(expected, call) == [], (expected, call.heard())


def test_the_errors_of_a_wrong_file_are_told_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, told = blocks("yaml wrong", "text", pages=(LANGUAGE,))
    folder_with(tmp_path, wrong)
    monkeypatch.chdir(tmp_path)
    problems = load(Path("flows")).problems
    assert "\n".join(map(str, problems)) == told.text.strip()


def test_the_errors_that_the_guide_explains_are_told_in_those_words() -> None:
    with find_language("it").texts.open("rb") as read:
        texts = " ".join(str(message.string) for message in read_po(read, locale="it"))
    sources = texts + " ".join(RULES)
    told = rows(section(ROOT / "docs" / "guida.md", "Errori e rimedi"))
    errors = [error for error in told if " " in error and not error.startswith("centralino")]
    pieces = [
        piece.strip() for error in errors for piece in re.split(r"«[^»]*»|in flows/|;", error)
    ]
    assert len(errors) >= 9
    rules = [name for name in told if re.fullmatch(r"C[EW]\d+", name)]
    assert [piece for piece in [*rules, *pieces] if len(piece) > 4 and piece not in sources] == []


def test_every_placeholder_is_documented() -> None:
    told = rows(section(LANGUAGE, "Placeholders"))
    assert list(told) == [f"{{{name}}}" for name in PLACEHOLDERS]


def test_every_built_in_prompt_is_documented_in_its_own_words() -> None:
    told = rows(section(LANGUAGE, "Built-in prompts"))
    spoken = {
        name: [prompt.versions["it"], prompt.versions["en"]] for name, prompt in BUILT_IN.items()
    }
    assert {name: cells[1:] for name, cells in told.items()} == spoken


def test_every_key_of_a_calendar_is_documented() -> None:
    told = rows(section(LANGUAGE, "Calendars"))
    assert set(told) == set(CALENDAR_SCHEMA["items"]["properties"])


def test_the_precedence_has_a_row_for_a_notice_and_for_each_layer() -> None:
    from centralino.calendar.layers import Layer

    text = section(LANGUAGE, "What decides whether it is open")
    numbered = [line for line in text.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert len(numbered) == 1 + len(Layer)
