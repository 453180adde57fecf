"""What a picture shows, before anything is laid out: shapes with words, and arrows between them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Form(StrEnum):
    """What a shape stands for. Each has an outline of its own, so that no colour is needed."""

    START = "start"
    MESSAGE = "message"
    DECISION = "decision"
    QUESTION = "question"
    TELEPHONES = "telephones"
    ELSEWHERE = "elsewhere"
    CONVERSATION = "conversation"
    VOICEMAIL = "voicemail"
    INFORMATION = "information"


ENDINGS = frozenset({Form.CONVERSATION, Form.VOICEMAIL, Form.INFORMATION})


@dataclass(frozen=True)
class Node:
    """One shape. `words` are prompts, hours or numbers, each beginning a line of its own.

    `name` is the step's own in its file, where it is to be seen.
    """

    key: str
    form: Form
    title: str
    words: tuple[str, ...] = ()
    name: str = ""

    @property
    def heading(self) -> str:
        return f"{self.title} · {self.name}" if self.name else self.title


@dataclass(frozen=True)
class Arrow:
    """From one node to another, and why: an empty label where there is no choice."""

    start: str
    end: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """`about` says in words what the picture shows, for those who do not see it."""

    title: str
    about: str
    language: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def merge_arrows(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Arrows between the same two nodes made one, with all their labels."""
    found: dict[tuple[str, str], Arrow] = {}
    for arrow in arrows:
        ends = (arrow.start, arrow.end)
        first = found.get(ends)
        labels = (first.labels if first else ()) + arrow.labels
        found[ends] = replace(arrow, labels=tuple(dict.fromkeys(labels)))
    return tuple(found.values())
