"""What a number's check depends on, as one hash: unchanged, it need not be checked again."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from inspect import getfile
from pathlib import Path

from centralino.flows.flow import Flow
from centralino.flows.kinds import KINDS
from centralino.loading.loader import ORGANISATION, Loaded

SOURCE = Path(__file__).parents[1]
LIBRARIES = ("twilio", "holidays", "babel", "tzdata", "recurring-ical-events", "phonenumbers")


class Fingerprints:
    """The hashes of a folder's numbers; new ones each month, as calendars are looked ahead in."""

    def __init__(self, loaded: Loaded, folder: Path, audio: Path, now: datetime) -> None:
        self._loaded = loaded
        names = sorted(file.name for file in audio.glob("*")) if audio.is_dir() else []
        shared = [
            engine(),
            *sorted(map(_content, modules_of_others())),
            f"{now:%Y-%m}",
            *names,
            *sorted(loaded.house.flows),
            *(_content(file) for file in sorted(folder.rglob("*.ics"))),
            *(_content(file) for file in loaded.documents if file.name == ORGANISATION),
        ]
        self._shared = _hash(shared)
        self._contents = {slug: _content(file) for slug, file in loaded.files.items()}

    def of(self, flow: Flow) -> str:
        """With the content of every number that its calls may go on to."""
        return _hash([self._shared, *(self._contents[slug] for slug in self._reached(flow))])

    def _reached(self, flow: Flow) -> list[str]:
        reached, pending = [flow.slug], [flow.slug]
        while pending:
            steps = self._loaded.house.flows[pending.pop()].steps.values()
            others = [jump.number for step in steps for jump in step.jumps()]
            fresh = [slug for slug in others if slug not in reached]
            reached += fresh
            pending += fresh
        return list(dict.fromkeys(reached))


@cache
def engine() -> str:
    """Centralino itself, and what it computes with: another version may judge otherwise."""
    sources = sorted(SOURCE.rglob("*.py")) + sorted(SOURCE.rglob("*.yaml"))
    return _hash([*map(_content, sources), *map(version, LIBRARIES)])


def modules_of_others() -> set[Path]:
    """The modules of kinds of step that are not of this package."""
    files = {Path(getfile(kind)) for kind in KINDS.values()}
    return {file for file in files if SOURCE not in file.parents}


def _content(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=16).hexdigest()


def _hash(parts: Iterable[str]) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
