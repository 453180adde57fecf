"""A picture in the language of Mermaid, which many wikis and repositories draw by themselves."""

from collections.abc import Iterator, Mapping

from centralino.drawing.picture import Form, Node, Picture

BRACKETS: Mapping[Form, tuple[str, str]] = {
    Form.START: ("([", "])"),
    Form.MESSAGE: ("(", ")"),
    Form.DECISION: ("{{", "}}"),
    Form.QUESTION: ("[/", "\\]"),
    Form.TELEPHONES: ("[[", "]]"),
    Form.ELSEWHERE: (">", "]"),
    Form.CONVERSATION: ("(((", ")))"),
    Form.VOICEMAIL: ("[(", ")]"),
    Form.INFORMATION: ("[\\", "/]"),
}


def mermaid(picture: Picture) -> str:
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield "flowchart TB"
    yield f"  accTitle: {_plain(picture.title)}"
    yield f"  accDescr: {_plain(picture.about)}"
    names = {node.key: f"n{place}" for place, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        opening, closing = BRACKETS[node.form]
        yield f'  {names[node.key]}{opening}"{_label(node)}"{closing}'
    for arrow in picture.arrows:
        why = f'|"{"<br/>".join(map(_escaped, arrow.labels))}"|' if arrow.labels else ""
        yield f"  {names[arrow.start]} -->{why} {names[arrow.end]}"


def _label(node: Node) -> str:
    return "<br/>".join([f"<b>{_escaped(node.heading)}</b>", *map(_escaped, node.words)])


def _escaped(text: str) -> str:
    """Mermaid reads `#quot;` and the like; anything else of its grammar is safe between quotes."""
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, code)
    return text


def _plain(text: str) -> str:
    """For a line that Mermaid reads up to its end."""
    return " ".join(text.replace("#", " ").replace(";", ",").split())
