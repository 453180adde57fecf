"""TwiML's grammar, as the twilio library itself can produce it: nothing is listed by hand.

Every method of a TwiML class that makes a nested element is called once with all of its arguments,
so that its element's name, attributes and text are those that the library writes.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from twilio.twiml import TwiML
from twilio.twiml.voice_response import VoiceResponse

LARGEST = 64_000  # bytes of a document: Twilio's error 11750
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_OWN = {name for name, _ in inspect.getmembers(TwiML, inspect.isfunction)}


@dataclass(frozen=True)
class Element:
    """What one element may have: attributes, text, and other elements by their names."""

    name: str
    attributes: frozenset[str]
    has_text: bool
    children: dict[str, "Element"] = field(default_factory=dict, compare=False)


@cache
def grammar() -> Element:
    """The grammar of the document that answers a voice webhook."""
    return _element(VoiceResponse(), frozenset(), {})


def _element(
    made: Any, attributes: frozenset[str], known: dict[type, dict[str, Element]]
) -> Element:
    if type(made) not in known:
        known[type(made)] = {}
        known[type(made)].update((child.name, child) for child in _children(type(made), known))
    return Element(made.name, attributes, bool(made.value), known[type(made)])


def _children(parent: type, known: dict[type, dict[str, Element]]) -> Iterator[Element]:
    for name, method in inspect.getmembers(parent, inspect.isfunction):
        if name.startswith("_") or name in _OWN:
            continue
        parameters = list(inspect.signature(method).parameters.values())[1:]
        given = {each.name: "x" for each in parameters if each.kind is not each.VAR_KEYWORD}
        made = method(parent() if parent is VoiceResponse else _bare(parent), **given)
        yield _element(made, frozenset(made.attrs), known)


def _bare(kind: type) -> Any:
    required = list(inspect.signature(kind).parameters.values())
    return kind(*["x" for each in required if each.kind is not each.VAR_KEYWORD])


def parsed(document: str) -> ET.Element:
    """The document's root, if it is what Twilio takes. Raises AssertionError."""
    assert document.startswith(DECLARATION)
    assert len(document.encode()) < LARGEST
    root = ET.fromstring(document)  # noqa: S314 -- our own app wrote it
    assert root.tag == "Response"
    _check(root, grammar(), "Response")
    return root


def _check(element: ET.Element, allowed: Element, path: str) -> None:
    unknown = set(element.attrib) - allowed.attributes
    assert not unknown, f"{path} has no attribute {unknown}"
    assert allowed.has_text or not (element.text or "").strip(), f"{path} holds text"
    for child in element:
        assert child.tag in allowed.children, f"{path} holds no {child.tag}"
        assert not (child.tail or "").strip(), f"{path} has text beside {child.tag}"
        _check(child, allowed.children[child.tag], f"{path}/{child.tag}")
