"""In modules whose texts people read, each sentence is marked: also one that no test prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.unmarked_sentences import unmarked_sentences

ROOT = Path(__file__).parents[2] / "centralino"
READ = (
    "checking",
    "cli",
    "commissioning",
    "drawing",
    "simulator",
    "year",
)
ELSEWHERE = {"rules_explained.py"}
"""Not read in a terminal: the table of a page."""
NO_SENTENCES = {
    "We are sorry, an application error has occurred. Goodbye.",  # Twilio's own, as it says it
    "bold blue",
    "bold red",
    "centralino call ",
    "last error",  # a column's name in JSON; marked where it is shown
    "digraph flow {",
    "not simulated",  # how a call ended, in JSON
    "title about",
}


def modules() -> Iterator[Path]:
    for name in READ:
        place = ROOT / name
        yield from place.rglob("*.py") if place.is_dir() else (place,)


@pytest.mark.parametrize("module", sorted(modules()), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_sentence_is_marked(module: Path) -> None:
    found = set(unmarked_sentences(module.read_text(encoding="utf-8"))) - NO_SENTENCES
    assert found == set() or module.name in ELSEWHERE


def test_a_sentence_is_found_wherever_it_stands() -> None:
    source = '''
"""A docstring is none."""
TABLE = {"a": "one text", "b": N_("another text")}
def tell(name: str) -> str:
    """Nor is this one."""
    log.error("a line of a log", name=name)
    yield _("a marked text of {name}", name=name)
    yield _n("one thing more", "more things yet", 2)
    raise UsageError(f"no file {name} is here")
'''
    assert list(unmarked_sentences(source)) == ["one text", "no file ", " is here"]
