"""Answers that are the same for every call in the same state, kept for as long as they hold."""

from dataclasses import dataclass, field
from datetime import datetime

from centralino.flows.switches import Switches
from centralino.flows.walk import Answer, Walk

MOST = 5_000  # answers of one process, about 2 kB each
Key = tuple[object, ...]


@dataclass(frozen=True)
class _Shelf:
    """The answers under one state of the switches; a thread that is late writes to its own."""

    switches: Switches
    answers: dict[Key, Answer] = field(default_factory=dict)


class AnswerCache:
    """Kept answers. A change of what is switched forgets them all."""

    def __init__(self) -> None:
        self._shelf = _Shelf(Switches())

    def get(self, walk: Walk, now: datetime, switches: Switches) -> Answer | None:
        shelf = self._shelf
        if switches is not shelf.switches:
            return None
        kept = shelf.answers.get(_key(walk))
        return kept if kept is not None and kept.since <= now < kept.until else None

    def keep(self, walk: Walk, answer: Answer, switches: Switches) -> None:
        if answer.personal or answer.failures:
            return
        shelf = self._shelf
        if switches is not shelf.switches or len(shelf.answers) >= MOST:
            shelf = self._shelf = _Shelf(switches)
        shelf.answers[_key(walk)] = answer


def _key(walk: Walk) -> Key:
    return (walk.flow.slug, walk.step, walk.call_state, walk.given)
