"""How many mutants each module has, and how many of them a test noticed: after `mutmut run`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

MUTANTS = Path("mutants")
# As mutmut writes down how the tests ended.
UNNOTICED = (0, 5, 33)  # passed; there was none
TIMED_OUT = (24, -24, 36, 152, 255)


def scores(folder: Path) -> Iterator[tuple[str, list[int | None]]]:
    """A module, and how the tests ended for each of its mutants; None: not run yet."""
    for file in sorted(folder.rglob("*.meta")):
        module = str(file.relative_to(folder)).removesuffix(".meta")
        yield module, list(json.loads(file.read_text())["exit_code_by_key"].values())


def row(module: str, ends: list[int | None]) -> str:
    run = [end for end in ends if end is not None]
    left, late = (sum(end in those for end in run) for those in (UNNOTICED, TIMED_OUT))
    share = f"{100 * (len(run) - left) / len(run):.0f} %" if run else "-"
    return f"| `{module}` | {len(ends)} | {len(run)} | {late} | {left} | {share} |"


def table(found: Iterable[tuple[str, list[int | None]]]) -> Iterator[str]:
    yield "| module | mutants | run | timed out | unnoticed | noticed |"
    yield "|---|---|---|---|---|---|"
    every: list[int | None] = []
    for module, ends in found:
        every += ends
        yield row(module, ends)
    yield row("all", every)


if __name__ == "__main__":
    sys.stdout.write("\n".join(table(scores(MUTANTS))) + "\n")
