"""Writes the tables of docs/ that say what the code says: the check's rules, the built-in prompts.

Each stands between two comments of its page; all around them is written by people.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from centralino.checking.rules_explained import explain_rules
from centralino.languages.catalogue import BUILT_IN, OCCASIONS

DOCS = Path(__file__).resolve().parent.parent / "docs"
LANGUAGES = {"it": "Italian", "en": "English"}
"""Those that the page quotes its prompts in."""
Rows = Iterable[tuple[str, ...]]


def rules() -> Rows:
    yield "id", "what it finds"
    for id_, told in explain_rules().items():
        yield id_, told.replace("flow language", "[flow language](flow-language.md)")


def prompts() -> Rows:
    yield "name", "when it is said", *LANGUAGES.values()
    for name, occasion in OCCASIONS.items():
        versions = BUILT_IN[name].versions
        yield f"`{name}`", occasion, *(str(versions[code]) for code in LANGUAGES)


TABLES: dict[tuple[str, str], Callable[[], Rows]] = {
    ("checking.md", "rules"): rules,
    ("flow-language.md", "built-in prompts"): prompts,
}
"""What makes the table of that name in that page."""


def write_pages(folder: Path = DOCS) -> Iterator[Path]:
    """Bring every table up to date; the pages that have one."""
    for page in sorted({page for page, _ in TABLES}):
        file = folder / page
        file.write_text(rebuild_page(file), encoding="utf-8")
        yield file


def rebuild_page(file: Path) -> str:
    """The page as it is, with its tables as they should be. Raises ValueError for lost marks."""
    text = file.read_text(encoding="utf-8")
    for (page, name), table in TABLES.items():
        if page == file.name:
            text = _put(text, name, "\n".join(_lines(table())))
    return text


def _put(text: str, name: str, table: str) -> str:
    begin, end = f"<!-- {name}: written by `make docs` -->\n", f"\n<!-- end of {name} -->"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if len(marked.findall(text)) != 1:
        raise ValueError(f"no table '{name}' between its two comments")
    return marked.sub(lambda found: f"{begin}{table}{end}", text)


def _lines(rows: Rows) -> Iterator[str]:
    for place, cells in enumerate(rows):
        yield f"| {' | '.join(cells)} |"
        if place == 0:
            yield "|" + "---|" * len(cells)


def main() -> None:
    for page in write_pages():
        print(page.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
