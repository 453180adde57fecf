"""Flows in a folder of their own, loaded and checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

from support.house import write

from centralino.checking.checked import Check, Proof
from centralino.checking.findings import Finding
from centralino.loading.loader import Loaded, load

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SLUG, OTHER = "0577235501", "0577235502"
OFFICE = """\
number: "0577 235501"
email: urp@example.org
hours: {mon-fri: "10:00-13:00"}
ring: ["0577 235010", "0577 235011"]
"""


@dataclass
class Checked:
    loaded: Loaded
    proofs: dict[str, Proof]

    @property
    def findings(self) -> list[Finding]:
        return [finding for proof in self.proofs.values() for finding in proof.findings]

    @property
    def ids(self) -> list[str]:
        return [finding.id for finding in self.findings]

    def one(self, id_: str) -> Finding:
        found = [finding for finding in self.findings if finding.id == id_]
        assert len(found) == 1, [f"{each.id} {each.place} {each.message}" for each in self.findings]
        return found[0]


def checked(folder: Path, steps: str = "", settings: str = OFFICE, **others: str) -> Checked:
    """A number with these steps, or the default flow, among others; as of a Monday at 11."""
    flow = settings + ("steps:\n" + indented(steps) if steps else "")
    write(folder, {SLUG: flow, **others})
    loaded = load(folder)
    assert not loaded.problems, loaded.problems
    return proved(loaded, folder / "audio")


def proved(loaded: Loaded, audio: Path, region: str = "") -> Checked:
    check = Check(loaded, NOW, audio, region)
    flows: Iterable[str] = loaded.house.flows
    return Checked(loaded, {slug: check.prove(loaded.house.flows[slug]) for slug in flows})


def indented(steps: str) -> str:
    return "".join(f"  {line}\n" for line in dedent(steps).strip().splitlines())
