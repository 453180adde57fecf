"""A watch over the flow files: whoever edits them hears what they say, without being asked."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from centralino.serving.flow_sources import Contents, FlowSources, Stamps

EVERY = 0.25  # seconds between two looks
RESTLESS = 4  # looks that a file which goes on changing is waited for
log = structlog.get_logger(__name__)


class FlowWatch:
    """Looks again and again, and calls `reload` when a file says something else than was loaded.

    What is being written is left alone until it has been the same for two looks, or for a second
    at the most. `loaded` tells the contents that were loaded last. `reload` is called once for
    each change, in this watch's thread.
    """

    def __init__(
        self,
        sources: FlowSources,
        loaded: Callable[[], Contents],
        reload: Callable[[], None],
        every: float = EVERY,
    ) -> None:
        self._sources, self._loaded, self._reload = sources, loaded, reload
        self._every = every
        self._seen: Stamps = {}
        self._settled: Stamps = {}
        self._restless = 0
        self._asked: Contents = {}
        self._closing = Event()

    def start(self) -> None:
        Thread(target=self._watch, name="flow files", daemon=True).start()

    def close(self) -> None:
        self._closing.set()

    def look(self) -> None:
        """One look. What it finds changed is told once it has come to rest."""
        seen = self._sources.stamps()
        moves = seen != self._seen
        self._restless = self._restless + 1 if moves else 0
        self._seen = seen
        if seen != self._settled and (not moves or self._restless >= RESTLESS):
            self._settled, self._restless = seen, 0
            self._compare()

    def _compare(self) -> None:
        found, asked = self._sources.contents(), self._asked
        self._asked = found
        if found not in (self._loaded(), asked):
            self._reload()

    def _watch(self) -> None:
        while not self._closing.wait(self._every):
            try:
                self.look()
            except Exception:
                # Whatever it is, the next look may do better; a dead thread would not.
                log.exception("the flow files could not be looked at")
