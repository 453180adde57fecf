"""Draws docs/architecture.svg: the packages of the code, floor by floor, and who uses whom.

Everything in it is read from the code: the floors from import-linter's contract in
pyproject.toml, the arrows from the imports, what a room is for from its docstring.
"""

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

import grimp

from centralino.drawing.graphviz import svg_of

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"
EDGE = ("app", "handlers")
WIDTH = 34  # characters of a line in a box


@dataclass(frozen=True)
class Room:
    """A package, or a module that stands on a floor of its own."""

    name: str
    about: str


def floors() -> list[list[str]]:
    """The names of the rooms, the top floor first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "floors")
    return [list(EDGE), *([name.strip() for name in layer.split("|")] for layer in layers)]


def room(name: str) -> Room:
    path = _path(name)
    told = path if path.suffix else path / "__init__.py"
    about = ast.get_docstring(ast.parse(told.read_text(encoding="utf-8"))) or ""
    return Room(name, about.partition("\n\n")[0].replace("\n", " "))


def uses() -> set[tuple[str, str]]:
    """Who imports from whom, among rooms."""
    graph = grimp.build_graph("centralino", "handlers", cache_dir=None)
    found = {("app", _room_of(each)) for each in _imported_by(ROOT / "app.py")}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = _room_of(importer), _room_of(imported)
            if one and other and one != other:
                found.add((one, other))
    return found


def arrows(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without those that others imply, so that a picture can be read."""
    below: dict[str, set[str]] = {}
    for one, other in pairs:
        below.setdefault(one, set()).add(other)

    def reached(name: str) -> set[str]:
        direct = below.get(name, set())
        return direct.union(*(reached(each) for each in direct))

    return {
        (one, other)
        for one, other in pairs
        if not any(other in reached(each) for each in below[one] - {other})
    }


def dot() -> str:
    """The house in Graphviz's language."""
    lines = [
        "digraph house {",
        'graph [rankdir=TB, ranksep=0.35, nodesep=0.25, fontname="Helvetica,Arial,sans-serif"];',
        'node [shape=box, style="rounded,filled", fillcolor="#f5f9ff", color="#0066cc",'
        ' fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.28,0.1"];',
        'edge [color="#5b6f82", arrowsize=0.7];',
    ]
    for floor in floors():
        rooms = [room(name) for name in floor]
        lines += [f'"{each.name}" [label="{_label(each)}"];' for each in rooms]
        if len(rooms) > 1:
            lines.append("{rank=same; " + "; ".join(f'"{each.name}"' for each in rooms) + "}")
    lines += [f'"{one}" -> "{other}";' for one, other in sorted(arrows(uses()))]
    return "\n".join([*lines, "}", ""])


def _label(each: Room) -> str:
    return "\\n".join([each.name.upper(), *wrap(each.about.replace('"', "'"), WIDTH)])


def _path(name: str) -> Path:
    for place in (ROOT / "centralino" / name, ROOT / name):
        if place.is_dir():
            return place
        if place.with_suffix(".py").is_file():
            return place.with_suffix(".py")
    raise FileNotFoundError(name)


def _imported_by(file: Path) -> set[str]:
    """Of one module that is no package, which grimp does not read."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {
        f"{node.module}.{name.name}"
        for node in nodes
        for name in node.names
        if str(node.module).split(".")[0] in ("centralino", "handlers")
    }


def _room_of(module: str) -> str:
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "centralino" else first


def main() -> None:
    PICTURE.write_text(svg_of(dot()), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
