"""YAML read by the 1.2 core rules on PyYAML's parser, keeping where everything stands.

`0577` keeps its zero, `no` and `on` are words, `10:30` is text, and a key that stands twice is an
error (yaml.org/spec/1.2.2, chapter 10.3). A leading zero or plus makes text, so that numbers
dialled and codes stay as they were written.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from centralino.core.bounded_reading import LARGEST
from centralino.core.input_errors import VALUE, InputIssue, Place
from centralino.core.texts import N_, _
from centralino.loading.yaml_advice import advise

Path = tuple[str, ...]  # of keys and of places in lists, as text

# libyaml reads ten times faster; PyYAML has it in its wheels, but may be built without.
FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_NODES = 200_000  # aliases may multiply what a small file holds
DEEPEST = 60
MANY_OPENINGS = 2_000  # more than that might nest so deep that libyaml's stack overflows
_OPENING = re.compile(r"[\[{?]|-\s")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_SCALARS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"null|Null|NULL|~|"), lambda text: None),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?"), float),
)


@dataclass
class YamlDocument:
    """What a file says. `places` has (line, column), from 1: of an item, or of a value's key."""

    data: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    misfits: list[InputIssue] = field(default_factory=list)

    def where(self, place: Place) -> tuple[int, int]:
        """Where a path stands in the file; of a value that is not there, where its parent does."""
        texts = tuple(map(str, place))
        above = (texts[:length] for length in range(len(texts), -1, -1))
        return next((self.places[path] for path in above if path in self.places), (1, 1))


class UnreadableError(ValueError):
    """The file is no YAML: what is wrong, and where (line and column from 1)."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_yaml(raw: bytes) -> YamlDocument:
    """Raises UnreadableError for what cannot be read at all; what is only wrong is in `misfits`."""
    if len(raw) > LARGEST:
        raise UnreadableError(_("the file is larger than {largest} kB", largest=LARGEST // 1000))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableError(
            _("the file is not UTF-8: save it with that encoding"), line
        ) from None
    document = YamlDocument()
    node = _composed(text)
    if node is not None:
        document.data = _Construction(document).value(node, ())
    return document


def _composed(text: str) -> Node | None:
    try:
        if len(_OPENING.findall(text)) > MANY_OPENINGS:
            _check_depth(text)
        node: Node | None = yaml.compose(text, Loader=FASTEST)
        return node
    except yaml.MarkedYAMLError as error:
        marks = [_at(mark) for mark in (error.context_mark, error.problem_mark) if mark]
        advice = advise(text, error.problem or "", marks or [(1, 1)])
        raise UnreadableError(advice.what, advice.line, advice.column) from None
    except ReaderError as error:
        before = text[: error.position].splitlines() or [""]
        raise UnreadableError(_(CONTROL), len(before), len(before[-1]) + 1) from None
    except (yaml.YAMLError, RecursionError):
        raise UnreadableError(_(TOO_MUCH)) from None


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=FASTEST):
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise UnreadableError(_(TOO_MUCH), *_at(event.start_mark))


CONTROL = N_("a control character stands here, which cannot be spoken: leave it out")
TOO_MUCH = N_("too much is nested or repeated by aliases")


class _Construction:
    def __init__(self, document: YamlDocument) -> None:
        self._document = document
        self._nodes = 0

    def value(self, node: Node, place: Path) -> Any:
        self._nodes += 1
        if self._nodes > MOST_NODES or len(place) > DEEPEST:
            raise UnreadableError(_(TOO_MUCH), *_position(node))
        self._document.places.setdefault(place, _position(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*place, str(index))) for index, item in enumerate(node.value)]
        if _UNSPEAKABLE.search(node.value):
            self._document.misfits.append(InputIssue(_(CONTROL), place))
        return _scalar(node)

    def _mapping(self, node: MappingNode, place: Path) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        written: set[Path] = set()
        for key_node, value_node in node.value:
            key = self._key(key_node)
            below = (*place, str(key))
            if below in written:
                line, _column = self._document.places[below]
                self._document.misfits.append(
                    InputIssue(
                        _("this key stands twice; the first is on line {line}", line=line),
                        (*below, TWICE),
                    )
                )
                self._document.places[(*below, TWICE)] = _position(key_node)
                continue
            written.add(below)
            self._document.places[below] = _position(key_node)
            if value_node.start_mark.line != key_node.start_mark.line:
                self._document.places[(*below, VALUE)] = _position(value_node)
            result[key] = self.value(value_node, below)
        return result

    def _key(self, node: Node) -> Any:
        key = _scalar(node) if isinstance(node, ScalarNode) else None
        if not isinstance(key, Hashable) or key is None or isinstance(key, bool | float):
            raise UnreadableError(_("a key must be a word or a number"), *_position(node))
        return key


TWICE = "(again)"


def _scalar(node: Node) -> Any:
    text = str(node.value)
    if not isinstance(node, ScalarNode) or node.style:
        return text
    return next((make(text) for pattern, make in _SCALARS if pattern.fullmatch(text)), text)


def _position(node: Node) -> tuple[int, int]:
    return _at(node.start_mark)


def _at(mark: Any) -> tuple[int, int]:
    """Line and column from 1, of PyYAML's mark or of libyaml's."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
