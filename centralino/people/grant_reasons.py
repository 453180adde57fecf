"""Why somebody may something: through which entry, on which line of which file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centralino.core.texts import _
from centralino.loading.loader import ORGANISATION, Loaded
from centralino.loading.yaml12 import YamlDocument
from centralino.people.roles import Grant


@dataclass(frozen=True)
class GrantReason:
    """A grant, and where its entry is written."""

    grant: Grant
    file: str
    line: int

    @property
    def setting(self) -> str:
        """`people.helpdesk`; which of several entries it is, its line tells."""
        return ".".join(str(part) for part in self.grant.setting if isinstance(part, str))

    @property
    def where(self) -> str:
        """`people.helpdesk in flows/centralino.yaml:12`."""
        return _("{setting} in {file}:{line}", setting=self.setting, file=self.file, line=self.line)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "role": self.grant.role.value,
            "number": self.grant.number,
            "entry": str(self.grant.entry),
            "form": self.grant.entry.form.value,
            "setting": self.setting,
            "file": self.file,
            "line": self.line,
        }


def locate_grants(grants: Iterable[Grant], loaded: Loaded) -> Iterator[GrantReason]:
    """Each with its place. An office's `email` may be the organisation's, for all its numbers."""
    shared = next((file for file in loaded.documents if file.name == ORGANISATION), Path())
    for grant in grants:
        own = loaded.files.get(grant.number, shared)
        file = own if (grant.setting[0],) in _places(loaded, own) else shared
        document = loaded.documents.get(file, YamlDocument())
        yield GrantReason(grant, str(file), document.where(grant.setting)[0])


def _places(loaded: Loaded, file: Path) -> dict[tuple[str, ...], tuple[int, int]]:
    document = loaded.documents.get(file)
    return document.places if document else {}
