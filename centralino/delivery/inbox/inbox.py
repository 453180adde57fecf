"""The inbox as pages work with it: in one database, over one account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s

from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.delivery.inbox import handling, searching
from centralino.delivery.inbox.inbox_words import InboxEntry, describe_items
from centralino.delivery.inbox.message_audio import Hearing, Sound, Unheard, UnheardError
from centralino.delivery.inbox.searching import InboxPlace, InboxWish
from centralino.store.inbox_models import InboxItem
from centralino.store.models import Recording
from centralino.store.store import Store

A_PART = 50
LISTENING = 300  # seconds in which pieces of the same audio are one listening

Changes = Callable[[Session, InboxItem], bool]
"""An act on an item; whether it changed anything."""


@dataclass(frozen=True)
class InboxPart:
    """A part of what was wished for; `following` is where the next one begins, if there is one."""

    entries: list[InboxEntry]
    following: InboxPlace | None


class Inbox:
    """Methods raise SQLAlchemyError and StoreNotReadyError."""

    def __init__(self, store: Store, hearing: Hearing, directory: Callable[[], Directory]) -> None:
        self._store = store
        self._hearing = hearing
        self._directory = directory

    def find_part(self, wish: InboxWish, before: InboxPlace | None, language: str) -> InboxPart:
        self._store.prepare()
        with self._store.reading() as session:
            found = searching.find_items(session, wish, A_PART + 1, before)
            shown = found[:A_PART]
            entries = describe_items(session, shown, self._directory(), language)
        last = shown[-1] if len(found) > A_PART else None
        return InboxPart(entries, InboxPlace(last.at, last.key) if last else None)

    def count_open(self, numbers: frozenset[str] | None) -> int:
        """Up to searching.MOST_COUNTED."""
        self._store.prepare()
        with self._store.reading() as session:
            return searching.count_open(session, numbers)

    def find(self, number: str, key: str, language: str) -> InboxEntry | None:
        """One item of a number (its slug); None where there is none."""
        self._store.prepare()
        with self._store.reading() as session:
            item = searching.find_item(session, number, key)
            entries = describe_items(session, [item], self._directory(), language) if item else []
        return entries[0] if entries else None

    def change(self, number: str, key: str, do: Changes) -> bool | None:
        """Whether the act changed anything; None where there is no such item."""
        self._store.prepare()
        with self._store.writing() as session:
            item = searching.find_item(session, number, key)
            return do(session, item) if item else None

    def hear(self, number: str, key: str, who: str, now: datetime) -> Sound:
        """Its audio; that somebody listens is in the trail before they hear it.

        Raises UnheardError. No connection to the database is held while the audio comes.
        """
        recording = self._recording(number, key)
        sound = self._hearing.fetch(recording)
        with self._store.writing() as session:
            item = searching.find_item(session, number, key)
            if item is None:  # erased meanwhile
                raise UnheardError(Unheard.GONE)
            handling.note_listening(session, item, who, _once(who, now), now)
        return sound

    def _recording(self, number: str, key: str) -> Recording:
        self._store.prepare()
        with self._store.reading() as session:
            is_theirs = searching.find_item(session, number, key) is not None
            recording = session.get(Recording, key) if is_theirs else None
        if recording is None:
            raise UnheardError(Unheard.GONE)
        return recording


def _once(who: str, now: datetime) -> str:
    """A browser asks for audio piece by piece: that is one listening."""
    name = blake2s(who.encode(), digest_size=8).hexdigest()
    return f"{name}/{int(now.timestamp()) // LISTENING}"
