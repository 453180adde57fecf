"""Nothing outside flows/kinds/ knows a kind of step by its module, its type or its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from centralino.fields.shapes import Shape
from centralino.flows.kinds import KINDS
from centralino.flows.step import Step

ROOT = Path(__file__).parents[2]
OWN = ROOT / "centralino" / "flows" / "kinds"
FOLDERS = (ROOT / "centralino", ROOT / "handlers")
FILES = [ROOT / "app.py", *(file for folder in FOLDERS for file in folder.rglob("*.py"))]
SOURCES = [file for file in FILES if OWN not in file.parents]
MODULE = "centralino.flows.kinds."


def types(below: type[Shape] = Step) -> Iterator[str]:
    """The names of the kinds' types, and of what several of them share."""
    for each in below.__subclasses__():
        yield each.__name__
        yield from types(each)


TYPES = frozenset(types()) - {"StandIn"}


def known_kinds(source: str) -> list[str]:
    """Whatever in a module knows a kind of step."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if _knows(node)]


def _knows(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)) if module.startswith(MODULE):
            return True
        case ast.ImportFrom(module="centralino.flows.kinds", names=names):
            return any((OWN / f"{each.name}.py").exists() for each in names)
        case ast.Import(names=names):
            return any(each.name.startswith(MODULE) for each in names)
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[_, asked]):
            return not TYPES.isdisjoint(_names(asked))
        case ast.MatchClass(cls=asked):
            return not TYPES.isdisjoint(_names(asked))
        case ast.Compare(left=ast.Attribute(attr="kind"), comparators=[ast.Constant(value=value)]):
            return value in KINDS
    return False


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_asks_a_step_and_does_not_know_its_kind(file: Path) -> None:
    assert known_kinds(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from centralino.flows.kinds.dial import OFFICE",
        "from centralino.flows.kinds import KINDS, menu",
        "import centralino.flows.kinds.gate",
        "isinstance(step, Dial | Menu)",
        "isinstance(step, (Step, Asking))",
        "step.kind == 'voicemail'",
        "match step:\n    case Gate(gate='hours'):\n        pass",
    ],
)
def test_one_that_knew_would_be_found(line: str) -> None:
    assert len(known_kinds(line)) == 1
