"""A thing is found by its name: no two classes share one, nor do two modules."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("centralino", "handlers")
LANGUAGES = ROOT / "centralino" / "languages"
COMMANDS = ROOT / "centralino" / "cli"

SHARED_MODULES = {
    "questions": "a rule of the check, and what a person is asked for a new number",
}
"""Names that two modules may have, and why."""


def files(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def classes(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def twice(named: Iterable[tuple[str, Path]]) -> dict[str, list[str]]:
    """The names that several files bear."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, file in named:
        places[name].append(str(file.relative_to(ROOT)))
    return {name: found for name, found in places.items() if len(found) > 1}


def is_of_a_set(file: Path) -> bool:
    """A command is called as what it is about; languages have the same rooms, each its own."""
    return file.name == "__init__.py" or file.parent == COMMANDS or file.parent.parent == LANGUAGES


def test_no_two_classes_have_one_name() -> None:
    assert twice((name, file) for file in files(*PACKAGES) for name in classes(file)) == {}


def test_no_two_modules_have_one_name() -> None:
    modules = (file for file in files("centralino") if not is_of_a_set(file))
    assert set(twice((file.stem, file) for file in modules)) == set(SHARED_MODULES)
