"""What the pages for developers name in the code is there: files, folders, modules and classes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .pages import PAGES, ROOT

FOLDERS = ("centralino", "handlers", "tests", "bench", "soak", "tools", "flows", "docs")
FOR_DEVELOPERS = (
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "architecture.md",
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
)
ALL = sorted({*PAGES, *FOR_DEVELOPERS})
ELSEWHERE = {
    "ThreadWorker": "a class of gunicorn's",
    "mutants/": "made by `make mutants`",
    ".venv/bin/": "made by `make run`",
    "static/audio/": "made by whoever has recordings",
    "centralino.yaml": "the organisation's file, of flows/",
}
"""What is named and not ours, or not kept; and why. All below `var/` is made as it is needed."""
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?!var/)[\w./-]+(?:\.py|/)")
_MODULE = re.compile(r"(?:centralino|handlers|tools|bench|soak)(?:\.\w+)+")
_CLASS = re.compile(r"[A-Z][a-z]+[A-Z]?[A-Za-z]*")


def known_paths() -> frozenset[str]:
    """Every file and folder, from each folder above it on: `x/y/z.py`, `y/z.py`, `z.py`."""
    found = [*ROOT.glob("*"), *(each for name in FOLDERS for each in (ROOT / name).rglob("*"))]
    parts = [each.relative_to(ROOT).parts for each in found]
    return frozenset("/".join(path[at:]) for path in parts for at in range(len(path)))


def known_classes() -> frozenset[str]:
    files = [file for name in FOLDERS for file in (ROOT / name).rglob("*.py")]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_bytes())))
    return frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef))


PATHS = known_paths()
CLASSES = known_classes()


def named(page: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        if pattern.fullmatch(code) and code not in ELSEWHERE:
            yield code


def is_there(path: str) -> bool:
    """A path from the top, or from any folder on the way to it."""
    return path.rstrip("/") in PATHS or (ROOT / path).exists()


def is_defined(name: str) -> bool:
    """A package, a module, or what a module defines."""
    path, module = ROOT / name.replace(".", "/"), ROOT / name.rpartition(".")[0].replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    file = module.with_suffix(".py")
    tree = ast.parse(file.read_bytes() if file.is_file() else b"")
    return path.name in {getattr(node, "name", None) for node in tree.body}


@pytest.mark.parametrize("page", ALL, ids=lambda page: str(page.name))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert [path for path in named(page, _PATH) if not is_there(path)] == []


@pytest.mark.parametrize("page", ALL, ids=lambda page: str(page.name))
def test_every_module_that_a_page_names_is_there(page: Path) -> None:
    assert [name for name in named(page, _MODULE) if not is_defined(name)] == []


@pytest.mark.parametrize("page", FOR_DEVELOPERS, ids=lambda page: str(page.name))
def test_every_class_that_a_page_for_developers_names_is_there(page: Path) -> None:
    assert [name for name in named(page, _CLASS) if name not in CLASSES] == []
