"""No language is known by name outside its own module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from centralino.languages.registry import codes

ROOT = Path(__file__).parents[2]
HOME = ROOT / "centralino" / "languages"
ALLOWED = {
    "centralino/calendar/holidays.py": 1,  # how the library of holidays writes, where it is silent
    "centralino/cli/per_language.py": 1,  # the older spelling of options, which stays
    "centralino/core/texts.py": 1,  # the language that the code itself says its texts in
}
"""How many times a code may be written elsewhere, and why."""
SUFFIXES = tuple(f"_{code}" for code in codes())
"""Of parameters that are for one language."""


def sources() -> list[Path]:
    found = [*(ROOT / "centralino").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]
    return sorted(file for file in [ROOT / "app.py", *found] if HOME not in file.parents)


def written_codes(file: Path) -> Iterator[int]:
    """The lines on which a code is a value or a key, or ends a parameter's name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=value) if value in codes():
                yield node.lineno
            case ast.arg(arg=str(name)) | ast.keyword(arg=str(name)) if name.endswith(SUFFIXES):
                yield node.lineno


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_code_of_a_language_is_written_outside_the_languages(file: Path) -> None:
    name = str(file.relative_to(ROOT))
    found = list(written_codes(file))
    assert len(found) == ALLOWED.get(name, 0), f"{name}: lines {found}"
