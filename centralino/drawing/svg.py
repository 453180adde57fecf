"""A picture as SVG: laid out to fit a page, with its words for those who do not see it."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from xml.etree import ElementTree as Xml

from centralino.core.texts import _
from centralino.drawing.dot import DotLayout, dot
from centralino.drawing.graphviz import Engine, EngineError, engine
from centralino.drawing.picture import Node, Picture

NAMESPACE = "http://www.w3.org/2000/svg"
PAGE = 660.0  # points: a page's width, at which the smallest words are still easily read
PLANS = tuple(DotLayout(rows, width) for width, rows in product((26, 20), (1, 2, 3, 4)))
MANY = 120  # arrows: far more than a page could show
BOLD = ".node > text:first-of-type { font-weight: bold }"
FONTS = "Helvetica, Arial, Liberation Sans, sans-serif"
_POINTS = re.compile(r"([\d.]+)pt")


def svg(picture: Picture, draw: Engine | None = None, page: float = PAGE) -> str:
    """The picture in the layout that suits a page best, so many points wide. Raises EngineError."""
    draw = draw or engine()
    drawn = []
    for plan in PLANS if len(picture.arrows) <= MANY else (DotLayout(hasty=True),):
        root = Xml.fromstring(draw(dot(picture, plan)))  # noqa: S314 -- the engine's, no stranger's
        drawn.append(root)
        if _size(root)[0] <= page:
            return finish_svg(root, picture)
    return finish_svg(min(drawn, key=_strain), picture)


def _strain(root: Xml.Element) -> float:
    """How hard a picture that is too wide is to read: small once scaled, and long."""
    width, height = _size(root)
    return width * width * max(height, PAGE)


def _size(root: Xml.Element) -> tuple[float, float]:
    """In points. Raises EngineError."""
    width, height = (_POINTS.fullmatch(root.get(name, "")) for name in ("width", "height"))
    if width is None or height is None:
        raise EngineError(_("Graphviz drew a picture that has no size"))
    return float(width[1]), float(height[1])


def finish_svg(root: Xml.Element, picture: Picture) -> str:
    """The engine's drawing with a title, a description, and nothing that a reader stumbles over."""
    Xml.register_namespace("", NAMESPACE)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": "title about",
        "lang": picture.language,
        "data-flow": fingerprint(picture),
    }
    _without_names(root)
    for text in root.iter(f"{{{NAMESPACE}}}text"):
        text.set("font-family", FONTS)
    for place, element in enumerate(_front(picture)):
        root.insert(place, element)
    return Xml.tostring(root, encoding="unicode") + "\n"


def width_of(drawn: str) -> float:
    """The natural width, in points, of a picture that `svg` made."""
    return _size(Xml.fromstring(drawn))[0]  # noqa: S314 -- our own


def _without_names(root: Xml.Element) -> None:
    """The engine names every shape `n3` or `n3->n4`, which browsers show and readers read out."""
    for parent in list(root.iter()):
        for title in parent.findall(f"{{{NAMESPACE}}}title"):
            parent.remove(title)


def _front(picture: Picture) -> Iterator[Xml.Element]:
    for name, words in (("title", picture.title), ("desc", description(picture))):
        element = Xml.Element(f"{{{NAMESPACE}}}{name}", id="title" if name == "title" else "about")
        element.text = words
        yield element
    style = Xml.Element(f"{{{NAMESPACE}}}style")
    style.text = BOLD
    yield style


def description(picture: Picture) -> str:
    """What the picture shows, arrow by arrow, in words."""
    names = {node.key: _told(node) for node in picture.nodes}
    ways = [
        f"{names[arrow.start]} → {', '.join((*arrow.labels, names[arrow.end]))}."
        for arrow in picture.arrows
    ]
    return " ".join([picture.about, *ways])


def _told(node: Node) -> str:
    """A shape in words: by its step's name, or by what it says."""
    words = "" if node.name or not node.words else f" ({node.words[0].rstrip('.')})"
    return node.heading + words


def fingerprint(picture: Picture) -> str:
    """Tells pictures of different flows apart, whatever engine laid them out."""
    return sha256(dot(picture).encode()).hexdigest()[:16]
