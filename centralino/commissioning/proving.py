"""A flow file tried before it is in service: beside all the others, in a folder of its own."""

import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from centralino.checking.board_line import PUBLIC_URL, BoardLine
from centralino.checking.checked import Check
from centralino.checking.expecting import Rehearsal, unmet
from centralino.flows.flow import Flow
from centralino.loading.loader import Loaded, load
from centralino.loading.problems import Problem
from centralino.simulator import CallClock
from centralino.switchboard.switchboard import Switchboard


@contextmanager
def rehearsal(folder: Path) -> Iterator[Path]:
    """A copy of a folder of flow files, in which anything may be tried."""
    with TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy)
        yield copy


def objections(file: Path, now: datetime, known: Container[Problem] = ()) -> list[str]:
    """What is wrong with a file among the others of its folder; each as `check` tells it.

    `known`: what was wrong with those others before; anything more is this file's doing.
    """
    loaded = load(file.parent)
    refused = [str(each) for each in loaded.problems if each not in known]
    flow = flow_in(loaded, file)
    if refused or flow is None:
        return refused
    found = [*Check(loaded, now).prove(flow).findings, *unmet(flow, loaded, exchange(loaded))]
    return [str(each.as_problem()) for each in found if each.is_error]


def flow_in(loaded: Loaded, file: Path) -> Flow | None:
    """The flow that a file of the folder describes, if it does."""
    slugs = (slug for slug, found in loaded.files.items() if found.name == file.name)
    slug = next(slugs, "")
    return loaded.house.flows.get(slug)


def exchange(loaded: Loaded) -> Rehearsal:
    """The switchboard itself, to call in its own time."""
    clock = CallClock()
    return Rehearsal(BoardLine(Switchboard(loaded), clock), PUBLIC_URL, clock)
