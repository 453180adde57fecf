"""The documentation as the tests see it: pages, their sections, and the examples in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
LANGUAGE = ROOT / "docs" / "flow-language.md"
_FENCE = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{2,} (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """Fenced text: `kind` is what follows the fence, as `yaml` or `console`."""

    page: str
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(*kinds: str, pages: tuple[Path, ...] = PAGES) -> list[Block]:
    return [block for page in pages for block in _of(page) if block.kind in kinds]


def _of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        line = text[: found.start()].count("\n") + 1
        yield Block(page.name, line, found["kind"].strip(), found["text"])


def section(page: Path, title: str) -> str:
    """What stands below a heading, up to the next one of any level."""
    parts = _HEADING.split(page.read_text(encoding="utf-8"))
    named = dict(zip(parts[1::2], parts[2::2], strict=True))
    return named[title]


def rows(text: str) -> dict[str, list[str]]:
    """A section's tables: each row's other cells by the names in code of its first."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("|"):
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[0]), cells[1:])
    return found
