"""A document without what changes from call to call: words, times, whose number it is."""

from xml.etree import ElementTree as ET

Shape = tuple[str, ...]
CHANGES = {"action", "url", "timeout", "callerId", "recordingStatusCallback", "hints"}


def shape_of(twiml: str) -> Shape:
    root = ET.fromstring(twiml)  # noqa: S314 -- our own app wrote it
    return joined(tuple(_element(child) for child in root))


def joined(parts: Shape) -> Shape:
    """Words in one voice are one, however many pieces they come in."""
    result: list[str] = []
    for part in parts:
        if not (part.startswith("Say") and result[-1:] == [part]):
            result.append(part)
    return tuple(result)


def _element(element: ET.Element) -> str:
    kept = sorted((k, v) for k, v in element.attrib.items() if k not in CHANGES)
    names = sorted(set(element.attrib) & CHANGES)
    nested = joined(tuple(_element(child) for child in element))
    return f"{element.tag} {kept} {names} {nested}"
