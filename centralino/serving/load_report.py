"""What became of a loading, for whoever asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from centralino.loading.loader import Loaded
from centralino.serving.flow_sources import FileChange


@dataclass(frozen=True)
class LoadReport:
    """`changes` says what differed from the loading before; `refused`, each error with its place.

    Of the files with errors, those in `last_good` serve as they last were good; those in `left_out`
    do not serve at all. `fault`: nothing was loaded, and the earlier flows go on.
    """

    numbers: int = 0
    changes: tuple[FileChange, ...] = ()
    refused: tuple[str, ...] = ()
    last_good: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    fault: str = ""

    @property
    def taken(self) -> tuple[FileChange, ...]:
        """The changes that serve now for certain: a calendar may be why its numbers are refused."""
        if not self.refused:
            return self.changes
        bad = {*self.last_good, *self.left_out}
        flows = (each for each in self.changes if Path(each.file).suffix in (".yaml", ".yml"))
        return tuple(each for each in flows if each.file not in bad)

    @property
    def is_well(self) -> bool:
        return not self.refused and not self.fault


def report_loaded(loaded: Loaded, changes: Iterable[FileChange] = ()) -> LoadReport:
    refused = {Path(problem.file).name for problem in loaded.problems}
    return LoadReport(
        numbers=len(loaded.house.flows),
        changes=tuple(changes),
        refused=tuple(str(problem) for problem in loaded.problems),
        last_good=loaded.stale,
        left_out=tuple(sorted(refused.difference(loaded.stale))),
    )


def report_fault(error: Exception) -> LoadReport:
    return LoadReport(fault=f"{type(error).__name__}: {error}")
