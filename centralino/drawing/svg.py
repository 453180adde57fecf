"""A picture as SVG: laid out to fit a page, with its words for those who do not see it."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from xml.etree import ElementTree as Xml

from centralino.drawing.dot import Plan, dot
from centralino.drawing.engine import Engine, EngineError, engine
from centralino.drawing.picture import Picture

NAMESPACE = "http://www.w3.org/2000/svg"
PAGE = 660.0  # points: a page's width, at which the smallest words are still easily read
PLANS = tuple(Plan(rows, width) for width, rows in product((26, 20), (1, 2, 3)))
BOLD = ".node > text:first-of-type { font-weight: bold }"
FONTS = "Helvetica, Arial, Liberation Sans, sans-serif"
_POINTS = re.compile(r"([\d.]+)pt")


def svg(picture: Picture, draw: Engine | None = None) -> str:
    """The picture in the layout that suits a page best. Raises EngineError."""
    draw = draw or engine()
    narrowest, least = None, float("inf")
    for plan in PLANS:
        root = Xml.fromstring(draw(dot(picture, plan)))  # noqa: S314 -- the engine's own, not a stranger's
        if _width(root) < least:
            narrowest, least = root, _width(root)
        if least <= PAGE:
            break
    if narrowest is None:
        raise EngineError("Graphviz drew nothing")
    return finished(narrowest, picture)


def _width(root: Xml.Element) -> float:
    """In points. Raises EngineError."""
    found = _POINTS.fullmatch(root.get("width", ""))
    if found is None:
        raise EngineError("Graphviz drew a picture that has no width")
    return float(found[1])


def finished(root: Xml.Element, picture: Picture) -> str:
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
    titles = {node.key: ", ".join((node.title, *node.words[:1])) for node in picture.nodes}
    ways = [
        f"{titles[arrow.start]}: {' / '.join(arrow.labels) or '…'} → {titles[arrow.end]}."
        for arrow in picture.arrows
    ]
    return " ".join([picture.about, *ways])


def fingerprint(picture: Picture) -> str:
    """Tells pictures of different flows apart, whatever engine laid them out."""
    return sha256(dot(picture).encode()).hexdigest()[:16]
