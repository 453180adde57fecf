"""A picture in the language of Graphviz."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from centralino.drawing.abridging import wrap_text
from centralino.drawing.picture import Arrow, Form, Node, Picture

INK = "#17324d"
FONT = 'fontname="Helvetica"'
OUTLINES: Mapping[Form, str] = {
    Form.START: 'shape=oval, style="filled,bold", fillcolor="#ffffff"',
    Form.MESSAGE: 'shape=box, style="filled,rounded", fillcolor="#ffffff"',
    Form.DECISION: 'shape=hexagon, style=filled, fillcolor="#e6eef7", margin="0.02,0.06"',
    Form.QUESTION: 'shape=invhouse, style=filled, fillcolor="#e6eef7", margin="0.04,0.04"',
    Form.TELEPHONES: 'shape=box, style=filled, fillcolor="#ffffff", peripheries=2',
    Form.ELSEWHERE: 'shape=box, style="filled,dashed", fillcolor="#ffffff"',
    Form.CONVERSATION: 'shape=oval, style=filled, fillcolor="#dff1e4", peripheries=2',
    Form.VOICEMAIL: 'shape=note, style=filled, fillcolor="#fff3d6"',
    Form.INFORMATION: 'shape=box, style="filled,diagonals", fillcolor="#f0ecf7"',
}
"""Each form by its outline; the fill only helps the eye."""


@dataclass(frozen=True)
class DotLayout:
    """How a picture is laid out: siblings in how many rows, words in how wide lines.

    `hasty`: less beautiful, in a time that even hundreds of steps allow.
    """

    rows: int = 1
    width: int = 26
    hasty: bool = False


def dot(picture: Picture, plan: DotLayout | None = None) -> str:
    return "\n".join(_lines(picture, plan or DotLayout())) + "\n"


def _lines(picture: Picture, plan: DotLayout) -> Iterator[str]:
    yield "digraph flow {"
    yield "  rankdir=TB; nodesep=0.22; ranksep=0.38; pad=0.1;"
    yield f'  node [{FONT}, fontsize=12, color={_ink()}, fontcolor={_ink()}, margin="0.11,0.06"];'
    yield f"  edge [{FONT}, fontsize=11, color={_ink()}, fontcolor={_ink()}, arrowsize=0.7];"
    if plan.hasty:
        yield "  nslimit=0.5; nslimit1=0.5; mclimit=0.2; searchsize=20; splines=polyline;"
    names = {node.key: f"n{place}" for place, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        yield f"  {names[node.key]} [label={_label(node, plan.width)}, {OUTLINES[node.form]}];"
    for arrow, length in zip(picture.arrows, _lengths(picture, plan.rows), strict=True):
        yield f"  {names[arrow.start]} -> {names[arrow.end]}{_style(arrow, length, plan.width)};"
    yield "}"


def _label(node: Node, width: int) -> str:
    lines = [line for part in node.words for line in wrap_text(part, width)]
    return quote_text("\n".join((node.heading, *lines)))


def _style(arrow: Arrow, length: int, width: int) -> str:
    lines = [line for label in arrow.labels for line in wrap_text(label, width - 4)]
    parts = ["label=" + quote_text("\n".join(f" {line} " for line in lines))] if lines else []
    parts += [f"minlen={length}"] if length > 1 else []
    return f" [{', '.join(parts)}]" if parts else ""


def _lengths(picture: Picture, rows: int) -> Iterator[int]:
    """How many ranks each arrow spans: what leaves one node takes turns among the rows."""
    left: dict[str, int] = {}
    for arrow in picture.arrows:
        turn = left.get(arrow.start, 0)
        left[arrow.start] = turn + 1
        yield turn % rows + 1


def _ink() -> str:
    return f'"{INK}"'


def quote_text(text: str) -> str:
    """Between quotes, with line breaks in Graphviz's way; a backslash stands for itself."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n") + '"'
